"""What the catalogue shows beside stories themselves."""

from typing import Annotated, Literal

import msgspec
from pydantic import AfterValidator, Field

from emberline.kit.forms import check_text
from emberline.kit.pages import PageParameters
from emberline.stories.rules.storable import CATEGORY_MOST, LANGUAGE_MOST, TAG_MOST
from emberline.stories.schemas.stories import Story

QUERY_MOST = 200
_NAME_MOST = 100


class CatalogueParameters(PageParameters):
    """What the catalogue may be asked for."""

    category: (
        Annotated[
            str,
            Field(max_length=CATEGORY_MOST, description="Only of it."),
            AfterValidator(check_text),
        ]
        | None
    ) = None
    difficulty: (
        Annotated[Literal["easy", "medium", "hard"], Field(description="Only of this level.")]
        | None
    ) = None
    author: (
        Annotated[
            str,
            Field(max_length=_NAME_MOST, description="Only by this username."),
            AfterValidator(check_text),
        ]
        | None
    ) = None
    tag: (
        Annotated[
            str,
            Field(max_length=TAG_MOST, description="Only with this tag, in any case."),
            AfterValidator(check_text),
        ]
        | None
    ) = None
    language: (
        Annotated[
            str,
            Field(max_length=LANGUAGE_MOST, description="Only in this language, a BCP 47 tag."),
            AfterValidator(check_text),
        ]
        | None
    ) = None
    sort: Annotated[
        Literal["recent", "popular", "rating", "title"],
        Field(description="Newest first, most played, best rated, or by title."),
    ] = "recent"


class SearchParameters(PageParameters):
    """What is sought."""

    q: Annotated[
        str,
        Field(
            min_length=1,
            max_length=QUERY_MOST,
            description="Words of titles, tags, authors' names and descriptions, or their "
            "beginnings; nothing else in it has a meaning.",
        ),
        AfterValidator(check_text),
    ]


class StoryCard(msgspec.Struct, frozen=True, gc=False):
    """A story where another thing leads to it."""

    story_id: str
    title: str
    author: str
    author_id: str
    cover_url: str | None
    description: str


class CategoryCount(msgspec.Struct, frozen=True, gc=False):
    """A category and how many listed stories it has."""

    category: str
    count: int


class Recommendation(Story, frozen=True, kw_only=True):
    """A story for the reader, and why: what they finished, their category, or that many play it.

    because_story_id, because_title: the finished story that led to it, null for the other reasons.
    """

    because: str
    because_story_id: str | None = None
    because_title: str | None = None
