"""Make a video playable everywhere: H.264 and AAC in MP4, upright, at most 1080p, nothing else."""

import asyncio
import math
import os
from collections.abc import Awaitable, Callable
from pathlib import Path

import imageio_ffmpeg  # type: ignore[import-untyped]

from emberline.kit.errors import AppError, invalid, unavailable
from emberline.kit.sandbox import Sandbox, SandboxFailed
from emberline.media.decoding.films import (
    DEMUXERS,
    HIGH_DYNAMIC_RANGE,
    MAX_FRAME_RATE,
    MAX_PIXELS,
    MAX_SECONDS,
    MAX_STREAMS,
    Film,
    Sound,
    can_be_kept,
    size_to_show,
)
from emberline.media.decoding.processing import video_refusal

MEMORY_BYTES = 3 * 1024**3

# Five minutes at the highest rate (`-maxrate`, and the sound) are 305 MB.
MADE_BYTES_AT_MOST = 400_000_000
TOO_LARGE = "Made playable, this video is larger than 400 MB. Make it shorter and send it again."

# 4K in HEVC with 10 bits runs at 10 pictures a second and core, which this leaves room for.
_CPU_SECONDS_A_SECOND = 20
_CPU_SECONDS_AT_LEAST = 120
# On a busy machine the work waits for those who are not in the background.
_WALL_FACTOR = 3

_TO_STANDARD_RANGE = (
    "zscale=transfer=linear:npl=100",
    "format=gbrpf32le",
    "zscale=primaries=bt709",
    "tonemap=hable:desat=0",
    "zscale=transfer=bt709:matrix=bt709:range=limited",
)

Heard = Callable[[float], Awaitable[None]]


async def make_playable(
    sandbox: Sandbox, source: Path, format: str, film: Film, folder: Path, heard: Heard
) -> Path:
    """Write the playable MP4 into `folder`; its path. Both paths are absolute.

    film: of a thorough probe. What plays everywhere is put into a new file as it is, and decoded
    to see that it is whole; anything else, and what was not, is coded anew. `heard` is told how
    far that is, from 0 to 1; what it raises ends the work.
    AppError: 400 for a video that cannot be decoded, 503 where no child can be started or one was
    ended, 507.
    """
    target = folder / "display.mp4"
    if can_be_kept(film, format):
        try:
            await _run(sandbox, _copying(source, format, film, target), film, folder, heard)
            return await _whole(target)
        except AppError as refusal:
            if refusal.status >= 500:
                raise
            target.unlink(missing_ok=True)
    await _run(sandbox, _coding(source, format, film, target), film, folder, heard)
    return await _whole(target)


async def _whole(target: Path) -> Path:
    """`target`, unless FFmpeg ended it at the limit, which is no failure of FFmpeg's."""
    if (await asyncio.to_thread(target.stat)).st_size >= MADE_BYTES_AT_MOST:
        raise invalid("file", TOO_LARGE, title="Invalid video")
    return target


async def _run(
    sandbox: Sandbox, arguments: list[str], film: Film, folder: Path, heard: Heard
) -> None:
    cpu_seconds = math.ceil(_CPU_SECONDS_AT_LEAST + _CPU_SECONDS_A_SECOND * film.duration_seconds)

    async def hear(line: str) -> None:
        name, _, value = line.strip().partition("=")
        if name == "out_time_us" and value.isdecimal():
            await heard(min(1.0, int(value) / 1e6 / max(film.duration_seconds, 0.1)))

    try:
        await sandbox.run_in_background(
            [imageio_ffmpeg.get_ffmpeg_exe(), *arguments],
            memory_bytes=MEMORY_BYTES,
            seconds=float(cpu_seconds * _WALL_FACTOR),
            cpu_seconds=cpu_seconds,
            folder=folder,
            heard=hear,
        )
    except SandboxFailed as failure:
        raise video_refusal(failure) from failure
    except OSError as error:
        raise unavailable("Videos cannot be made playable just now.") from error


def _copying(source: Path, format: str, film: Film, target: Path) -> list[str]:
    """The coded streams as they are; decoded on the way, where any fault ends it."""
    # Pictures and their parameters: notes between them are nobody's business.
    notes_go = ["-bsf:v", "filter_units=pass_types=1-5|7-8"] if film.has_notes else []
    return [
        "-xerror",
        *_input(source, format),
        *_chosen(film),
        *("-c", "copy"),
        *notes_go,
        *_bare_mp4(target),
        *("-map", f"0:{film.stream}", "-f", "null", "-"),
    ]


def _coding(source: Path, format: str, film: Film, target: Path) -> list[str]:
    return [
        # Of the pictures and sounds, how many may be broken.
        *("-max_error_rate", "0.1"),
        *_input(source, format),
        *_chosen(film),
        *("-filter_threads", "1", "-vf", ",".join(_filters(film))),
        *("-c:v", "libx264", "-preset", "veryfast", "-crf", "23", "-profile:v", "high"),
        *("-maxrate", "8M", "-bufsize", "16M", "-threads:v", _threads()),
        # Each picture at its own time: phones vary their rate.
        *("-fps_mode:v", "vfr"),
        *_sound_coding(film.sound),
        *_bare_mp4(target),
    ]


def _input(source: Path, format: str) -> list[str]:
    return [
        *("-hide_banner", "-nostdin", "-nostats", "-loglevel", "warning"),
        *("-progress", "pipe:1", "-stats_period", "1"),
        *("-protocol_whitelist", "file", "-f", DEMUXERS[format]),
        *("-max_streams", str(MAX_STREAMS + 1), "-max_pixels:v", str(MAX_PIXELS)),
        *("-threads", _threads(), "-t", str(MAX_SECONDS + 1)),
        *("-i", str(source)),
    ]


def _chosen(film: Film) -> list[str]:
    sound = [] if film.sound is None else ["-map", f"0:{film.sound.stream}"]
    return ["-map", f"0:{film.stream}", *sound]


def _filters(film: Film) -> list[str]:
    """After FFmpeg has turned the picture upright by itself."""
    width, height = size_to_show(film)
    is_high_range = film.transfer in HIGH_DYNAMIC_RANGE
    return [
        *(["bwdif=deint=interlaced"] if film.is_interlaced else []),
        *([f"fps={MAX_FRAME_RATE}"] if film.frame_rate > MAX_FRAME_RATE + 1 else []),
        f"scale={width}:{height}" + ("" if is_high_range else ":out_range=tv"),
        *(_TO_STANDARD_RANGE if is_high_range else []),
        "setsar=1",
        "format=yuv420p",
    ]


def _sound_coding(sound: Sound | None) -> list[str]:
    if sound is None:
        return []
    return [
        *("-c:a", "aac", "-b:a", "128k"),
        *("-ac", str(min(2, sound.channels)), "-ar", str(48000 if sound.rate > 44100 else 44100)),
        *("-af", "aresample=async=1"),
    ]


def _bare_mp4(target: Path) -> list[str]:
    """An MP4 with its index up front and nothing in it but the chosen streams."""
    return [
        *("-map_metadata", "-1", "-map_metadata:s", "-1", "-map_chapters", "-1", "-dn", "-sn"),
        *("-fflags", "+bitexact", "-write_tmcd", "0", "-empty_hdlr_name", "1"),
        *("-fs", str(MADE_BYTES_AT_MOST)),
        *("-movflags", "+faststart", "-f", "mp4", str(target)),
    ]


def _threads() -> str:
    """As many as the processors that the work may have: all but one."""
    return str(max(1, (os.cpu_count() or 1) - 1))
