"""One run of making a video or sound playable: fetch it, look, code, look again, keep it."""

import asyncio
from pathlib import Path

from emberline.kit.blobs.fetching import fetch
from emberline.kit.errors import AppError, invalid
from emberline.kit.jobs import RunningJob, to_the_end
from emberline.kit.runtime import Runtime
from emberline.media.decoding.hearing import make_sound_playable, probe_sound
from emberline.media.decoding.processing import Examined, examine_video, probe_video
from emberline.media.decoding.transcoding import make_playable
from emberline.media.service.media import MediaRow
from emberline.media.service.outcomes import Made
from emberline.media.sniff import sniff
from emberline.media.uploads import SOURCE_ENDING, read_head

LOST = "The server has lost what you sent. Send it again."

# How far the run is, in percent, before the coding and after it.
_LOOKED_AT = 5
_CODED = 90


def result_keys(media: MediaRow) -> tuple[str, ...]:
    """The keys of the playable video and of its poster, or of the playable sound; they follow from
    the source's.
    """
    place = (media.source_key or "").removesuffix(SOURCE_ENDING)
    if media.kind == "audio":
        return (f"{place}.m4a",)
    return f"{place}.mp4", f"{place}.poster.webp"


async def make_sound(runtime: Runtime, job: RunningJob, media: MediaRow, folder: Path) -> Made:
    """`make_video` for a sound; it takes seconds, and tells the job nothing meanwhile."""
    target, seconds = await job.unless_stopped(_make_sound(runtime, media, folder))
    (key,) = result_keys(media)
    await to_the_end(_keep(runtime, {key: target}))
    size = (await asyncio.to_thread(target.stat)).st_size
    return Made(key, None, None, None, None, round(seconds, 3), size)


async def _make_sound(runtime: Runtime, media: MediaRow, folder: Path) -> tuple[Path, float]:
    source = folder / "source"
    await _fetch(runtime, media.source_key or "", source)
    # Its name agreed when it was sent; as M4A it is read like any sound in that container.
    format = sniff(await asyncio.to_thread(read_head, source), "sound.m4a").format
    recording = await probe_sound(runtime.sandbox, source, format)
    target = await make_sound_playable(runtime.sandbox, source, format, recording, folder)
    return target, (await probe_sound(runtime.sandbox, target, "m4a")).duration_seconds


async def make_video(runtime: Runtime, job: RunningJob, media: MediaRow, folder: Path) -> Made:
    """Make the source of `media` playable, in an empty folder; the result is durable.

    Tells the job how far it is. AppError below 500, with a sentence for the owner, when it cannot
    be made playable, others when it may be tried again; Stopped, LeaseLost.
    """
    target, examined = await job.unless_stopped(_make(runtime, job, media, folder))
    poster = folder / examined.poster.name
    key, thumbnail_key = result_keys(media)
    await to_the_end(_keep(runtime, {key: target, thumbnail_key: poster}))
    size = (await asyncio.to_thread(target.stat)).st_size
    return Made(
        key=key,
        thumbnail_key=thumbnail_key,
        thumbnail_type=examined.poster.media_type,
        width=examined.width,
        height=examined.height,
        duration_seconds=round(examined.duration_seconds, 3),
        bytes=size + examined.poster.bytes,
    )


async def _make(
    runtime: Runtime, job: RunningJob, media: MediaRow, folder: Path
) -> tuple[Path, Examined]:
    source = folder / "source"
    await _fetch(runtime, media.source_key or "", source)
    format = sniff(await asyncio.to_thread(read_head, source), None).format
    film = await probe_video(runtime.sandbox, source, format, thorough=True)
    shown = 0

    async def heard(part: float) -> None:
        nonlocal shown
        percent = _LOOKED_AT + int(part * (_CODED - _LOOKED_AT))
        if percent > shown:
            shown = percent
            await job.progress(percent)

    await heard(0.0)
    target = await make_playable(runtime.sandbox, source, format, film, folder, heard)
    await heard(1.0)
    return target, await examine_video(runtime.sandbox, target, folder)


async def _fetch(runtime: Runtime, key: str, target: Path) -> None:
    try:
        await fetch(runtime.blobs, key, target)
    except AppError as error:
        if error.status == 404:
            raise invalid("file", LOST) from error
        raise


async def _keep(runtime: Runtime, files: dict[str, Path]) -> None:
    for key, file in files.items():
        await runtime.blobs.put_file(key, file)
