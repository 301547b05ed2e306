"""Composition of the adapters: which database, blobs, bus and limits the settings name."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

from emberline.accounts.service import showing
from emberline.accounts.service.revocations import Revoked
from emberline.kit import events
from emberline.kit.blobs import Blobs
from emberline.kit.blobs.disk import DiskBlobs
from emberline.kit.bus import Bus
from emberline.kit.bus.memory import MemoryBus
from emberline.kit.clock import Clock
from emberline.kit.db import open_database
from emberline.kit.events import Emitted
from emberline.kit.limits import Limits, NoLimits
from emberline.kit.limits.memory import MemoryLimits
from emberline.kit.outbound import Outbound
from emberline.kit.paging import Cursors
from emberline.kit.runtime import Runtime
from emberline.kit.sandbox import Sandbox
from emberline.kit.secret_key import load_or_make_secret_key
from emberline.kit.signing import Signer
from emberline.notifications.service.deliveries import enclose
from emberline.realtime.service.devices import Replaced
from emberline.settings import Settings
from emberline.stories.service.standings import follow_showing

# Children that decode pictures at the same time: a second core's worth, no more.
SANDBOX_SLOTS = 2

MESSAGES = Emitted | Replaced | Revoked
"""What the processes of an instance tell each other."""


@asynccontextmanager
async def open_runtime(
    settings: Settings, clock: Clock, outbound: Outbound | None = None
) -> AsyncIterator[Runtime]:
    """The adapters that `settings` name, opened; closed again at the end, newest first.

    `outbound` stands in for the one that calls public addresses alone.
    """
    async with AsyncExitStack() as stack:
        settings.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        secret_key = settings.secret_key or load_or_make_secret_key(settings.data_dir)
        database = await open_database(settings.database_url, settings.data_dir)
        stack.push_async_callback(database.close)
        outbound = outbound or Outbound()
        stack.push_async_callback(outbound.close)
        events.observe(enclose)
        showing.observe(follow_showing)
        yield Runtime(
            settings=settings,
            secret_key=secret_key,
            clock=clock,
            database=database,
            blobs=await stack.enter_async_context(open_blobs(settings)),
            limits=await stack.enter_async_context(_open_limits(settings)),
            bus=await stack.enter_async_context(_open_bus(settings)),
            sandbox=Sandbox(SANDBOX_SLOTS),
            outbound=outbound,
            cursors=Cursors(Signer(secret_key, "cursors")),
            files_signer=Signer(secret_key, "files"),
        )


@asynccontextmanager
async def open_blobs(settings: Settings) -> AsyncIterator[Blobs]:
    """The store of media: the data folder, or the bucket of `blobs_url`.

    Raises ValueError for a URL that names none, and AppError 503, saying why, when the bucket
    cannot be used.
    """
    if settings.blobs_url is None:
        yield DiskBlobs(settings.data_dir / "media")
        return
    from emberline.kit.blobs.s3 import open_s3_blobs  # noqa: PLC0415 (half a second)

    async with open_s3_blobs(settings.blobs_url) as blobs:
        yield blobs


@asynccontextmanager
async def _open_limits(settings: Settings) -> AsyncIterator[Limits]:
    if settings.rate_limits == "off":
        yield NoLimits()
    elif settings.redis_url is None:
        yield MemoryLimits()
    else:
        from emberline.kit.limits.redis import open_redis_limits  # noqa: PLC0415 (the extra `redis`)

        async with open_redis_limits(settings.redis_url) as limits:
            yield limits


@asynccontextmanager
async def _open_bus(settings: Settings) -> AsyncIterator[Bus]:
    if settings.redis_url is None:
        # Beside SQLite only workers write; on PostgreSQL another machine may, which nobody sees.
        yield MemoryBus(alone=settings.embedded_database and settings.jobs == "embedded")
        return
    from emberline.kit.bus.redis import open_redis_bus  # noqa: PLC0415 (the extra `redis`)

    async with open_redis_bus(settings.redis_url, MESSAGES) as bus:
        yield bus
