"""Finding people by the beginning of their username, or of a word of their display name."""

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
from emberline.accounts.queries import CARD, card_of
from emberline.accounts.schemas import PersonCard
from emberline.kit.db import Identifier
from emberline.kit.errors import invalid
from emberline.kit.forms import folded
from emberline.kit.paging import FIRST_ID, Page, PageRequest, cut
from emberline.people import rules
from emberline.people.queries import in_sight

# Sorts after every text that begins with the same characters.
_LAST = "\U0010ffff"


class Found(NamedTuple):
    """A place in the list: the name that somebody was found by, and their id."""

    name: str
    user_id: str


def search_prefix(query: str) -> str:
    """The query as it is compared: folded, and no longer than what is kept of a name.

    AppError 400 when nothing is left of it.
    """
    prefix = rules.search_prefix(folded(query))
    if not prefix:
        raise invalid("q", "Send the first letters of a name.")
    return prefix


def search(
    conn: Connection, viewer: Viewer, prefix: str, asked: PageRequest[Found]
) -> Page[PersonCard]:
    """Who is found by `prefix`, by the alphabet of what they are found by; each once.

    Those who are blocked, either way, or suspended are not there.
    """
    after = asked.after or Found(prefix, FIRST_ID)
    binds = {
        "viewer_id": viewer.user_id,
        "prefix": prefix,
        "beyond": prefix + _LAST,
        "after_name": after.name,
        "after_id": after.user_id,
        "size": asked.size,
    }
    rows = conn.execute(_SEARCH[conn.dialect.name], binds).all()
    page = cut(rows, asked.limit, lambda row: Found(row[4], row[0]))
    return Page([card_of(*row[:4]) for row in page.rows], page.next)


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
