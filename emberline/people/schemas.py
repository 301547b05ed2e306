"""The shapes of people on the wire."""

import re
from functools import cache
from typing import Annotated, Literal
from zoneinfo import available_timezones

import msgspec
from pydantic import AfterValidator, Field

from emberline.accounts.rules import ROLES
from emberline.accounts.schemas import Email, PersonCard, Username
from emberline.kit.answers import UtcTime, one_of
from emberline.kit.forms import Form, example
from emberline.kit.ids import Id
from emberline.people.rules import normal_display_name

MAX_DISPLAY_NAME = 80
MAX_BIO = 500
MAX_CLOSE_FRIENDS = 1000

# RFC 5646's shape: language, script, region, variants, extensions, private use.
_LANGUAGE = re.compile(
    r"[a-z]{2,3}(-[a-z]{4})?(-([a-z]{2}|[0-9]{3}))?(-([a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*"
    r"(-[a-wyz0-9](-[a-z0-9]{2,8})+)*(-x(-[a-z0-9]{1,8})+)?",
    re.ASCII | re.IGNORECASE,
)


def _check_time_zone(text: str) -> str:
    if text not in _time_zones():
        raise ValueError("send the IANA name of a time zone, such as Europe/Berlin or UTC")
    return text


@cache
def _time_zones() -> frozenset[str]:
    return frozenset(available_timezones())


def _check_language(text: str) -> str:
    if not _LANGUAGE.fullmatch(text):
        raise ValueError("send a language tag of BCP 47, such as en or pt-BR")
    return text


class ProfileChanges(Form):
    """What to change in one's profile; a field that is left out stays as it is."""

    model_config = example(
        {"bio": "Poetical science.", "time_zone": "Europe/London", "is_locked": True}
    )

    username: Username = Field(default_factory=str)
    email: Email = Field(default_factory=str)
    display_name: Annotated[str, AfterValidator(normal_display_name)] = Field(
        default_factory=str, max_length=MAX_DISPLAY_NAME
    )
    bio: str = Field(default_factory=str, max_length=MAX_BIO)
    time_zone: Annotated[str, AfterValidator(_check_time_zone)] = Field(
        default_factory=str, max_length=64, description="An IANA name, such as Europe/Berlin."
    )
    language: Annotated[str, AfterValidator(_check_language)] = Field(
        default_factory=str, max_length=35, description="A BCP 47 tag, such as en or pt-BR."
    )
    is_locked: bool = Field(
        default_factory=bool,
        strict=True,
        description="Whether followers have to ask. Unlocking accepts everyone who is waiting.",
    )


class AvatarChoice(Form):
    """The picture to show: one's own media, an image; null takes the present one away."""

    model_config = example({"media_id": "0197a1b2-0000-7000-8000-00000000c0de"})

    media_id: Id | None


class CloseFriendsChoice(Form):
    """Everyone who is a close friend from now on; the list replaces the one before."""

    model_config = example({"user_ids": ["0197a1b2-7c4e-7000-8000-0000000000b2"]})

    user_ids: Annotated[list[Id], Field(max_length=MAX_CLOSE_FRIENDS)]


class OwnProfile(msgspec.Struct, frozen=True):
    """All of one's own profile; `follow_requests_count` are those waiting for an answer."""

    user_id: str
    username: str
    email: str
    display_name: str
    bio: str
    time_zone: str
    language: str
    is_locked: bool
    role: Annotated[str, one_of(ROLES)]
    avatar_url: str | None
    followers_count: int
    following_count: int
    follow_requests_count: int
    created_at: UtcTime
    last_active: UtcTime


class PublicProfile(msgspec.Struct, frozen=True):
    """What one person may know of another, and what the two are to each other.

    `clips_count` counts the active clips that the caller may see.
    """

    user_id: str
    username: str
    display_name: str
    bio: str
    avatar_url: str | None
    created_at: UtcTime
    is_locked: bool
    followers_count: int
    following_count: int
    clips_count: int
    is_following: bool
    follow_requested: bool
    follows_you: bool
    is_muted: bool
    is_hidden: bool


class FollowState(msgspec.Struct, frozen=True):
    """Where the caller stands with a person now."""

    user_id: str
    state: Literal["following", "requested", "none"]


class FollowerState(msgspec.Struct, frozen=True):
    """Whether a person follows the caller now."""

    user_id: str
    follows_you: bool


class Boundaries(msgspec.Struct, frozen=True):
    """What the caller has put between themselves and a person."""

    user_id: str
    is_blocked: bool
    is_muted: bool
    is_hidden: bool


class CloseFriends(msgspec.Struct, frozen=True):
    """The close friends, by id, and as people to show."""

    user_ids: list[str]
    users: list[PersonCard]
