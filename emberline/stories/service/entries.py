"""Entries of the catalogue: made at publication, taken back, counted up; and their search index."""

from datetime import datetime
from math import sqrt

from sqlalchemy import BigInteger, Connection, Row, bindparam, delete, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from emberline.kit.db import Identifier, hot
from emberline.kit.forms import folded
from emberline.stories.models.drafts import Story
from emberline.stories.models.searching import CatalogueTag, CatalogueText, CatalogueWord
from emberline.stories.models.versions import CatalogueEntry, StoryVersion
from emberline.stories.rules.search_words import author_word, distinct, words_of
from emberline.stories.rules.searching import SHORTEST_FORGIVEN

WORDS_A_MINUTE = 200
PRIOR_RATING = 3.0
PRIOR_WEIGHT = 5
_DESCRIPTION_WORDS = 800


def enter(conn: Connection, story_id: str, version_id: str, now: datetime) -> None:
    """Make a frozen version what readers see of the story, with the heading that its draft has.

    The story's row has its number in `version` and says whether it is published and listed; both
    rows are locked or new. What the story was given by readers stays. It may be called again.
    """
    story = conn.execute(_STORY, {"story_id": story_id}).one()
    version = conn.execute(_VERSION, {"version_id": version_id}).one()
    is_listed = story.is_published and story.is_listed and story.held_at is None
    binds = {
        **{name: getattr(story, name) for name in _FROM_STORY},
        "story_id": story_id,
        "version_id": version_id,
        "version": version.number or story.version,
        "author_id": story.owner_id,
        "title_folded": folded(story.title),
        "nodes_count": version.nodes_count,
        "endings_count": version.endings_count,
        "estimated_minutes": estimated_minutes(version.words, version.endings_count),
        "is_published": story.is_published,
        "is_listed": is_listed,
        "rating_rank": PRIOR_RATING,
        "first_published_at": now,
        "published_at": now,
        **dict.fromkeys(_COUNTERS, 0),
    }
    conn.execute(_ENTER[conn.dialect.name], binds)
    _index(conn, story_id)


def take_back(conn: Connection, story_id: str) -> None:
    """Let nobody but its people see the story any more; nothing happens to one without an entry.

    Its entry stays, with what readers gave it.
    """
    conn.execute(_TAKE_BACK, {"of_story": story_id})
    _unindex(conn, story_id)


def relist(conn: Connection, story_id: str) -> None:
    """Bring the entry in line with whether the draft's row is published, listed and held.

    For after a change of one of these; nothing happens to a story without an entry.
    """
    story = conn.execute(_STORY, {"story_id": story_id}).first()
    if story is None:
        return
    is_listed = story.is_published and story.is_listed and story.held_at is None
    conn.execute(
        _RELIST,
        {"of_story": story_id, "published": story.is_published, "listed": is_listed},
    )
    _index(conn, story_id)


def bump_plays(conn: Connection, story_id: str) -> None:
    """A play of the story began."""
    hot(conn, _BUMP_PLAYS, of_story=story_id)


def bump_completions(conn: Connection, story_id: str) -> None:
    """A play of the story came to an ending."""
    hot(conn, _BUMP_COMPLETIONS, of_story=story_id)


def rated(conn: Connection, story_id: str, *, count_change: int, sum_change: int) -> None:
    """Ratings of the story came or went, or changed: so many, so many stars in all.

    The rank is the Bayesian mean, (C·m + sum) / (C + count) with m = PRIOR_RATING and
    C = PRIOR_WEIGHT: as if so many had given so much, so that one full mark is no lead over a
    hundred (Miller, "Bayesian average ratings", 2012; the same as IMDb's weighted rating).
    """
    hot(conn, _RATED, of_story=story_id, count_change=count_change, sum_change=sum_change)


def estimated_minutes(words: int, endings: int) -> int:
    """How long one play takes, in minutes, at WORDS_A_MINUTE; at least 1.

    A play reads one way of a branching story: with n endings between all of its words (they branch
    at the very end) and an n-th (at the very beginning). We take the geometric mean, words / √n.
    """
    return max(1, round(words / sqrt(max(1, endings)) / WORDS_A_MINUTE))


def _index(conn: Connection, story_id: str) -> None:
    """Make the story's tags and words in the search those of its entry; none if it is unlisted."""
    _unindex(conn, story_id)
    entry = conn.execute(_ENTRY, {"story_id": story_id}).first()
    if entry is None or not entry.is_listed:
        return
    tags = distinct(tag for each in entry.tags if (tag := folded_tag(each)))
    if tags:
        conn.execute(_TAG, [{"tag": tag, "story_id": story_id} for tag in tags])
    _index_words(conn, story_id, entry)


