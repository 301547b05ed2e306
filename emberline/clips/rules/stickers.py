"""What stickers may say, and what may be answered to them."""

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any, Literal, NotRequired, TypedDict

from emberline.kit.errors import AppError, invalid

MAX_STICKERS = 10
MAX_QUESTION = 200
MAX_OPTION = 80
MAX_OPTIONS = 4
MAX_LINK = 2000
ANSWERS_A_PERSON = 10
"""So many answers one person may give to a question."""


class StickerType(StrEnum):
    """What a sticker is for."""

    POLL = "poll"
    QUESTION = "question"
    MENTION = "mention"
    LINK = "link"
    STORY = "story"


class ShownSticker(TypedDict):
    """A sticker as it is shown; what else it has is its type's.

    question, options: a poll's; mine: the option that the viewer chose, if any. prompt: a
    question's. user_id, username: a mention's. url: a link's. story_id, title: an interactive
    story's.
    """

    id: str
    type: Literal["poll", "question", "mention", "link", "story"]
    x: float
    y: float
    question: NotRequired[str]
    options: NotRequired[list[str]]
    mine: NotRequired[int]
    prompt: NotRequired[str]
    user_id: NotRequired[str]
    username: NotRequired[str]
    url: NotRequired[str]
    story_id: NotRequired[str]
    title: NotRequired[str]


_LABEL = re.compile(r"[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?")


def is_full_host(host: str) -> bool:
    """Whether `host`, in lower case and ASCII, is a whole name of the DNS, and no address."""
    labels = host.removesuffix(".").split(".")
    well_formed = all(_LABEL.fullmatch(label) for label in labels)
    return well_formed and len(labels) > 1 and len(host) <= 253 and not labels[-1].isdecimal()


def check_mentioned(author_id: str, user_ids: Sequence[str]) -> None:
    """AppError 400 unless each is mentioned once, and the author not at all."""
    if author_id in user_ids:
        raise invalid("stickers", "Mention others; the clip shows already that it is yours.")
    if len(set(user_ids)) != len(user_ids):
        raise invalid("stickers", "Mention each person once.")


def sticker_with_id(
    stickers: Sequence[Mapping[str, Any]] | None, sticker_id: str
) -> Mapping[str, Any] | None:
    """The sticker of that id; None when there is none."""
    return next((entry for entry in stickers or () if entry["id"] == sticker_id), None)


def check_answer(sticker: Mapping[str, Any], option: int | None, text: str | None) -> None:
    """AppError 400 unless a poll gets one of its options, or a question a text."""
    match sticker["type"]:
        case StickerType.POLL:
            last = len(sticker["options"]) - 1
            if option is None or text is not None or option > last:
                raise invalid("option", f"Send the number of one option, 0 to {last}.")
        case StickerType.QUESTION:
            if text is None or option is not None:
                raise invalid("text", "Send your answer as text.")
        case _:
            raise takes_no_answers()


def takes_no_answers() -> AppError:
    """400 for a sticker that nothing is answered to."""
    return invalid("sticker_id", "Choose a poll or a question; this sticker takes no answers.")


def polls_in(stickers: Sequence[Mapping[str, Any]] | None) -> list[str]:
    """The ids of the stickers that are polls."""
    return [entry["id"] for entry in stickers or () if entry["type"] == StickerType.POLL]


def mentioned_in(stickers: Sequence[Mapping[str, Any]] | None) -> list[str]:
    """The ids of those whom the stickers mention."""
    return [entry["user_id"] for entry in stickers or () if entry["type"] == StickerType.MENTION]


def stories_in(stickers: Sequence[Mapping[str, Any]] | None) -> list[str]:
    """The ids of the interactive stories that the stickers lead to."""
    return [entry["story_id"] for entry in stickers or () if entry["type"] == StickerType.STORY]


def stories_led_to(
    story_link_id: str | None, stickers: Sequence[Mapping[str, Any]] | None
) -> set[str]:
    """The ids of all interactive stories that a clip leads to, by its link or by stickers."""
    linked = set() if story_link_id is None else {story_link_id}
    return linked.union(stories_in(stickers))


def as_shown(
    stickers: Sequence[Mapping[str, Any]] | None,
    names: Mapping[str, str],
    titles: Mapping[str, str],
    votes: Mapping[str, int],
) -> list[ShownSticker]:
    """The stickers as they are shown: a mention with its username, a story with its title.

    Either is left out without one. A poll has the viewer's vote, where there is one by its id.
    """
    shown: list[Any] = []
    for entry in stickers or ():
        if entry["type"] == StickerType.MENTION:
            if entry["user_id"] in names:
                shown.append({**entry, "username": names[entry["user_id"]]})
        elif entry["type"] == StickerType.STORY:
            if entry["story_id"] in titles:
                shown.append({**entry, "title": titles[entry["story_id"]]})
        elif entry["id"] in votes:
            shown.append({**entry, "mine": votes[entry["id"]]})
        else:
            shown.append(dict(entry))
    return shown


def without_mention(
    stickers: Sequence[Mapping[str, Any]], user_id: str
) -> list[Mapping[str, Any]] | None:
    """The stickers but for those that mention one person; None when nothing is left."""
    left = [
        entry
        for entry in stickers
        if entry["type"] != StickerType.MENTION or entry["user_id"] != user_id
    ]
    return left or None
