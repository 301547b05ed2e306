"""Identifiers of nodes and choices: made of their keys, so that every version has the same."""

from functools import lru_cache
from hashlib import blake2b

_TOP = 0x7000
_VARIANT = 0x8000
# The parts of stories that are being played are asked for again and again.
_KEPT = 16_384


@lru_cache(maxsize=_KEPT)
def node_id(story_id: str, node_key: str) -> str:
    """The id of the node `node_key` of a story, in drafts, versions and plays alike."""
    return _part_id(story_id, f"node {node_key}")


@lru_cache(maxsize=_KEPT)
def choice_id(story_id: str, node_key: str, choice_key: str) -> str:
    """The id of the choice `choice_key` at the node `node_key` of a story."""
    # Keys hold no NUL, so that no two pairs of keys are written alike.
    return _part_id(story_id, f"choice {node_key}\x00{choice_key}")


def _part_id(story_id: str, name: str) -> str:
    """A UUIDv7 (RFC 9562): the instant of the story's, and 74 bits of a digest in place of chance.

    Two parts of a story with a million of them share an id with a probability of 3 in 10 ** 11.
    """
    digest = blake2b(name.encode(), digest_size=10, key=story_id.encode()).digest()
    bits = int.from_bytes(digest)
    third = _TOP | (bits >> 62) & 0x0FFF
    fourth = _VARIANT | (bits >> 48) & 0x3FFF
    return f"{story_id[:13]}-{third:04x}-{fourth:04x}-{bits & 0xFFFF_FFFF_FFFF:012x}"
