"""What a story's people do to it, by name, and when the same again is one entry of the log."""

from collections.abc import Mapping
from datetime import timedelta
from types import MappingProxyType

ACTIONS: Mapping[str, str] = MappingProxyType(
    {
        "story.created": "edit",
        "story.changed": "edit",
        "document.replaced": "edit",
        "node.created": "edit",
        "node.changed": "edit",
        "node.deleted": "edit",
        "choice.created": "edit",
        "choice.changed": "edit",
        "choice.deleted": "edit",
        "version.restored": "edit",
        "story.imported": "edit",
        "story.published": "published",
        "story.taken_back": "published",
        "collaborator.invited": "collaborator",
        "collaborator.changed": "collaborator",
        "collaborator.removed": "collaborator",
        "presence.moved": "presence",
    }
)
"""Every action, with the kind under which the others are told of it; the last is not logged."""

COUNTED_UP = frozenset({"story.changed", "document.replaced", "node.changed", "choice.changed"})
"""The actions that, done again at the same place, count up in the entry before."""

SAME_WITHIN = timedelta(minutes=5)
"""So soon after it the same again belongs to an entry."""

DETAIL_BYTES = 2048
"""As JSON an entry's detail has at most so many."""

PRESENT_FOR = timedelta(seconds=60)
"""So long someone is present after they said so."""
