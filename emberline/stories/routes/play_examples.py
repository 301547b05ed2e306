"""Examples of plays for the documentation."""

from typing import Any

NOW = "2026-03-01T12:00:00Z"
_ID = "0197a1b2-7c4e-7000-8000-0000000000"

NODE: dict[str, Any] = {
    "node_id": f"{_ID}d2",
    "node_title": "At the well",
    "content": "The rope is *wet*.",
    "content_html": "<p>The rope is <em>wet</em>.</p>\n",
    "node_type": "story",
    "is_ending": False,
    "choices": [
        {
            "choice_id": f"{_ID}e1",
            "choice_text": "Climb down",
            "choice_letter": "A",
            "available": True,
            "locked_text": None,
            "timer_seconds": 20.0,
            "timer_total_seconds": 20.0,
            "roll": {"dice": "2d6", "target": 7},
        }
    ],
    "puzzle": None,
    "media": [],
}
STATE: dict[str, Any] = {
    "variables": {"courage": 2},
    "inventory": [{"item": "rope", "name": "A wet rope", "count": 1}],
    "stats": {"Courage": 2},
    "turn": 1,
}
STARTED: dict[str, Any] = {
    "node": NODE,
    "progress_id": f"{_ID}a1",
    "version": 3,
    "state": STATE,
    "is_ending": False,
    "ending": None,
    "newer_version": None,
    "notes": [],
    "play_token": None,
    "protagonist": "mara",
    "protagonists": [{"key": "mara", "name": "Mara", "description": "Knows the well."}],
    "lapsed": None,
}
TRAIL: dict[str, Any] = {
    "moves": [
        {
            "node_id": f"{_ID}d1",
            "node_title": "The yard",
            "choice_id": f"{_ID}e0",
            "choice_text": "Go to the well",
            "outcome": None,
        }
    ],
    "fixed": 0,
}
TURN: dict[str, Any] = {
    "next_node": NODE,
    "consequences": "Your courage grows.",
    "is_ending": False,
    "ending": None,
    "state": STATE,
    "changes": {
        "variables": {"courage": {"before": 1, "after": 2}},
        "inventory": {"rope": {"before": 0, "after": 1}},
    },
    "roll": {"dice": "2d6", "rolls": [3, 5], "total": 8, "target": 7, "success": True},
    "unlocked": [{"key": "brave", "name": "Brave", "description": "Climbed down."}],
    "correct": None,
    "progress_id": f"{_ID}a1",
    "version": 3,
    "newer_version": None,
}
PROGRESS: dict[str, Any] = {
    "progress_id": f"{_ID}a1",
    "user_id": f"{_ID}b1",
    "story_id": f"{_ID}c1",
    "version": 3,
    "slot": "auto",
    "current_node_id": f"{_ID}d2",
    "choices_made": [{"node_id": f"{_ID}d1", "choice_id": f"{_ID}e0"}],
    "state": STATE,
    "start_time": NOW,
    "last_updated": NOW,
    "is_completed": False,
    "ending": None,
}


def in_envelope(data: Any, message: str) -> dict[str, Any]:
    """An example in the envelope of `/api`."""
    return {"success": True, "data": data, "message": message, "timestamp": NOW}
