"""A search of the catalogue: its words, how each database is asked for them, what comes first."""

from collections.abc import Iterable, Iterator, Sequence
from math import log10
from typing import NamedTuple

from emberline.stories.rules.search_words import author_word, distinct, within, words_of

MAX_WORDS = 10
"""So many words of a query count."""
SHORTEST_FORGIVEN = 4
"""Slips in words of so many letters are forgiven: one, and two from LONG on."""
LONG = 8
MAX_MEANT = 4
"""So many words may have been meant by one."""
_SHORTEST_BEGINNING = 3

# What a word is worth, by where the story has it.
_TITLE, _TITLE_BEGINS, _TAG, _TAG_BEGINS, _AUTHOR, _DESCRIPTION = 8.0, 6.0, 4.0, 3.0, 2.0, 1.0
_WHOLE_TITLE, _TITLE_STARTS, _COVERED, _PLAYED = 4.0, 2.0, 0.5, 0.4
# More plays than this count no more.
_MOST_DIGITS = 6


class Term(NamedTuple):
    """One word of a query. words: it, or what may have been meant by it, all as good.

    authors: who has a name that begins so.
    """

    words: tuple[str, ...]
    authors: tuple[str, ...] = ()


class Search(NamedTuple):
    """A query: a story has each of the terms, or is by one of `authors`, whose name it spells."""

    terms: tuple[Term, ...]
    authors: tuple[str, ...] = ()


class Found(NamedTuple):
    """What decides on a story's place among those that were found."""

    story_id: str
    author_id: str
    title: str
    tags: list[str]
    plays_count: int


def search_of(query: str) -> Search:
    """The query in words; nothing else in it has a meaning. No terms where it has none."""
    return Search(tuple(Term((word,)) for word in distinct(words_of(query))[:MAX_WORDS]))


def fts5_query(search: Search, column: str) -> str:
    """The search in the language of SQLite's FTS5, within one column.

    The beginning of a word is enough from three letters on; of the last one, in a heading, any.
    """
    groups = [
        _any_of([_fts5_word(word, is_open) for word in term.words], term.authors)
        for term, is_open in _with_openness(search, column)
    ]
    both = " AND ".join(groups)
    wanted = _any_of([f"({both})"], search.authors)
    return f"{{{column}}} : {wanted}"


def tsquery(search: Search, column: str) -> str:
    """The search as a PostgreSQL `tsquery`; as `fts5_query`."""
    groups = [
        _either([_lexeme(word, is_open) for word in term.words], term.authors)
        for term, is_open in _with_openness(search, column)
    ]
    return _either([f"({' & '.join(groups)})"], search.authors)


def in_order(search: Search, found: Iterable[Found]) -> list[Found]:
    """The stories, best first: title over tags over author over description, then by plays.

    The order is the same on every database, for nothing of theirs decides it.
    """
    # They are given newest first, which sorting leaves so among equals.
    return sorted(found, key=lambda each: -_worth(search, each))


def most_slips(word: str) -> int:
    """How many slips are forgiven in a word."""
    if len(word) < SHORTEST_FORGIVEN:
        return 0
    return 2 if len(word) >= LONG else 1


def meant_by(word: str, known: Iterable[tuple[str, int]]) -> tuple[str, ...]:
    """What of the `known` words, each with the number of its uses, may be meant: nearest first."""
    near = []
    for other, uses in known:
        slips = next((n for n in range(most_slips(word) + 1) if within(word, other, n)), None)
        if slips is not None:
            near.append((slips, -uses, other))
    return tuple(other for _, _, other in sorted(near)[:MAX_MEANT])


def _worth(search: Search, found: Found) -> float:
    """A place more or less in the title counts less than where else a word is; plays the least."""
    title = words_of(found.title)
    each = [_worth_in_title(term, title) for term in search.terms]
    in_title = sum(1 for value in each if value)
    if in_title < len(each):
        tags = words_of(" ".join(found.tags))
        for number, term in enumerate(search.terms):
            each[number] = each[number] or _worth_elsewhere(term, found.author_id, tags)
    worth = sum(each)
    if found.author_id in search.authors:
        worth = max(worth, _AUTHOR * len(each))
    covered = _COVERED * min(in_title / max(1, len(title)), 1.0)
    played = _PLAYED * min(log10(1 + found.plays_count) / _MOST_DIGITS, 1.0)
    return worth + _worth_of_start(search, title) + covered + played


def _worth_in_title(term: Term, title: Sequence[str]) -> float:
    if any(word in title for word in term.words):
        return _TITLE
    return _TITLE_BEGINS if any(_begins(title, word) for word in term.words) else 0.0


def _worth_elsewhere(term: Term, author_id: str, tags: Sequence[str]) -> float:
    if any(word in tags for word in term.words):
        return _TAG
    if any(_begins(tags, word) for word in term.words):
        return _TAG_BEGINS
    return _AUTHOR if author_id in term.authors else _DESCRIPTION


def _worth_of_start(search: Search, title: Sequence[str]) -> float:
    """What it adds that the title is, or begins with, just these words; the last may go on."""
    sought = [term.words[0] for term in search.terms]
    if title == sought:
        return _WHOLE_TITLE
    starts = title[: len(sought) - 1] == sought[:-1]
    return _TITLE_STARTS if starts and _begins(title[len(sought) - 1 :][:1], sought[-1]) else 0.0


def _begins(words: Iterable[str], beginning: str) -> bool:
    return any(word.startswith(beginning) for word in words)


def _with_openness(search: Search, column: str) -> Iterator[tuple[Term, bool]]:
    """The terms, and whether a longer word will do for each."""
    last = search.terms[-1]
    for term in search.terms:
        yield (
            term,
            len(term.words[0]) >= _SHORTEST_BEGINNING or (column == "heading" and term is last),
        )


def _fts5_word(word: str, is_open: bool) -> str:
    return f'"{word}" *' if is_open else f'"{word}"'


def _lexeme(word: str, is_open: bool) -> str:
    return f"'{word}':*" if is_open else f"'{word}'"


def _any_of(words: Sequence[str], authors: Sequence[str]) -> str:
    named = [f'"{author_word(each)}"' for each in authors]
    return f"({' OR '.join([*words, *named])})"


def _either(words: Sequence[str], authors: Sequence[str]) -> str:
    lexemes = [f"'{author_word(each)}'" for each in authors]
    return f"({' | '.join([*words, *lexemes])})"
