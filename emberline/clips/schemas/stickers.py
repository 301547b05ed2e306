"""Stickers as they are sent, and what is answered to them."""

from typing import Annotated, Any, Literal

import msgspec
from pydantic import (
    AfterValidator,
    AnyUrl,
    BeforeValidator,
    Discriminator,
    Field,
    StringConstraints,
    Tag,
    TypeAdapter,
    UrlConstraints,
    ValidationError,
)

from emberline.clips.rules.stickers import (
    MAX_LINK,
    MAX_OPTION,
    MAX_OPTIONS,
    MAX_QUESTION,
    MAX_STICKERS,
    StickerType,
    is_full_host,
)
from emberline.clips.schemas.answers import AnswerText
from emberline.kit.answers import UtcTime
from emberline.kit.forms import Form, example, folded
from emberline.kit.ids import Id

_Place = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]
_Question = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=MAX_QUESTION)
]
_Option = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=MAX_OPTION)
]


def _distinct(options: list[str]) -> list[str]:
    if len({folded(option) for option in options}) != len(options):
        raise ValueError("send options that differ from each other")
    return options


_URL: TypeAdapter[AnyUrl] = TypeAdapter(
    Annotated[AnyUrl, UrlConstraints(allowed_schemes=["https"], host_required=True)]
)


def _web_address(text: str) -> str:
    """The address as browsers write it: a foreign script in the host becomes visible (`xn--`)."""
    try:
        url = _URL.validate_python(text, strict=True)
    except ValidationError:
        raise ValueError("send a whole address, such as https://example.org/soup") from None
    if url.username is not None or url.password is not None:
        raise ValueError("leave out the user and password")
    if url.host is None or not is_full_host(url.host):
        raise ValueError("link to a host by its whole name, such as example.org")
    if len(str(url)) > MAX_LINK:
        raise ValueError(f"send at most {MAX_LINK} characters, escapes counted")
    return str(url)


class _Sticker(Form):
    """Where a sticker's middle lies: 0 is left and top, 1 right and bottom."""

    x: _Place
    y: _Place


class PollSticker(_Sticker):
    """A question with two to four options, of which each person chooses one."""

    type: Literal["poll"]
    question: _Question
    options: Annotated[
        list[_Option], Field(min_length=2, max_length=MAX_OPTIONS), AfterValidator(_distinct)
    ]


class QuestionSticker(_Sticker):
    """A question that people answer in their own words, for the author alone."""

    type: Literal["question"]
    prompt: _Question


class MentionSticker(_Sticker):
    """A person who is told of the clip, if they may see it, and may repost it."""

    type: Literal["mention"]
    user_id: Id


class LinkSticker(_Sticker):
    """A web address, over https."""

    type: Literal["link"]
    url: Annotated[
        str,
        Field(max_length=MAX_LINK, json_schema_extra={"format": "uri"}),
        AfterValidator(_web_address),
    ]


class StorySticker(_Sticker):
    """An interactive story, shown to those who may read it."""

    type: Literal["story"]
    story_id: Id


def _known_type(sticker: Any) -> Any:
    kind = sticker.get("type") if isinstance(sticker, dict) else None
    if kind not in list(StickerType):
        raise ValueError(f"send an object with a `type` of these: {', '.join(StickerType)}")
    return sticker


def _kind(sticker: Any) -> Any:
    return sticker["type"] if isinstance(sticker, dict) else getattr(sticker, "type", None)


Sticker = Annotated[
    Annotated[PollSticker, Tag(StickerType.POLL)]
    | Annotated[QuestionSticker, Tag(StickerType.QUESTION)]
    | Annotated[MentionSticker, Tag(StickerType.MENTION)]
    | Annotated[LinkSticker, Tag(StickerType.LINK)]
    | Annotated[StorySticker, Tag(StickerType.STORY)],
    Discriminator(_kind),
    BeforeValidator(_known_type),
]
Stickers = Annotated[
    list[Sticker],
    Field(max_length=MAX_STICKERS, description="Laid on the clip; each gets an `id` here."),
]


class AnswerSticker(Form):
    """One option of a poll, counted from 0, or the answer to a question."""

    model_config = example({"option": 1})

    option: Annotated[int, Field(ge=0, lt=MAX_OPTIONS)] | None = None
    text: AnswerText | None = None


class StickerAnswer(msgspec.Struct, frozen=True):
    """The caller's vote (`option`) or answer (`text`)."""

    id: str
    story_id: str
    sticker_id: str
    option: int | None
    text: str | None
    answered_at: UtcTime


class PollResult(msgspec.Struct, frozen=True):
    """How often each option was chosen, in their order; which one by the caller, if any."""

    counts: list[int]
    total: int
    mine: int | None


class QuestionAnswer(msgspec.Struct, frozen=True):
    """Someone's answer to a question."""

    id: str
    user_id: str
    username: str
    display_name: str
    avatar_url: str | None
    text: str
    answered_at: UtcTime
