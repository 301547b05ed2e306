"""Pages of a list by their number, where a reader may leaf to any of them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Any, Generic, NamedTuple, TypeVar

import msgspec
from fastapi import Query
from pydantic import Field
from starlette.responses import Response

from emberline.kit.answers import UtcTime, answer
from emberline.kit.paging import MAX_LIMIT
from emberline.kit.parameters import Parameters

T = TypeVar("T")

FIRST_PAGE = 1
DEFAULT_PAGE_SIZE = 10
MAX_PAGE = 10_000

_PAGE_TEXT = "Which page, 1 to 10000; those behind the last are empty."
_SIZE_TEXT = "How many entries a page holds, 1 to 100."

PageNumber = Annotated[int, Query(ge=1, le=MAX_PAGE, description=_PAGE_TEXT)]
PageSize = Annotated[int, Query(alias="pageSize", ge=1, le=MAX_LIMIT, description=_SIZE_TEXT)]


class Numbered(NamedTuple):
    """Which page is asked for; fields from 1 on, in the bounds of `PageNumber` and `PageSize`."""

    page: int
    size: int

    @property
    def offset(self) -> int:
        """How many rows stand before it."""
        return (self.page - 1) * self.size


class PageParameters(Parameters):
    """The two parameters, for lists whose parameters are read at once (`kit.parameters`)."""

    page: Annotated[int, Field(ge=1, le=MAX_PAGE, description=_PAGE_TEXT)] = FIRST_PAGE
    page_size: Annotated[
        int, Field(alias="pageSize", ge=1, le=MAX_LIMIT, description=_SIZE_TEXT)
    ] = DEFAULT_PAGE_SIZE

    @property
    def asked(self) -> Numbered:
        """The page that they name."""
        return Numbered(self.page, self.page_size)


class Leaf(NamedTuple, Generic[T]):
    """A page of a list, and how many entries the list has."""

    rows: Sequence[T]
    total: int


class PagedMeta(msgspec.Struct, frozen=True):
    """Which page of a list this is, and how many entries the list has."""

    page: int
    page_size: int = msgspec.field(name="pageSize")
    total: int


class PagedEnvelope(msgspec.Struct, Generic[T], frozen=True):
    """A page by its number, in the envelope of `/api`."""

    success: bool
    data: T
    message: str
    timestamp: UtcTime
    meta: PagedMeta


def paged_in_envelope(
    data: Any, message: str, now: datetime, asked: Numbered, total: int
) -> Response:
    """The page `asked` of a list of `total` entries, in the envelope of `/api`."""
    meta = PagedMeta(asked.page, asked.size, total)
    return answer(PagedEnvelope(True, data, message, now, meta))
