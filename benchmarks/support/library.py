"""A library of published stories: the rows of each table, the same for a seed."""

import json
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from functools import cached_property
from itertools import accumulate
from typing import Any

from benchmarks.support.population import People, Population, Row, id_at
from emberline.stories.rules.search_words import author_word, distinct, words_of
from emberline.stories.rules.searching import SHORTEST_FORGIVEN

CATEGORIES = ("mystery", "horror", "adventure", "romance", "history", "science", "comedy", "fable")

_SEED = 20260302
_AUTHORS = 10_000
_VOCABULARY = 30_000
_TITLE_WORDS, _DESCRIPTION_WORDS, _TAGS = (2, 6), (20, 60), 300
_LEVELS = ("easy", "medium", "hard")
_LANGUAGES = ("en",) * 8 + ("de", "fr")
_SYLLABLES = ("ka", "lo", "mer", "ti", "sun", "ra", "vel", "no", "dri", "os", "an", "pel", "qui")
# The commonest words are those that every text has.
_COMMON = ("the", "of", "and", "a", "you", "in", "to", "is", "with", "night", "house", "dragon")
_ONCE = timedelta(days=3000)


class Library:
    """So many listed stories by people of a population without clips."""

    def __init__(self, now: datetime, stories: int, *, authors: int = _AUTHORS) -> None:
        self.now = now
        self.stories = stories
        self.population = Population(now, 1, authors=authors, followed=1)

    @property
    def people(self) -> People:
        """Who writes and who reads."""
        return self.population.people

    @cached_property
    def vocabulary(self) -> list[str]:
        """All words, the commonest first."""
        chance = random.Random(_SEED)
        made = dict.fromkeys(_COMMON)
        while len(made) < _VOCABULARY:
            made["".join(chance.choices(_SYLLABLES, k=chance.randint(2, 4)))] = None
        return list(made)

    def rows(self) -> Iterator[tuple[str, Sequence[str], Iterator[Row]]]:
        """Each table's name, its columns and its rows, the tables that others refer to first."""
        for table, columns, rows in self.population.rows():
            if table in ("users", "preferences", "blocks"):
                yield table, columns, rows
        yield "stories", _STORY_COLUMNS, (_draft(each) for each in self._stories)
        yield "story_versions", _VERSION_COLUMNS, (_version(each) for each in self._stories)
        yield "catalogue_entries", _ENTRY_COLUMNS, (_entry(each) for each in self._stories)
        yield "catalogue_tags", ("tag", "story_id"), self._tags()
        yield "catalogue_texts", ("id", "story_id", "heading", "whole"), self._texts()
        yield "catalogue_words", ("word", "story_id", "backwards"), self._words()
        yield "catalogue_counts", _COUNT_COLUMNS, self._counts()

    @cached_property
    def _stories(self) -> list[dict[str, Any]]:
        return list(self._made())

    def _made(self) -> Iterator[dict[str, Any]]:
        chance = random.Random(_SEED + 1)
        weights = list(accumulate(1 / (rank + 2) for rank in range(len(self.vocabulary))))

        def text(least: int, most: int) -> str:
            count = chance.randint(least, most)
            return " ".join(chance.choices(self.vocabulary, cum_weights=weights, k=count))

        for number in range(self.stories):
            at = self.now - _ONCE + _ONCE * (number / self.stories)
            yield {
                "id": id_at(at, chance),
                "version_id": id_at(at, chance),
                "author_id": chance.choice(self.people.authors),
                "title": text(*_TITLE_WORDS).capitalize(),
                "description": text(*_DESCRIPTION_WORDS),
                "difficulty_level": chance.choice(_LEVELS),
                "category": chance.choice(CATEGORIES),
                "language": chance.choice(_LANGUAGES),
                "tags": [f"tag{int(_TAGS * chance.random() ** 2)}" for _ in range(3)],
                "plays": int(chance.paretovariate(0.7)),
                "at": at,
            }

    def _tags(self) -> Iterator[Row]:
        for each in self._stories:
            for tag in distinct(each["tags"]):
                yield (tag, each["id"])

    def _texts(self) -> Iterator[Row]:
        for number, each in enumerate(self._stories, start=1):
            heading = distinct([*_named(each), author_word(each["author_id"])])
            whole = distinct([*heading, *words_of(each["description"])])
            yield (number, each["id"], heading, whole)

    def _words(self) -> Iterator[Row]:
        for each in self._stories:
            for word in distinct(_named(each)):
                if len(word) >= SHORTEST_FORGIVEN:
                    yield (word, each["id"], word[::-1])

    def _counts(self) -> Iterator[Row]:
        kinds = Counter(
            (each["category"], each["difficulty_level"], each["language"]) for each in self._stories
        )
        for kind, count in kinds.items():
            yield (*kind, count)


def _named(story: dict[str, Any]) -> list[str]:
    return words_of(story["title"]) + [word for tag in story["tags"] for word in words_of(tag)]


def _draft(story: dict[str, Any]) -> Row:
    heading = (story["title"], story["description"], story["difficulty_level"], story["category"])
    texts = (story["language"], json.dumps(story["tags"]), "[]", None, b"{}")
    states = (True, True, 1, 1, 1, None, story["at"], story["at"], None)
    return (story["id"], story["author_id"], *heading, *texts, *states)


def _version(story: dict[str, Any]) -> Row:
    return (story["version_id"], story["id"], 1, b"", 40, 5, 4000, None, story["at"])


def _entry(story: dict[str, Any]) -> Row:
    ids = (story["id"], story["version_id"], 1, story["author_id"])
    texts = (story["title"], story["title"].lower(), story["description"])
    kinds = (story["difficulty_level"], story["category"], story["language"])
    lists = (json.dumps(story["tags"]), "[]", None, 40, 5, 9, True, True)
    ratings = story["plays"] // 3
    received = (story["plays"], story["plays"] // 2, ratings, ratings * 4, 3 + ratings % 5 / 3)
    return (*ids, *texts, *kinds, *lists, *received, *[story["at"]] * 3)


_STORY_COLUMNS = (
    "id",
    "owner_id",
    "title",
    "description",
    "difficulty_level",
    "category",
    "language",
    "tags",
    "content_notes",
    "cover_media_id",
    "declarations",
    "is_listed",
    "is_published",
    "version",
    "revision",
    "draft_revision",
    "changed_by",
    "created_at",
    "updated_at",
    "held_at",
)
_VERSION_COLUMNS = (
    "id",
    "story_id",
    "number",
    "document",
    "nodes_count",
    "endings_count",
    "words",
    "frozen_by",
    "frozen_at",
)
_ENTRY_COLUMNS = (
    "story_id",
    "version_id",
    "version",
    "author_id",
    "title",
    "title_folded",
    "description",
    "difficulty_level",
    "category",
    "language",
    "tags",
    "content_notes",
    "cover_media_id",
    "nodes_count",
    "endings_count",
    "estimated_minutes",
    "is_published",
    "is_listed",
    "plays_count",
    "completions_count",
    "ratings_count",
    "ratings_sum",
    "rating_rank",
    "created_at",
    "first_published_at",
    "published_at",
)
_COUNT_COLUMNS = ("category", "difficulty_level", "language", "stories_count")
