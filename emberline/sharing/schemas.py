"""What the calls about sharing and the activity feed take and answer."""

from typing import Annotated, Literal

import msgspec
from pydantic import Field

from emberline.accounts.schemas import PersonCard
from emberline.clips.rules.visibility import Visibility
from emberline.kit.answers import UtcTime, one_of
from emberline.kit.forms import Form, example
from emberline.sharing.rules import ACTIVITIES
from emberline.stories.schemas.catalogue import StoryCard


class ShareStory(Form):
    """How a story is passed on: by a link, or by a clip that invites to it."""

    model_config = example({"to": "link"})

    to: Literal["link", "clip"]
    visibility: (
        Annotated[
            Visibility,
            Field(strict=False, description="Of the clip: all but CUSTOM; PUBLIC when left out."),
        ]
        | None
    ) = None


class SharedLink(msgspec.Struct, frozen=True):
    """Where whoever is sent the link finds the story; for each person who shares it another."""

    url: str


class SharedStory(msgspec.Struct, frozen=True):
    """What a link tells of the story behind it. read_url: where it is read, naming the link."""

    story_id: str
    title: str
    description: str
    author: str
    cover_url: str | None
    read_url: str


class FeedEntry(msgspec.Struct, frozen=True):
    """What somebody did with a story.

    kind: `published` its first version, `updated` it with another one, `finished` it for the first
    time, or `reviewed` it. version: of the first two. rating, review: of the last.
    """

    kind: Annotated[str, one_of(ACTIVITIES)]
    at: UtcTime
    actor: PersonCard
    story: StoryCard
    version: int | None
    rating: int | None
    review: str | None
