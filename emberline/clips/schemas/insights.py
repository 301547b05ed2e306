"""How a clip is played, as devices tell it and as its author sees it."""

from typing import Literal

import msgspec

from emberline.kit.answers import UtcTime
from emberline.kit.forms import Form, example

PlaybackEvent = Literal["completed", "exit", "forward", "back", "link"]


class Playback(Form):
    """What a viewer did while a clip was played.

    completed: it was shown to its end. exit: the player was left. forward, back: a tap to the next
    clip or to the one before. link: a link sticker was opened.
    """

    model_config = example({"event": "completed"})

    event: PlaybackEvent


class Taps(msgspec.Struct, frozen=True):
    """How often viewers went on or back."""

    forward: int
    back: int


class ViewsInHour(msgspec.Struct, frozen=True):
    """How many saw the clip for the first time in the hour that begins `at`."""

    at: UtcTime
    views: int


class Viewership(msgspec.Struct, frozen=True):
    """Who has seen the clip, by what they are to its author now; each counts once."""

    close_friends: int
    followers: int
    others: int


class Insights(msgspec.Struct, frozen=True):
    """How a clip did.

    reach: how many people have seen it. completion: the share of them, 0 to 1, who saw it to its
    end. link_views: reads through guest links; link_opens: of its link stickers; story_plays: of
    the story that it invites to.
    """

    reach: int
    completion: float
    exits: int
    taps: Taps
    views_over_time: list[ViewsInHour]
    reactions: dict[str, int]
    replies: int
    audience: Viewership
    link_views: int
    link_opens: int
    story_plays: int
