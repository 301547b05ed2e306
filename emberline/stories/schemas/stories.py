"""Stories as they are made, changed and shown."""

from typing import Annotated, Any, Literal

import msgspec
from pydantic import AfterValidator, Field, StringConstraints

from emberline.kit.answers import UtcTime, one_of
from emberline.kit.forms import Form, example
from emberline.kit.ids import Id
from emberline.stories.rules.storable import (
    CATEGORY_MOST,
    DESCRIPTION_MOST,
    LANGUAGE_MOST,
    NOTE_MOST,
    NOTES_MOST,
    TAG_MOST,
    TAGS_MOST,
    TITLE_MOST,
)

DIFFICULTIES = ("easy", "medium", "hard")
_LANGUAGE = r"^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$"
_CREATE = {
    "title": "The well",
    "description": "Somebody is calling from below.",
    "difficulty_level": "easy",
    "category": "mystery",
    "tags": ["short", "dark"],
}


def _each_once(texts: list[str]) -> list[str]:
    if len(set(texts)) < len(texts):
        raise ValueError("name each once")
    return texts


def _text(most: int, least: int = 0) -> Any:
    return StringConstraints(strip_whitespace=True, min_length=least, max_length=most)


Title = Annotated[str, _text(TITLE_MOST, 1)]
Description = Annotated[str, _text(DESCRIPTION_MOST)]
Difficulty = Literal["easy", "medium", "hard"]
Category = Annotated[str, _text(CATEGORY_MOST)]
Tags = Annotated[
    list[Annotated[str, _text(TAG_MOST, 1)]],
    Field(max_length=TAGS_MOST),
    AfterValidator(_each_once),
]
ContentNotes = Annotated[
    list[Annotated[str, _text(NOTE_MOST, 1)]],
    Field(max_length=NOTES_MOST, description="What readers are warned of."),
]
Language = Annotated[
    str, Field(max_length=LANGUAGE_MOST, pattern=_LANGUAGE, description="As BCP 47: `en`, `pt-BR`.")
]
Listed = Annotated[
    bool,
    Field(description="Whether the catalogue shows it once it is published. For its owners."),
]
Cover = Annotated[
    Id | None,
    Field(description="A picture that you uploaded to `/media`; null takes the cover away."),
]


class EditStory(Form):
    """What is to change; what is left out stays."""

    model_config = example({"title": "The well, again", "tags": ["short"]})

    title: Title = Field(default_factory=str)
    description: Description = Field(default_factory=str)
    difficulty_level: Difficulty = Field(default_factory=lambda: "medium")
    category: Category = Field(default_factory=str)
    tags: Tags = Field(default_factory=list)
    content_notes: ContentNotes = Field(default_factory=list)
    language: Language = Field(default_factory=lambda: "en")
    listed: Listed = True
    cover_media_id: Cover = None


class CreateStory(Form):
    """A new story: empty, or as a template or a document begins it.

    What is sent beside these is put in the place of what they say.
    """

    model_config = example(_CREATE)

    title: Title
    description: Description
    difficulty_level: Difficulty
    category: Category = Field(default_factory=str)
    tags: Tags = Field(default_factory=list)
    content_notes: ContentNotes = Field(default_factory=list)
    language: Language = Field(default_factory=lambda: "en")
    listed: Listed = True
    cover_media_id: Cover = None
    template: Annotated[
        str | None,
        Field(max_length=100, description="A name of `GET /api/admin/templates`."),
    ] = None
    document: Annotated[
        dict[str, Any] | None,
        Field(
            description="An `emberline-story/1` document to begin with. One that takes the body "
            "past 1 MB: create the story, then `PUT` its document."
        ),
    ] = None


class Story(msgspec.Struct, frozen=True, kw_only=True):
    """A story: as its newest version has it, or, for its people, as it is being written.

    version: the number of the newest published version, 0 before the first. rating: the mean of
    ratings from 1 to 5, null without one. revision: of the draft's own row, for its people; null
    for readers. description: plain text.
    """

    story_id: str
    title: str
    description: str
    author: str
    author_id: str
    difficulty_level: Annotated[str, one_of(DIFFICULTIES)]
    category: str
    tags: list[str]
    language: str
    content_notes: list[str]
    is_published: bool
    listed: bool
    version: int
    created_at: UtcTime
    updated_at: UtcTime
    rating: float | None
    ratings_count: int
    plays_count: int
    nodes_count: int
    endings_count: int
    estimated_minutes: int
    cover_url: str | None
    revision: int | None


class Template(msgspec.Struct, frozen=True):
    """What a new story may begin as, to be named in `POST /api/stories`."""

    name: str
    title: str
    description: str
    difficulty_level: Annotated[str, one_of(DIFFICULTIES)]
    category: str
    nodes_count: int
    endings_count: int


STORY_EXAMPLE: dict[str, Any] = {
    "story_id": "0197a1b2-7c4e-7000-8000-0000000000c1",
    **_CREATE,
    "author": "mira",
    "author_id": "0197a1b2-7c4e-7000-8000-0000000000a1",
    "language": "en",
    "content_notes": [],
    "is_published": True,
    "listed": True,
    "version": 3,
    "created_at": "2026-03-01T12:00:00Z",
    "updated_at": "2026-03-02T09:30:00Z",
    "rating": 4.5,
    "ratings_count": 12,
    "plays_count": 230,
    "nodes_count": 48,
    "endings_count": 5,
    "estimated_minutes": 12,
    "cover_url": None,
    "revision": 7,
}
"""A `Story`, for the documentation of calls."""