def _index_words(
    conn: Connection, story_id: str, entry: Row[str, str, list[str], str, bool]
) -> None:
    named = words_of(entry.title) + [word for tag in entry.tags for word in words_of(tag)]
    heading = distinct([*named, author_word(entry.author_id)])
    described = words_of(entry.description)[:_DESCRIPTION_WORDS]
    whole = distinct([*heading, *described])
    conn.execute(_TEXT, {"story_id": story_id, "heading": heading, "whole": whole})
    forgiven = [word for word in distinct(named) if len(word) >= SHORTEST_FORGIVEN]
    if forgiven:
        rows = [{"story_id": story_id, "word": w, "backwards": w[::-1]} for w in forgiven]
        conn.execute(_WORD, rows)


def folded_tag(tag: str) -> str:
    """A tag as it is compared: folded, with single spaces."""
    return " ".join(folded(tag).split())[:200]


def _unindex(conn: Connection, story_id: str) -> None:
    for statement in (_FORGET_TAGS, _FORGET_TEXT, _FORGET_WORDS):
        conn.execute(statement, {"of_story": story_id})


_OF_STORY = bindparam("of_story", type_=Identifier)
_FROM_STORY = (
    "title",
    "description",
    "difficulty_level",
    "category",
    "language",
    "tags",
    "content_notes",
    "cover_media_id",
    "created_at",
)
_COUNTERS = ("plays_count", "completions_count", "ratings_count", "ratings_sum")
_KEPT = {"story_id", "first_published_at", "rating_rank", *_COUNTERS}

_STORY = select(*Story.__table__.columns).where(Story.id == bindparam("story_id", type_=Identifier))
_VERSION = select(
    StoryVersion.number, StoryVersion.nodes_count, StoryVersion.endings_count, StoryVersion.words
).where(StoryVersion.id == bindparam("version_id", type_=Identifier))
_ENTRY = select(
    CatalogueEntry.title,
    CatalogueEntry.description,
    CatalogueEntry.tags,
    CatalogueEntry.author_id,
    CatalogueEntry.is_listed,
).where(CatalogueEntry.story_id == bindparam("story_id", type_=Identifier))


def _enter(dialect: str) -> sqlite.Insert | postgresql.Insert:
    make = sqlite.insert if dialect == "sqlite" else postgresql.insert
    statement = make(CatalogueEntry)
    columns = [column.name for column in CatalogueEntry.__table__.columns]
    news = {name: statement.excluded[name] for name in columns if name not in _KEPT}
    return statement.on_conflict_do_update(index_elements=["story_id"], set_=news)


_ENTER = {dialect: _enter(dialect) for dialect in ("sqlite", "postgresql")}
_TAKE_BACK = (
    update(CatalogueEntry)
    .where(CatalogueEntry.story_id == _OF_STORY)
    .values(is_published=False, is_listed=False)
)
_RELIST = (
    update(CatalogueEntry)
    .where(CatalogueEntry.story_id == _OF_STORY)
    .values(is_published=bindparam("published"), is_listed=bindparam("listed"))
)
_BUMP_PLAYS = (
    update(CatalogueEntry)
    .where(CatalogueEntry.story_id == _OF_STORY)
    .values(plays_count=CatalogueEntry.plays_count + 1)
)
_BUMP_COMPLETIONS = (
    update(CatalogueEntry)
    .where(CatalogueEntry.story_id == _OF_STORY)
    .values(completions_count=CatalogueEntry.completions_count + 1)
)
_COUNT = CatalogueEntry.ratings_count + bindparam("count_change", type_=BigInteger)
_SUM = CatalogueEntry.ratings_sum + bindparam("sum_change", type_=BigInteger)
_RATED = (
    update(CatalogueEntry)
    .where(CatalogueEntry.story_id == _OF_STORY)
    .values(
        ratings_count=_COUNT,
        ratings_sum=_SUM,
        rating_rank=(PRIOR_WEIGHT * PRIOR_RATING + _SUM) / (PRIOR_WEIGHT + _COUNT),
    )
)
_TAG = insert(CatalogueTag)
_TEXT = insert(CatalogueText)
_WORD = insert(CatalogueWord)
_FORGET_TAGS = delete(CatalogueTag).where(CatalogueTag.story_id == _OF_STORY)
_FORGET_TEXT = delete(CatalogueText).where(CatalogueText.story_id == _OF_STORY)
_FORGET_WORDS = delete(CatalogueWord).where(CatalogueWord.story_id == _OF_STORY)
