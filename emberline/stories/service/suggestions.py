"""Suggestions for a draft: asked of the operator's language model, streamed, never written."""

from collections.abc import AsyncGenerator, AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Any

import msgspec
from sqlalchemy import Connection, Date, Integer, bindparam, delete, select, tuple_, update
from sqlalchemy.dialects import postgresql, sqlite

from emberline.kit.answers import encode
from emberline.kit.db import Identifier
from emberline.kit.errors import AppError, not_found, too_many, unavailable
from emberline.kit.outbound import Outbound, Streamed, Unreachable
from emberline.settings import Settings
from emberline.stories.engine.document import Story
from emberline.stories.models.people import SuggestionUse
from emberline.stories.rules.part_ids import node_id
from emberline.stories.rules.roles import Role
from emberline.stories.rules.suggesting import SuggestionKind, context, instructions
from emberline.stories.service.access import draft_for
from emberline.stories.service.documents import load_document

TOKENS_AT_MOST = 700
"""So long the model is asked to answer at most."""

CHARACTERS_AT_MOST = 8000
"""So much of its answer is handed on at most."""

_LINE_BYTES = 64 * 1024
_SECONDS = 120.0
_SILENT_SECONDS = 45.0
_KEPT_DAYS = 2
_SWEPT_AT_ONCE = 2000


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where the operator has suggestions come from, and how many a person may have a day."""

    url: str
    key: str | None
    model: str
    daily: int


class _Delta(msgspec.Struct):
    content: str | None = None


class _Choice(msgspec.Struct):
    delta: _Delta = msgspec.field(default_factory=_Delta)


class _Chunk(msgspec.Struct):
    """A part of an answer of OpenAI's `chat/completions` with `stream`."""

    choices: list[_Choice]


_chunk = msgspec.json.Decoder(_Chunk)


def endpoint_of(settings: Settings) -> Endpoint:
    """The operator's endpoint. AppError 404 `Suggestions are off` where none is set."""
    if settings.suggestions_url is None:
        raise not_found(title="Suggestions are off")
    return Endpoint(
        settings.suggestions_url.rstrip("/") + "/chat/completions",
        settings.suggestions_key,
        settings.suggestions_model,
        settings.suggestions_daily,
    )


def draft_to_continue(conn: Connection, viewer_id: str, story_id: str) -> Story:
    """The draft, for somebody who may write in it. AppError as `draft_for`."""
    draft_for(conn, viewer_id, story_id, Role.EDITOR)
    return load_document(conn, story_id)


def request_body(
    endpoint: Endpoint, story_id: str, story: Story, at: str, kind: SuggestionKind
) -> bytes:
    """What the model is sent, for a suggestion at the node with the id `at`. Takes a while.

    AppError 404 when the draft has no such node.
    """
    key = next((node.key for node in story.nodes if node_id(story_id, node.key) == at), None)
    if key is None:
        raise not_found("Node")
    messages = [
        {"role": "system", "content": instructions(story, kind)},
        {"role": "user", "content": context(story, key)},
    ]
    return encode(
        {
            "model": endpoint.model,
            "messages": messages,
            "max_tokens": TOKENS_AT_MOST,
            "stream": True,
        }
    )


def take_one(conn: Connection, user_id: str, daily: int, now: datetime) -> None:
    """Count one suggestion of the user's today (UTC). AppError 429 when it is one too many."""
    binds = {"user_id": user_id, "day": now.astimezone(UTC).date(), "most": daily}
    if daily > 0 and conn.execute(_TAKE[conn.dialect.name], binds).first() is not None:
        return
    tomorrow = datetime.combine(now.astimezone(UTC).date() + timedelta(days=1), time(), UTC)
    wait = max(1, int((tomorrow - now).total_seconds()))
    headers = {
        "Retry-After": str(wait),
        "RateLimit-Limit": str(daily),
        "RateLimit-Remaining": "0",
        "RateLimit-Reset": str(wait),
    }
    raise too_many(f"You may ask for {daily} suggestions a day. Come back tomorrow.", headers)


