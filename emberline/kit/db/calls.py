"""The port of the data layer, and one call of a transaction function."""

import asyncio
from collections.abc import Callable
from contextvars import Context, copy_context
from dataclasses import dataclass, field
from time import perf_counter
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar

import structlog
from sqlalchemy import Connection, Engine, Result, RootTransaction, event

from emberline.kit.errors import AppError, unavailable

P = ParamSpec("P")
T = TypeVar("T")
Transaction = Callable[Concatenate[Connection, P], T]
Deliver = Callable[[object], None]

SLOW_SECONDS = 0.05
DEADLINE_SECONDS = 5.0

_MESSAGES = "emberline_messages"

# Apart from `conn.info`, which a connection that died no longer gives out.
_at_edge_now: set[Connection] = set()

log = structlog.get_logger()


class Database(Protocol):
    """Runs transaction functions. `fn(conn, *args)` is plain synchronous code over a Connection.

    A function touches only the database, returns values (never a Result), never commits, and may
    be run twice. Failures: AppError 503 when the database is down or the call passed its deadline,
    507 when its disk is full; what the function itself raises comes through after a rollback.
    """

    dialect: str
    """`sqlite` or `postgresql`: the key into statements that exist once a dialect."""

    async def read(self, fn: Transaction[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run `fn` in a read-only transaction."""
        ...

    async def read_hot(self, fn: Transaction[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run `fn`, which makes one `hot` statement, apart from the slower reads."""
        ...

    async def write(self, fn: Transaction[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run `fn` and return after its durable commit, having handed its messages on."""
        ...

    def on_commit(self, deliver: Deliver) -> None:
        """Hand every `after_commit` message to `deliver`, on the event loop, in order."""
        ...

    async def close(self) -> None:
        """Refuse new calls, finish those under way, let go of the connections."""
        ...


def after_commit(conn: Connection, message: object) -> None:
    """Hold `message` (an event, a ring) back until this call's commit; a rollback drops it."""
    conn.info[_MESSAGES].append(message)


@dataclass(slots=True)
class Call:
    """One transaction function with its arguments, and where its outcome goes."""

    fn: Callable[..., Any]
    args: tuple[Any, ...]
    kwargs: dict[str, Any]
    future: asyncio.Future[Any]
    context: Context = field(default_factory=copy_context)
    messages: list[object] = field(default_factory=list)
    outcome: Any = None
    error: Exception | None = None

    def run(self, conn: Connection) -> None:
        """Run the function once, leaving its value, or its error, and its messages here."""
        self.messages, self.outcome, self.error = [], None, None
        conn.info[_MESSAGES] = self.messages
        started = perf_counter()
        try:
            self.outcome = self.context.run(self.fn, conn, *self.args, **self.kwargs)
            if isinstance(self.outcome, Result):
                raise TypeError(f"{self.fn.__qualname__} returned a Result: return its values")
        except Exception as error:  # noqa: BLE001 (the awaiter gets it)
            self.error = error
        except BaseException as exit_request:  # noqa: BLE001 (the awaiter gets it)
            # A function that exits must not take the database's thread with it.
            self.error = RuntimeError(f"{self.fn.__qualname__} raised {exit_request!r}")
            self.error.__cause__ = exit_request
        if isinstance(self.error, StopIteration):  # a future cannot hold one
            self.error = RuntimeError(f"{self.fn.__qualname__} raised StopIteration")
        if (seconds := perf_counter() - started) > SLOW_SECONDS:
            name = self.fn.__qualname__
            self.context.run(log.warning, "slow_call", call=name, seconds=round(seconds, 3))

    def settle(self, deliver: Deliver) -> None:
        """Tell the awaiter, if it still waits, and hand on the messages, whether it does or not."""
        if self.error is None:
            self._hand_on(deliver)
        if self.future.done():
            return
        if self.error is None:
            self.future.set_result(self.outcome)
        else:
            self.future.set_exception(self.error)

    def _hand_on(self, deliver: Deliver) -> None:
        for message in self.messages:
            try:
                deliver(message)
            except Exception:
                # The commit stands: neither this call nor its neighbours may seem to have failed.
                log.exception("message_not_delivered", call=self.fn.__qualname__)


def nobody_listens(message: object) -> None:
    """Where messages go before `on_commit`: a service that sends one then is a mistake of ours."""
    raise RuntimeError(f"nobody takes messages yet: {message!r}")


def closed() -> AppError:
    """What a call meets after `close` began."""
    return unavailable("The server is stopping. Try again in a moment.")


def guard_edges(engine: Engine) -> None:
    """Let only the data layer commit or roll back on this engine's connections.

    A stray commit inside a batch once made three neighbours durable that were then reported as
    failed; it raises instead.
    """
    event.listen(engine, "commit", _refuse_stray("commit"))
    event.listen(engine, "rollback", _refuse_stray("rollback"))


def _refuse_stray(what: str) -> Callable[[Connection], None]:
    def refuse(conn: Connection) -> None:
        if conn not in _at_edge_now:
            raise RuntimeError(f"a transaction function may not {what}: only the edge does")

    return refuse


def begin_at_edge(conn: Connection) -> RootTransaction:
    """The data layer's own begin, which SQLAlchemy follows with a rollback when it fails."""
    return _at_edge(conn, conn.begin)


def commit_at_edge(conn: Connection) -> None:
    """The data layer's own commit."""
    _at_edge(conn, conn.commit)


def rollback_at_edge(conn: Connection) -> None:
    """The data layer's own rollback; nothing when no transaction is open."""
    _at_edge(conn, conn.rollback)


def close_at_edge(conn: Connection) -> None:
    """The data layer's own close, which rolls back what is open."""
    _at_edge(conn, conn.close)


def _at_edge(conn: Connection, change: Callable[[], T]) -> T:
    _at_edge_now.add(conn)
    try:
        return change()
    finally:
        _at_edge_now.discard(conn)
