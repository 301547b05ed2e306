"""Read sounds in the sandbox, and make them playable everywhere: AAC in MP4, nothing else in it."""

import math
from pathlib import Path

import imageio_ffmpeg  # type: ignore[import-untyped]
import msgspec

from emberline.kit import errors
from emberline.kit.sandbox import Sandbox, SandboxFailed
from emberline.media.decoding.processing import video_refusal
from emberline.media.decoding.recordings import (
    DEMUXERS,
    MADE_BYTES_AT_MOST,
    MAX_CHANNELS,
    MAX_SECONDS,
    MAX_STREAMS,
    Recording,
)

MEMORY_BYTES = 1024**3
# Of half an hour every packet is read.
PROBE_SECONDS = 30.0
# Sound is coded fifty times faster than it lasts, and more.
_CPU_SECONDS_AT_LEAST = 60
_WALL_FACTOR = 3
_TOLD = {
    "timeout": "This sound takes too long to read. Save it again as MP3 and send that.",
    "memory": "This sound takes too much memory to read. Make it smaller and send it again.",
    "crash": "This sound cannot be played: it is damaged. Save it again as MP3 and send that.",
}
_UNAVAILABLE = "Sounds cannot be read just now. Try again soon."


async def probe_sound(
    sandbox: Sandbox, source: Path, format: str, *, field: str = "file"
) -> Recording:
    """Say what can be heard in the file at the absolute path `source`; format: as sniffed.

    Raises no other error than AppError: 400 naming `field` (unreadable, silent, too long); 503
    where no child can be started, or the server stops.
    """
    try:
        made = await sandbox.run(
            "emberline.media.decoding.sound:probe",
            {"source": str(source), "format": format},
            memory_bytes=MEMORY_BYTES,
            seconds=PROBE_SECONDS,
        )
    except SandboxFailed as failure:
        raise _refusal(failure, field) from failure
    except OSError as error:
        raise errors.unavailable(_UNAVAILABLE) from error
    return msgspec.convert(made, Recording)


async def make_sound_playable(
    sandbox: Sandbox, source: Path, format: str, recording: Recording, folder: Path
) -> Path:
    """Write the playable sound into `folder`; its path. Both paths are absolute.

    AppError: 400 for one that cannot be decoded, 503 where no child can be started or one was
    ended, 507.
    """
    target = folder / "display.m4a"
    cpu_seconds = math.ceil(_CPU_SECONDS_AT_LEAST + recording.duration_seconds)
    try:
        await sandbox.run_in_background(
            [imageio_ffmpeg.get_ffmpeg_exe(), *_coding(source, format, recording, target)],
            memory_bytes=MEMORY_BYTES,
            seconds=float(cpu_seconds * _WALL_FACTOR),
            cpu_seconds=cpu_seconds,
            folder=folder,
            heard=_heard,
        )
    except SandboxFailed as failure:
        raise _refusal(failure, "file") from failure
    except OSError as error:
        raise errors.unavailable(_UNAVAILABLE) from error
    return target


async def _heard(line: str) -> None:
    """How far it is, which is told to nobody: it takes seconds."""


def _coding(source: Path, format: str, recording: Recording, target: Path) -> list[str]:
    rate = 48000 if recording.rate > 44100 else 44100
    return [
        *("-hide_banner", "-nostdin", "-nostats", "-loglevel", "warning"),
        *("-max_error_rate", "0.1", "-progress", "pipe:1", "-stats_period", "5"),
        *("-protocol_whitelist", "file", "-f", DEMUXERS[format]),
        *("-max_streams", str(MAX_STREAMS + 1), "-t", str(MAX_SECONDS + 1), "-i", str(source)),
        *("-map", f"0:{recording.stream}", "-vn", "-dn", "-sn"),
        *("-c:a", "aac", "-b:a", "128k", "-ar", str(rate)),
        *("-ac", str(min(MAX_CHANNELS, recording.channels))),
        *("-map_metadata", "-1", "-map_metadata:s", "-1", "-map_chapters", "-1"),
        *("-fflags", "+bitexact", "-fs", str(MADE_BYTES_AT_MOST)),
        *("-movflags", "+faststart", "-f", "mp4", str(target)),
    ]


def _refusal(failure: SandboxFailed, field: str) -> errors.AppError:
    """What to tell the sender; what is no fault of the file's is told as with videos."""
    refusal = video_refusal(failure, field)
    if refusal.status != 400 or failure.reason == "refused":
        return refusal
    reason = "crash" if failure.detail.startswith("exit status 69:") else failure.reason
    return errors.invalid(field, _TOLD[reason], title="Invalid sound")
