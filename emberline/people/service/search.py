"""Finding people by the beginning of their username, or of a word of their display name."""

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import (
    Connection,
    Integer,
    Select,
    String,
    bindparam,
    collate,
    not_,
    select,
    tuple_,
    union_all,
)

from emberline.accounts.auth import Viewer
from emberline.accounts.models import CODE_POINTS, Avatar, NameWord, User
from emberline.kit.db import Identifier
from emberline.kit.errors import invalid
from emberline.kit.forms import folded
from emberline.kit.paging import Page, Position
from emberline.people import queries, rules
from emberline.people.queries import CARD, CardPage, in_sight

# Sorts after every text that begins with the same characters.
_LAST = "\U0010ffff"
# A position's instant, which means nothing here: short, so that the longest name fits a cursor.
_NO_INSTANT = datetime.min  # noqa: DTZ901


def search_prefix(query: str) -> str:
    """The query as it is compared: folded, and no longer than what is kept of a name.

    AppError 400 when nothing is left of it.
    """
    prefix = rules.search_prefix(folded(query))
    if not prefix:
        raise invalid("q", "Send the first letters of a name.")
    return prefix


def search(conn: Connection, viewer: Viewer, prefix: str, page: Page) -> CardPage:
    """Who is found by `prefix`, by the alphabet of what they are found by; each once.

    Those who are blocked, either way, or suspended are not there. The position is the name that
    the last one was found by and their id.
    """
    after = _Found(prefix, "00000000-0000-0000-0000-000000000000")
    if page.after is not None:
        user_id, _, name = page.after.id.partition(" ")
        after = _Found(name, user_id)
    binds = {
        "viewer_id": viewer.user_id,
        "prefix": prefix,
        "beyond": prefix + _LAST,
        "after_name": after.name,
        "after_id": after.user_id,
        "size": page.limit + 1,
    }
    rows = conn.execute(_SEARCH[conn.dialect.name], binds).all()
    shown = rows[: page.limit]
    more = len(rows) > page.limit
    end = Position(_NO_INSTANT, f"{shown[-1][0]} {shown[-1][4]}") if more else None
    return CardPage([queries.card_of(row) for row in shown], end)


class _Found(NamedTuple):
    name: str
    user_id: str


def _search(username: Any) -> Select[Any]:
    """The two ways to find someone, each one range of an index, merged in order.

    `username` is the folded one, to be compared by code point.
    """
    by_username = (
        select(*CARD, username.label("name"))
        .outerjoin(Avatar, Avatar.user_id == User.id)
        .where(_beyond(username, User.id), username < _BEYOND, in_sight(User.id))
        .order_by(username, User.id)
        .limit(_SIZE)
    )
    earlier = NameWord.__table__.alias("earlier")
    found_by_earlier = (
        select(earlier.c.word)
        .where(
            earlier.c.user_id == NameWord.user_id,
            earlier.c.word.between(_PREFIX, _BEYOND),
            earlier.c.word < NameWord.word,
        )
        .exists()
    )
    by_word = (
        select(*CARD, NameWord.word.label("name"))
        .select_from(NameWord)
        .join(User, User.id == NameWord.user_id)
        .outerjoin(Avatar, Avatar.user_id == User.id)
        .where(
            _beyond(NameWord.word, NameWord.user_id),
            NameWord.word < _BEYOND,
            in_sight(User.id),
            not_(username.between(_PREFIX, _BEYOND)),
            ~found_by_earlier,
        )
        .order_by(NameWord.word, NameWord.user_id)
        .limit(_SIZE)
    )
    both = union_all(select(by_username.subquery()), select(by_word.subquery())).subquery()
    return select(both).order_by(both.c.name, both.c.id).limit(_SIZE)


def _beyond(name: Any, user_id: Any) -> Any:
    return tuple_(name, user_id) > tuple_(_AFTER_NAME, _AFTER_ID)


_PREFIX = bindparam("prefix", type_=String)
_BEYOND = bindparam("beyond", type_=String)
_AFTER_NAME = bindparam("after_name", type_=String)
_AFTER_ID = bindparam("after_id", type_=Identifier)
_SIZE = bindparam("size", type_=Integer)

_SEARCH = {
    "sqlite": _search(User.username_folded),
    "postgresql": _search(collate(User.username_folded, CODE_POINTS)),
}