def give_back(conn: Connection, user_id: str, now: datetime) -> None:
    """Count one suggestion less, for none came."""
    conn.execute(_GIVE_BACK, {"of_user": user_id, "of_day": now.astimezone(UTC).date()})


def forget_uses(conn: Connection, now: datetime) -> int:
    """Delete a batch of the counts of days past; how many, 0 when none is left."""
    before = now.astimezone(UTC).date() - timedelta(days=_KEPT_DAYS)
    return conn.execute(_FORGET, {"before": before}).rowcount


async def texts(outbound: Outbound, endpoint: Endpoint, body: bytes) -> AsyncGenerator[str]:
    """The model's answer, text by text, as it comes; CHARACTERS_AT_MOST of it.

    AppError 503 when the endpoint does not answer, or no longer; 502 when it refuses or does not
    keep to the protocol. Nothing of its own words is in them: they may name its keys.
    """
    headers = {"Content-Type": "application/json", "Accept": "text/event-stream"}
    if endpoint.key is not None:
        headers["Authorization"] = f"Bearer {endpoint.key}"
    room = CHARACTERS_AT_MOST
    try:
        async with outbound.stream_from_operator(
            endpoint.url, body, headers, seconds=_SECONDS, silent_seconds=_SILENT_SECONDS
        ) as answer:
            async for text in _deltas(answer):
                yield text[:room]
                room -= len(text)
                if room <= 0:
                    return
    except Unreachable as error:
        raise unavailable("Suggestions do not come just now. Try again later.") from error


async def _deltas(answer: Streamed) -> AsyncIterator[str]:
    if answer.status != 200 or answer.media_type != "text/event-stream":
        raise _bad_endpoint()
    async for line in _lines(answer.pieces):
        name, _, value = line.partition(b":")
        if name != b"data":
            continue
        value = value.strip()
        if value == b"[DONE]":
            return
        try:
            chunk = _chunk.decode(value)
        except msgspec.DecodeError as error:
            raise _bad_endpoint() from error
        text = "".join(choice.delta.content or "" for choice in chunk.choices[:1])
        if text:
            yield text


async def _lines(pieces: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    waiting = b""
    async for piece in pieces:
        *whole, waiting = (waiting + piece).split(b"\n")
        for line in whole:
            yield line.rstrip(b"\r")
        if len(waiting) > _LINE_BYTES:
            raise _bad_endpoint()


def _bad_endpoint() -> AppError:
    detail = "The operator's language model gave no proper answer. Tell the operator."
    return AppError("bad-gateway", 502, "Bad gateway", detail)


def _take(dialect: Any) -> Any:
    statement = dialect.insert(SuggestionUse).values(
        user_id=bindparam("user_id", type_=Identifier), day=bindparam("day", type_=Date), asked=1
    )
    return statement.on_conflict_do_update(
        index_elements=[SuggestionUse.user_id, SuggestionUse.day],
        set_={"asked": SuggestionUse.asked + 1},
        where=SuggestionUse.asked < bindparam("most", type_=Integer),
    ).returning(SuggestionUse.asked)


_TAKE = {"sqlite": _take(sqlite), "postgresql": _take(postgresql)}
_GIVE_BACK = (
    update(SuggestionUse)
    .where(
        SuggestionUse.user_id == bindparam("of_user", type_=Identifier),
        SuggestionUse.day == bindparam("of_day", type_=Date),
        SuggestionUse.asked > 0,
    )
    .values(asked=SuggestionUse.asked - 1)
)
_FORGET = delete(SuggestionUse).where(
    tuple_(SuggestionUse.user_id, SuggestionUse.day).in_(
        select(SuggestionUse.user_id, SuggestionUse.day)
        .where(SuggestionUse.day < bindparam("before", type_=Date))
        .limit(_SWEPT_AT_ONCE)
    )
)
