"""The Redis that the processes of one instance share: how it is reached, and whether it answers.

Not to be imported without the extra `redis`.
"""

import asyncio
from typing import Any

from redis.asyncio import BlockingConnectionPool, Connection, ConnectionPool
from redis.asyncio.connection import parse_url
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import RedisError

AWAY = (RedisError, OSError, TimeoutError)
"""What redis-py raises when Redis cannot be reached, does not answer in time, or refuses."""

# How long a connection may take to be made, and an answer to come.
ANSWER_SECONDS = 2.0


def namespace(url: str) -> str:
    """What the names of an instance begin with: two may share a server, not a database of it.

    Channels, unlike keys, are common to all databases.
    """
    return f"emberline:{int(parse_url(url).get('db', 0))}"


def make_pool(url: str, size: int) -> BlockingConnectionPool:
    """Up to `size` connections to share; nothing is connected yet. ValueError for a wrong URL."""
    return BlockingConnectionPool.from_url(
        url, max_connections=size, timeout=ANSWER_SECONDS, **_settings()
    )


async def connect(url: str) -> Connection:
    """A connection for one task alone, which closes it. Raises AWAY."""
    pool: Any = ConnectionPool.from_url(url, **_settings())
    connection: Connection = pool.make_connection()
    try:
        # redis-py counts each step by itself.
        async with asyncio.timeout(ANSWER_SECONDS):
            await connection.connect()  # type: ignore[no-untyped-call]
    except BaseException:
        await close(connection)
        raise
    return connection


async def close(connection: Connection) -> None:
    """Close without waiting for a server that may be gone."""
    await connection.disconnect(nowait=True)


async def ask(url: str) -> None:
    """Return when Redis answers. Raises AWAY."""
    connection = await connect(url)
    try:
        await connection.send_command("PING")
        await connection.read_response()
    finally:
        await close(connection)


def _settings() -> dict[str, Any]:
    return {
        "socket_timeout": ANSWER_SECONDS,
        "socket_connect_timeout": ANSWER_SECONDS,
        # A call that was cut off may have been carried out: who called decides what becomes of it.
        "retry": Retry(NoBackoff(), 0),
        "client_name": "emberline",
        # What the servers from 6.0 on and all that speak like them understand.
        "protocol": 2,
    }
