"""Who may pass: what this process knows of signing keys, verified tokens and revocations."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar, cast

import structlog
from sqlalchemy import Connection
from starlette.requests import HTTPConnection

from emberline.accounts.service.revocations import KEPT_FOR, Revoked, revocations_after
from emberline.accounts.service.signing_keys import ensure_signing_key, signing_keys
from emberline.accounts.tokens import AccessTokens, KeyTimes
from emberline.kit.clock import Clock
from emberline.kit.db import Database
from emberline.kit.errors import AppError, unauthorized

POLL_SECONDS = 0.5
"""Between looks for what other processes revoked or rotated."""

_CACHED_TOKENS = 20_000
# Between the instant of a revocation and its commit, and between the clocks of two machines.
_SLACK = timedelta(seconds=10)

Key = TypeVar("Key")

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who makes a request, and by what: a session's access token, or a personal API token.

    expires_at: when the credential is over; None for an API token without an end.
    """

    user_id: str
    session_id: str | None
    token_id: str | None
    may_write: bool
    expires_at: datetime | None

    @property
    def credential_id(self) -> str:
        """The session or API token: the `subject` of the revocation that would end it."""
        return self.session_id or self.token_id or self.user_id


class Gate:
    """The access tokens of one process. A verified token costs a look-up and two comparisons."""

    def __init__(self, secret_key: str, clock: Clock) -> None:
        self._tokens = AccessTokens(secret_key)
        self._clock = clock
        self._known: dict[str, tuple[Viewer, datetime]] = {}
        self._revoked: dict[str, datetime] = {}
        # Numbers taken but maybe not yet passed by the poll, which must not announce them again.
        self._taken: dict[int, datetime] = {}
        self._last_number = 0
        self._keys: list[KeyTimes] = []
        self._listeners: list[Callable[[Revoked], None]] = []

    def issue(self, user_id: str, session_id: str) -> str:
        """An access token for the session, good from now for `tokens.LIFETIME`."""
        return self._tokens.issue(user_id, session_id, self._clock.now())

    def viewer(self, token: str) -> Viewer:
        """Whom the access token names. AppError 401 when it is none, over or revoked."""
        now = self._clock.now()
        viewer, expires_at = self._known.get(token) or self._verified(token, now)
        if expires_at <= now or viewer.session_id in self._revoked:
            raise unauthorized("The session is over. Refresh it or sign in again.")
        return viewer

    def is_over(self, viewer: Viewer, began: datetime) -> bool:
        """Whether what the viewer came in by is revoked, or all of theirs since about `began`.

        An older end of all is over itself: who was suspended may have been let back in.
        """
        if viewer.credential_id in self._revoked:
            return True
        ended = self._revoked.get(viewer.user_id)
        return ended is not None and ended >= began - _SLACK

    def take(self, revoked: Revoked) -> None:
        """Refuse `revoked` from now on, and tell the listeners, once."""
        if revoked.number <= self._last_number or revoked.number in self._taken:
            return
        self._taken[revoked.number] = revoked.at
        self._revoked.pop(revoked.subject, None)
        self._revoked[revoked.subject] = revoked.at
        for listener in self._listeners:
            listener(revoked)

    def on_revoked(self, listener: Callable[[Revoked], None]) -> None:
        """Call `listener` for every revocation of any process, at most a second after it."""
        self._listeners.append(listener)

    async def catch_up(self, database: Database) -> None:
        """Read what other processes revoked and rotated since the last time."""
        now = self._clock.now()
        revocations, keys = await database.read(_news, self._last_number, now - KEPT_FOR)
        for revoked in revocations:
            self.take(revoked)
        if revocations:
            self._last_number = revocations[-1].number
        if keys != self._keys:
            self._keys = keys
            self._tokens.know(keys)
        # No token outlives these.
        _forget(self._revoked, now - KEPT_FOR)
        _forget(self._taken, now - KEPT_FOR)

    async def watch(self, database: Database) -> None:
        """Catch up twice a second until cancelled; a database that is down is tried again."""
        failing = False
        while True:
            await asyncio.sleep(POLL_SECONDS)
            try:
                await self.catch_up(database)
                failing = False
            except AppError as error:
                if not failing:
                    log.warning("revocations_not_read", reason=error.detail)
                failing = True
            except Exception:
                log.exception("revocations_not_read")

    def _verified(self, token: str, now: datetime) -> tuple[Viewer, datetime]:
        claims = self._tokens.read(token, now)
        viewer = Viewer(claims.user_id, claims.session_id, None, True, claims.expires_at)
        if len(self._known) >= _CACHED_TOKENS:
            del self._known[next(iter(self._known))]
        self._known[token] = (viewer, claims.expires_at)
        return viewer, claims.expires_at


@contextlib.asynccontextmanager
async def open_gate(secret_key: str, clock: Clock, database: Database) -> AsyncIterator[Gate]:
    """A gate that knows what is revoked, and keeps up with other processes until the end."""
    await database.write(ensure_signing_key, clock.now())
    gate = Gate(secret_key, clock)
    await gate.catch_up(database)
    watching = asyncio.create_task(gate.watch(database))
    try:
        yield gate
    finally:
        watching.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await watching


def gate_of(connection: HTTPConnection) -> Gate:
    """The gate of the server that this request reached."""
    return cast(Gate, connection.app.state.gate)


def _news(
    conn: Connection, number: int, since: datetime
) -> tuple[Sequence[Revoked], list[KeyTimes]]:
    return revocations_after(conn, number, since), signing_keys(conn)


def _forget(times: dict[Key, datetime], before: datetime) -> None:
    """Drop the entries from before `before`; entries are in the order of their times."""
    while times and next(iter(times.values())) < before:
        del times[next(iter(times))]
