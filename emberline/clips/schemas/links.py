"""Guest links as they are asked for and shown to the clip's author."""

from typing import Annotated

import msgspec
from pydantic import AfterValidator, Field

from emberline.clips.rules.links import (
    MAX_LIFETIME,
    MAX_PASSCODE,
    MIN_LIFETIME,
    MIN_PASSCODE,
)
from emberline.kit.answers import UtcTime
from emberline.kit.forms import Form, example

_MOST_VIEWS = 1_000_000


def _passcode(text: str) -> str:
    """The passcode without white space around it, which a header would lose."""
    bare = text.strip()
    if len(bare) < MIN_PASSCODE or not bare.isprintable():
        raise ValueError(f"use at least {MIN_PASSCODE} printable characters, on one line")
    return bare


class MakeLink(Form):
    """A new guest link; everything may be left out."""

    model_config = example({"expires_in": 3600, "passcode": "lighthouse", "max_views": 10})

    expires_in: (
        Annotated[
            int,
            Field(
                ge=int(MIN_LIFETIME.total_seconds()),
                le=int(MAX_LIFETIME.total_seconds()),
                description="Seconds until it ends; 24 hours when left out. Never after its clip.",
            ),
        ]
        | None
    ) = None
    passcode: (
        Annotated[
            str,
            Field(min_length=MIN_PASSCODE, max_length=MAX_PASSCODE),
            AfterValidator(_passcode),
        ]
        | None
    ) = None
    max_views: (
        Annotated[
            int,
            Field(ge=1, le=_MOST_VIEWS, description="How often it may be read; else any number."),
        ]
        | None
    ) = None


class MadeLink(msgspec.Struct, frozen=True):
    """A guest link without its address: what may be stored."""

    link_id: str
    expires_at: UtcTime
    max_views: int | None
    views: int
    has_passcode: bool
    created_at: UtcTime
    revoked_at: UtcTime | None


class Link(MadeLink, frozen=True):
    """A guest link as the clip's author sees it; never its passcode."""

    url: str
