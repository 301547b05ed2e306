"""Idempotency keys: the first answer again, and nothing created twice."""

from collections.abc import Callable
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Annotated, Any

from fastapi import Depends, Header
from pydantic import AfterValidator
from sqlalchemy import (
    Connection,
    Index,
    LargeBinary,
    String,
    bindparam,
    delete,
    select,
    tuple_,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, mapped_column
from starlette.responses import Response

from emberline.kit.answers import encode
from emberline.kit.db import Base, Identifier, Instant
from emberline.kit.errors import AppError, conflict
from emberline.kit.forms import check_text
from emberline.kit.runtime import InRuntime, Runtime

KEPT_FOR = timedelta(hours=24)
_FORGOTTEN_AT_ONCE = 2000


class IdempotencyKey(Base):
    """A key that a user sent with a creating call, and the answer it had."""

    __tablename__ = "idempotency_keys"
    __table_args__ = (Index("ix_idempotency_keys_created_at", "created_at"),)

    user_id: Mapped[str] = mapped_column(Identifier, primary_key=True)
    key: Mapped[str] = mapped_column(String(200), primary_key=True)
    fingerprint: Mapped[str] = mapped_column(String(64))
    body: Mapped[bytes] = mapped_column(LargeBinary)
    created_at: Mapped[datetime] = mapped_column(Instant)


class Idempotency:
    """The `Idempotency-Key` of one request, or none."""

    def __init__(self, runtime: Runtime, key: str | None) -> None:
        self._runtime = runtime
        self._key = key

    async def create(
        self,
        user_id: str,
        sent: Any,
        fn: Callable[..., Any],
        *args: Any,
        status: int = 201,
    ) -> Response:
        """Run the creating transaction `fn(conn, *args)` and answer its value as JSON.

        With a key the answer is stored in the same transaction: the same user, key and `sent`
        (whatever msgspec encodes; the call's name belongs into it) within 24 h gets it again. Two
        at once: the second waits for the first's commit on the key's row, then gets its answer.
        AppError 409 when the key came with something else before, or is in flight here.
        """
        database, now = self._runtime.database, self._runtime.clock.now()
        if self._key is None:
            body = await database.write(_encoded, fn, args)
            return _answer(body, status)
        fingerprint = sha256(encode([fn.__qualname__, sent])).hexdigest()
        slot = (user_id, self._key)
        if slot in _in_flight:
            raise _conflict("The first request with this Idempotency-Key is still in flight.")
        _in_flight.add(slot)
        try:
            body = await database.write(_once, slot, fingerprint, now, fn, args)
        finally:
            _in_flight.discard(slot)
        return _answer(body, status)

    async def check_first(self, user_id: str, check: Callable[..., None], *args: Any) -> None:
        """Let `check(conn, *args)` refuse the request before its costly part.

        A repeat passes: it gets the first answer, whatever has changed since.
        """
        now = self._runtime.clock.now()
        await self._runtime.database.read(_checked, user_id, self._key, now, check, args)


# The keys whose first request this process is serving.
_in_flight: set[tuple[str, str]] = set()


async def idempotency(
    runtime: InRuntime,
    key: Annotated[
        Annotated[str, AfterValidator(check_text)] | None,
        Header(
            alias="Idempotency-Key",
            min_length=1,
            max_length=200,
            description="Makes a retry safe: the same key and body within 24 hours gets the first "
            "answer again and creates nothing.",
        ),
    ] = None,
) -> Idempotency:
    """The dependency of every call that creates."""
    return Idempotency(runtime, key)


InIdempotency = Annotated[Idempotency, Depends(idempotency)]


def forget_old_keys(conn: Connection, before: datetime) -> int:
    """Delete a batch of the keys from before an instant; returns how many, 0 when none is left."""
    return conn.execute(_FORGET, {"before": before}).rowcount


def _encoded(conn: Connection, fn: Callable[..., Any], args: tuple[Any, ...]) -> bytes:
    return encode(fn(conn, *args))


def _checked(
    conn: Connection,
    user_id: str,
    key: str | None,
    now: datetime,
    check: Callable[..., None],
    args: tuple[Any, ...],
) -> None:
    names = {"of_user": user_id, "of_key": key, "since": now - KEPT_FOR}
    if key is None or conn.execute(_IS_KEPT, names).first() is None:
        check(conn, *args)


def _once(
    conn: Connection,
    slot: tuple[str, str],
    fingerprint: str,
    now: datetime,
    fn: Callable[..., Any],
    args: tuple[Any, ...],
) -> bytes:
    user_id, key = slot
    names = {"of_user": user_id, "of_key": key}
    conn.execute(_FORGET_ONE, {**names, "before": now - KEPT_FOR})
    fresh = {"user_id": user_id, "key": key, "fingerprint": fingerprint, "body": b""}
    if conn.execute(_TAKE[conn.dialect.name], {**fresh, "created_at": now}).first() is None:
        stored = conn.execute(_STORED, names).one()
        if stored.fingerprint != fingerprint:
            raise _conflict("This Idempotency-Key came with another request. Use a new key.")
        return bytes(stored.body)
    body = _encoded(conn, fn, args)
    conn.execute(_KEEP, {**names, "answered": body})
    return body


def _conflict(detail: str) -> AppError:
    return conflict("Idempotency conflict", detail, field="Idempotency-Key")


def _answer(body: bytes, status: int) -> Response:
    return Response(body, status_code=status, media_type="application/json")


def _take(dialect: Any) -> Any:
    names = ("user_id", "key", "fingerprint", "body", "created_at")
    statement = dialect.insert(IdempotencyKey).values({name: bindparam(name) for name in names})
    return statement.on_conflict_do_nothing().returning(IdempotencyKey.key)


_MINE = (IdempotencyKey.user_id == bindparam("of_user")) & (
    IdempotencyKey.key == bindparam("of_key")
)
_TAKE = {"sqlite": _take(sqlite), "postgresql": _take(postgresql)}
_STORED = select(IdempotencyKey.fingerprint, IdempotencyKey.body).where(_MINE)
_IS_KEPT = select(IdempotencyKey.key).where(_MINE, IdempotencyKey.created_at >= bindparam("since"))
_KEEP = update(IdempotencyKey).where(_MINE).values(body=bindparam("answered"))
_FORGET_ONE = delete(IdempotencyKey).where(_MINE, IdempotencyKey.created_at < bindparam("before"))
_FORGET = delete(IdempotencyKey).where(
    tuple_(IdempotencyKey.user_id, IdempotencyKey.key).in_(
        select(IdempotencyKey.user_id, IdempotencyKey.key)
        .where(IdempotencyKey.created_at < bindparam("before"))
        .limit(_FORGOTTEN_AT_ONCE)
    )
)
