"""Searching the catalogue: by words of titles, tags, authors' names and descriptions."""

from typing import NamedTuple

from sqlalchemy import Connection

from emberline.kit.forms import folded
from emberline.kit.pages import Leaf, Numbered
from emberline.stories.queries import searching
from emberline.stories.rules.searching import (
    Search,
    Term,
    in_order,
    meant_by,
    most_slips,
    search_of,
)
from emberline.stories.schemas.stories import Story
from emberline.stories.service.catalogue import stories_of

_SHORTEST_NAME = 2


class Searched(NamedTuple):
    """A page of what was found; meant: the words that were taken for what was typed, if any."""

    leaf: Leaf[Story]
    meant: tuple[str, ...] = ()


def search_stories(
    conn: Connection, viewer_id: str | None, query: str, asked: Numbered
) -> Searched:
    """The listed stories that have all words of the query, best first, as far as they are ranked.

    A word is found by its beginning, without regard to case and accents. Where nothing has them,
    words that are one slip away (two, in long ones) are sought in their place: what may be meant
    shares its first or its last half with a word of a title or tag, so that two ranges of an index
    hold it, on either database (the pigeonhole of Wu and Manber, "Fast text searching allowing
    errors", 1992).
    """
    search = search_of(query)
    if not search.terms:
        return Searched(Leaf((), 0))
    search = _with_authors(conn, search, query)
    found = searching.candidates(conn, viewer_id, search)
    meant: tuple[str, ...] = ()
    if not found:
        forgiving = _forgiving(conn, search)
        if forgiving != search:
            search = forgiving
            found = searching.candidates(conn, viewer_id, search)
            meant = tuple(term.words[0] for term in search.terms) if found else ()
    page = in_order(search, found)[asked.offset : asked.offset + asked.size]
    stories = stories_of(conn, viewer_id, [each.story_id for each in page]) if page else {}
    rows = [stories[each.story_id] for each in page if each.story_id in stories]
    return Searched(Leaf(rows, len(found)), meant)


def _with_authors(conn: Connection, search: Search, query: str) -> Search:
    """The search that also finds stories by whose author is called so, wholly or by a word."""
    name = " ".join(folded(query).split())
    words = [term.words[0] for term in search.terms]
    beginnings = [each for each in (name, *words) if len(each) >= _SHORTEST_NAME]
    called = dict(zip(beginnings, searching.authors_called(conn, beginnings), strict=True))
    terms = [Term(term.words, tuple(called.get(term.words[0], ()))) for term in search.terms]
    return Search(tuple(terms), tuple(called.get(name, ())))


def _forgiving(conn: Connection, search: Search) -> Search:
    """The search with what may be meant in place of words that nothing has."""
    return search._replace(terms=tuple(_forgiven(conn, term) for term in search.terms))


def _forgiven(conn: Connection, term: Term) -> Term:
    (word,) = term.words
    slips = most_slips(word)
    if not slips or term.authors:
        return term
    known = searching.words_like(conn, word, slips)
    return Term(meant_by(word, known) or term.words)
