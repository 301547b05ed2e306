"""The peer's application: FastAPI, pydantic, SQLAlchemy's ORM with AsyncSession.

FastAPI's guide "Lifespan Events"; SQLAlchemy's "Asynchronous I/O" for the engine and its
"SQLite: Foreign Key Support" for pragmas at each connect. The durability is the product's.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from fastapi import FastAPI
from sqlalchemy import event, select
from sqlalchemy.ext.asyncio import AsyncEngine, async_sessionmaker, create_async_engine

from benchmarks.peers import clips
from benchmarks.peers.dependencies import State
from benchmarks.peers.models import SigningKey
from emberline.accounts.tokens import AccessTokens, KeyTimes
from emberline.kit.clock import Clock, SystemClock
from emberline.kit.db import embedded_path
from emberline.kit.paging import Cursors
from emberline.kit.signing import Signer
from emberline.settings import Settings


def create_app(settings: Settings, clock: Clock | None = None) -> FastAPI:
    """The peer as an ASGI application."""
    app = FastAPI(lifespan=lifespan)
    app.state.settings = settings
    app.state.clock = clock or SystemClock()
    app.include_router(clips.router)
    return app


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    """Open the engine, learn the signing keys; close the engine at the end."""
    settings: Settings = app.state.settings
    assert settings.secret_key is not None
    engine = make_engine(settings)
    sessions = async_sessionmaker(engine, expire_on_commit=False)
    tokens = AccessTokens(settings.secret_key)
    async with sessions() as session:
        keys = await session.scalars(select(SigningKey).order_by(SigningKey.active_from))
        tokens.know([KeyTimes(key.kid, key.active_from) for key in keys])
    app.state.peer = State(
        sessions=sessions,
        tokens=tokens,
        clock=app.state.clock,
        files_signer=Signer(settings.secret_key, "files"),
        cursors=Cursors(Signer(settings.secret_key, "cursors")),
    )
    yield
    await engine.dispose()


def make_engine(settings: Settings) -> AsyncEngine:
    """aiosqlite or asyncpg, with the pools that did best here: without overflow, whose connections
    would be opened and closed again all the time."""
    if settings.database_url is not None:
        url = settings.database_url.replace("postgresql://", "postgresql+asyncpg://", 1)
        return create_async_engine(url, pool_size=15, max_overflow=0, pool_timeout=60)
    path = embedded_path(settings.data_dir)
    # Many writers wait for one lock: at the driver's five seconds some would be refused.
    engine = create_async_engine(
        f"sqlite+aiosqlite:///{path}",
        connect_args={"timeout": 60},
        pool_size=5,
        max_overflow=0,
        pool_timeout=60,
    )

    @event.listens_for(engine.sync_engine, "connect")
    def set_pragmas(connection: Any, record: Any) -> None:  # noqa: ARG001 (the event's arguments)
        cursor = connection.cursor()
        for pragma in (
            "foreign_keys=ON",
            "journal_mode=WAL",
            "synchronous=FULL",
            "temp_store=MEMORY",
            "cache_size=-16000",
            "mmap_size=268435456",
        ):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    return engine
