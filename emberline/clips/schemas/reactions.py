"""Reactions as they are sent and answered."""

from typing import Annotated

import msgspec
from pydantic import AfterValidator, Field

from emberline.clips.rules.reactions import one_emoji
from emberline.kit.answers import UtcTime
from emberline.kit.forms import Form, example


class React(Form):
    """One emoji. Joined people, flags, skin tones and keycaps count as one."""

    model_config = example({"emoji": "❤️"})

    emoji: Annotated[
        str,
        Field(min_length=1, max_length=64, description="Exactly one emoji."),
        AfterValidator(one_emoji),
    ]


class Reaction(msgspec.Struct, frozen=True):
    """The caller's reaction. first_reaction: there was none before."""

    story_id: str
    user_id: str
    emoji: str
    reacted_at: UtcTime
    first_reaction: bool


class Reacted(msgspec.Struct, frozen=True):
    """Someone's reaction to a clip."""

    user_id: str
    username: str
    display_name: str
    avatar_url: str | None
    emoji: str
    reacted_at: UtcTime
