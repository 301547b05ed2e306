"""Revisions of what several people edit: ETags, `If-Match`, and who loses of two at once."""

import re
from collections.abc import Callable
from typing import Annotated, Any, NamedTuple

from fastapi import Depends, Header

from emberline.kit.errors import AppError, conflict, invalid

_TAGS = re.compile(r'\s*(?:W/)?"([^"\s]{1,64})"\s*')
_MOST_TAGS = 20


class IfMatch(NamedTuple):
    """The revisions that the caller would change; `any` stands for whichever there is (`*`)."""

    any: bool
    tags: frozenset[str]

    def holds(self, revision: int) -> bool:
        """Whether `revision` is one of them."""
        return self.any or str(revision) in self.tags


class Revised(NamedTuple):
    """What a thing's row says of its last change; changed_by: None when they are gone."""

    revision: int
    changed_by: str | None


async def _if_match(
    header: Annotated[
        str | None,
        Header(
            alias="If-Match",
            max_length=1000,
            description="The `ETag` of what you change. A stale one is a 409 with the current "
            "state; without one, a change that somebody else made last is a 428.",
        ),
    ] = None,
) -> IfMatch | None:
    """The `If-Match` of a request; None without one. AppError 400 for what is no list of tags."""
    return None if header is None else parse_if_match(header)


InIfMatch = Annotated[IfMatch | None, Depends(_if_match)]


def parse_if_match(header: str) -> IfMatch:
    """RFC 9110, 13.1.1; weak tags count as strong ones. AppError 400 for anything else."""
    if header.strip() == "*":
        return IfMatch(True, frozenset())
    found = [_TAGS.fullmatch(part) for part in header.split(",")]
    if len(found) > _MOST_TAGS or not all(found):
        raise invalid("If-Match", 'Send the ETag of the answer before, as "7", or *.')
    return IfMatch(False, frozenset(match[1] for match in found if match))


def etag(revision: int) -> dict[str, str]:
    """The header that names a revision."""
    return {"ETag": f'"{revision}"'}


def check_revision(
    if_match: IfMatch | None,
    revised: Revised,
    caller_id: str,
    current: Callable[[], Any],
    *,
    needs_match: bool = True,
) -> None:
    """Let a change pass that knows what it changes; the row of the thing is locked.

    current: the thing as a read answers it; asked for only to be shown in a refusal.
    needs_match: False lets a change without `If-Match` pass whoever made the last one.
    AppError 409 for a stale revision, 428 without one where the last change was another's.
    """
    if if_match is None:
        if needs_match and revised.changed_by != caller_id:
            raise _unmatched(revised.revision, current())
    elif not if_match.holds(revised.revision):
        raise _stale(revised.revision, current())


def _stale(revision: int, current: Any) -> AppError:
    refusal = conflict(
        "Stale revision",
        "This was changed since you read it. Look at `current`, then send your change again with "
        "its ETag as If-Match.",
        field="If-Match",
        current=current,
    )
    refusal.headers.update(etag(revision))
    return refusal


def _unmatched(revision: int, current: Any) -> AppError:
    detail = (
        "Somebody else made the last change. Look at `current`, then send your change again with "
        "its ETag as If-Match."
    )
    return AppError(
        "precondition-required",
        428,
        "Precondition required",
        detail,
        details=[{"field": "If-Match", "message": detail}],
        headers=etag(revision),
        data={"current": current},
    )
