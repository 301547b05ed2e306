"""Examples of checks, publications and versions for the documentation."""

from typing import Any

from emberline.stories.routes.play_examples import NOW

_ID = "0197a1b2-7c4e-7000-8000-0000000000"
_STORY_ID = f"{_ID}c1"
_WARNING = {"code": "unreachable_node", "node": "attic", "message": "No way leads to `attic`."}

REPORT: dict[str, Any] = {
    "valid": False,
    "errors": [
        {
            "code": "missing_target",
            "node": "well",
            "choice": "down",
            "message": "The choice leads to `bottom`, which is no node.",
        }
    ],
    "warnings": [_WARNING],
    "metrics": {
        "nodes": 12,
        "choices": 20,
        "endings": 3,
        "words": 1400,
        "unreachable_nodes": 1,
        "dead_ends": 0,
        "errors": 1,
        "warnings": 1,
    },
}
PUBLICATION: dict[str, Any] = {
    "story_id": _STORY_ID,
    "version": 3,
    "is_new": True,
    "is_published": True,
    "dry_run": {
        "plays": 214,
        "tried": 214,
        "moved_unchanged": 190,
        "moved_with_notes": 20,
        "stuck": [
            {
                "node_id": f"{_ID}d7",
                "node_title": "The attic",
                "plays": 4,
                "reason": "node_gone",
                "message": "The scene `attic` is not in the new version.",
            }
        ],
    },
    "report": {"warnings": [_WARNING]},
}
VERSION: dict[str, Any] = {
    "version": 3,
    "nodes_count": 12,
    "endings_count": 3,
    "words": 1400,
    "published_at": NOW,
    "published_by": {"user_id": f"{_ID}a1", "username": "mira"},
}
RESTORED: dict[str, Any] = {"story_id": _STORY_ID, "version": 2, "revision": 41}
DIFF: dict[str, Any] = {
    "story_id": _STORY_ID,
    "before": "2",
    "after": "draft",
    "totals": {
        "nodes_added": 0,
        "nodes_removed": 0,
        "nodes_changed": 1,
        "choices_added": 0,
        "choices_removed": 0,
        "choices_changed": 1,
        "words_added": 2,
        "words_removed": 1,
    },
    "story": [{"field": "title", "before": "The well", "after": "The deep well"}],
    "nodes": [
        {
            "node_id": f"{_ID}d1",
            "key": "well",
            "node_title": "At the well",
            "change": "changed",
            "fields": [{"field": "content", "before": "It is deep.", "after": "It is very deep."}],
            "choices": [
                {
                    "choice_id": f"{_ID}e1",
                    "key": "down",
                    "change": "changed",
                    "fields": [{"field": "choice_text", "before": "Climb", "after": "Climb down"}],
                }
            ],
            "words_added": 2,
            "words_removed": 0,
        }
    ],
}
