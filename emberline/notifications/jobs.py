"""The work behind notifications: pushes sent, webhooks delivered, what is old forgotten."""

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import datetime
from enum import Enum

import structlog
from sqlalchemy import Connection

from emberline.kit.errors import unavailable
from emberline.kit.jobs import RunningJob
from emberline.kit.outbound import Refused, Unreachable
from emberline.kit.paging import FIRST_ID
from emberline.kit.runtime import Runtime
from emberline.notifications.rules import signature
from emberline.notifications.sealing import authorization, sealed
from emberline.notifications.service import deliveries, pushing
from emberline.notifications.service.deliveries import Letter
from emberline.notifications.service.inbox import forget_old
from emberline.notifications.service.pushing import Parcel
from emberline.notifications.service.webhooks import derived_secret

log = structlog.get_logger()

_FIRST = (FIRST_ID, FIRST_ID)
_GONE = (404, 410)
_LATER = 429
_AT_ONCE = 20
# The services of the browsers' makers answer in a fraction of one.
_PUSH_SECONDS = 5.0


class _Fate(Enum):
    """What became of a push: done with, its browser gone, or to be tried again."""

    DONE = "done"
    GONE = "gone"
    LATER = "later"


async def push(runtime: Runtime, job: RunningJob) -> None:
    """Send a batch's pushes, `_AT_ONCE` at a time; what no service took now is tried again.

    One that answers slowly holds up no other. A run that follows one that was cut off sends only
    what is left; at worst a few arrive twice.
    """
    sending: dict[asyncio.Task[_Fate], Parcel] = {}
    left = 0
    try:
        async for parcel in _parcels(runtime, job.subject):
            sending[asyncio.create_task(_send(runtime, parcel))] = parcel
            if len(sending) == _AT_ONCE:
                left += await _settle_some(job, sending)
        while sending:
            left += await _settle_some(job, sending)
    finally:
        for task in sending:
            task.cancel()
        await asyncio.gather(*sending, return_exceptions=True)
    if left:
        raise unavailable(f"{left} pushes were not taken. They are sent again later.")


async def _parcels(runtime: Runtime, batch_id: str) -> AsyncIterator[Parcel]:
    """The pushes of a batch that wait, read a page at a time."""
    after = _FIRST
    while parcels := await runtime.database.read(
        pushing.waiting, batch_id, after, runtime.clock.now()
    ):
        for parcel in parcels:
            yield parcel
        after = (parcels[-1].notification_id, parcels[-1].subscription_id)


async def _settle_some(job: RunningJob, sending: dict[asyncio.Task[_Fate], Parcel]) -> int:
    """Wait until some have ended and settle those; how many of them are to be tried again."""
    waiting = asyncio.wait(sending, return_when=asyncio.FIRST_COMPLETED)
    done, _ = await job.unless_stopped(waiting)
    ended = [(sending.pop(task), task.result()) for task in done]
    sent = [parcel for parcel, fate in ended if fate is _Fate.DONE]
    gone = [parcel.subscription_id for parcel, fate in ended if fate is _Fate.GONE]
    if sent or gone:
        await job.write(pushing.settle, sent, gone)
    return len(ended) - len(sent) - len(gone)


async def deliver(runtime: Runtime, job: RunningJob) -> None:
    """Make one attempt of one delivery, and ask for the next where it failed."""
    delivery_id, attempt = deliveries.parse_subject(job.subject)
    now = runtime.clock.now()
    letter = await runtime.database.read(deliveries.letter, delivery_id, attempt, now)
    if letter is None:
        await job.finish(deliveries.drop, delivery_id, attempt)
        return
    status = await job.unless_stopped(_deliver(runtime, letter))
    await job.finish(deliveries.record, delivery_id, attempt, status, runtime.clock.now())


async def sweep_notifications(runtime: Runtime) -> int:
    """Forget old notifications, pushes and deliveries in bounded batches; how many went.

    Several processes may do this at once.
    """
    now = runtime.clock.now()
    forgetting: tuple[Callable[[Connection, datetime], int], ...] = (
        forget_old,
        pushing.forget_old_pushes,
        deliveries.forget_old_deliveries,
    )
    swept = 0
    for forget in forgetting:
        while gone := await runtime.database.write(forget, now):
            swept += gone
    return swept


async def _send(runtime: Runtime, parcel: Parcel) -> _Fate:
    if not parcel.is_wanted or parcel.seconds == 0:
        return _Fate.DONE
    # A millisecond of arithmetic on curves: beside the loop, not on it.
    body, headers = await asyncio.to_thread(_wrapped, runtime, parcel, runtime.clock.now())
    try:
        status = await runtime.outbound.post(parcel.endpoint, body, headers, seconds=_PUSH_SECONDS)
    except Refused:
        return _Fate.GONE
    except Unreachable:
        return _Fate.LATER
    if status in _GONE:
        return _Fate.GONE
    if status == _LATER or status >= 500:
        return _Fate.LATER
    if not 200 <= status < 300:
        log.warning("push_refused", subscription=parcel.subscription_id, status=status)
    return _Fate.DONE


def _wrapped(runtime: Runtime, parcel: Parcel, now: datetime) -> tuple[bytes, dict[str, str]]:
    public_url = runtime.settings.public_url
    headers = {
        "Authorization": authorization(runtime.secret_key, parcel.endpoint, public_url, now),
        "Content-Encoding": "aes128gcm",
        "Content-Type": "application/octet-stream",
        "TTL": str(parcel.seconds),
    }
    return sealed(parcel.message, parcel.p256dh, parcel.auth), headers


async def _deliver(runtime: Runtime, letter: Letter) -> int | None:
    """The status that the webhook answered; None when it could not be reached."""
    secret = letter.secret or derived_secret(runtime.secret_key, letter.webhook_id)
    headers = {
        "Content-Type": "application/json",
        "X-Emberline-Delivery": letter.delivery_id,
        "X-Emberline-Event": letter.event,
        "X-Emberline-Signature": signature(secret, letter.body, runtime.clock.now()),
    }
    try:
        return await runtime.outbound.post(letter.url, letter.body, headers)
    except (Refused, Unreachable) as error:
        log.info("webhook_not_reached", webhook=letter.webhook_id, reason=str(error))
        return None
