"""Decode what people send in the sandbox, and say in their words what was wrong with it."""

from pathlib import Path
from typing import Any

import msgspec

from emberline.kit import errors
from emberline.kit.sandbox import Sandbox, SandboxFailed
from emberline.media.decoding.films import Film

# A picture of 90 megapixels needs up to 1.5 GiB (AVIF, BMP), one of 12 megapixels 256 MiB.
IMAGE_MEMORY_BYTES = 1536 * 1024 * 1024
# The slowest that is taken, an animation of 90 megapixels of noise, took 11 seconds.
IMAGE_SECONDS = 30.0

# Pictures of 36 megapixels, of which decoders keep many.
VIDEO_MEMORY_BYTES = 1536 * 1024 * 1024
# A header and a picture; then all bytes of 100 MB, or pictures until one makes a good poster.
PROBE_SECONDS = 10.0
SURVEY_SECONDS = 120.0

# A drawing may hold work without end in few bytes.
DRAWING_SECONDS = 5.0

IMAGE_FORMATS = frozenset({"jpg", "png", "gif", "webp", "bmp", "avif", "heic", "heif", "svg"})


class Picture(msgspec.Struct, frozen=True):
    """A file made here. name: in the folder that was given. width, height: pixels of one frame."""

    name: str
    media_type: str
    width: int
    height: int
    bytes: int
    sha256: str


class Derived(msgspec.Struct, frozen=True):
    """What is shown of a picture; `source_width` and `source_height`: as it was sent."""

    display: Picture
    thumbnail: Picture
    frames: int
    source_width: int
    source_height: int


class Examined(msgspec.Struct, frozen=True):
    """What a finished MP4 is, and the poster that was written for it."""

    width: int
    height: int
    duration_seconds: float
    poster: Picture


async def process_image(
    sandbox: Sandbox, source: Path, format: str, folder: Path, *, field: str = "file"
) -> Derived:
    """Make the display picture and the thumbnail of `source` in `folder`, which exists.

    format: as sniffed. After an error `folder` may hold files to throw away.
    Both paths are absolute.
    Raises no other error than AppError: 400 naming `field`; 503 where no child can be started; 507.
    """
    if format not in IMAGE_FORMATS:
        raise errors.invalid(
            field,
            f"Invalid file format: {format.upper()} files are not taken yet. "
            "Send a photo or a video.",
            title="Invalid file format",
        )
    # The child stands in `folder`, so a relative path would lead it elsewhere.
    if not (source.is_absolute() and folder.is_absolute()):
        raise ValueError("source and folder must be absolute paths")
    payload = {"source": str(source), "format": format, "folder": str(folder)}
    try:
        made = await sandbox.run(
            "emberline.media.decoding.images:derive",
            payload,
            memory_bytes=IMAGE_MEMORY_BYTES,
            seconds=DRAWING_SECONDS if format == "svg" else IMAGE_SECONDS,
            folder=folder,
        )
    except SandboxFailed as failure:
        raise _told(failure, field) from failure
    except OSError as error:
        raise errors.unavailable("Pictures cannot be read just now. Try again soon.") from error
    return msgspec.convert(made, Derived)


async def probe_video(
    sandbox: Sandbox, source: Path, format: str, *, thorough: bool = False, field: str = "file"
) -> Film:
    """Say what is in the video at the absolute path `source`; format: as sniffed.

    thorough: read all of it, which takes seconds, and find out whether it is whole.
    Raises no other error than AppError: 400 naming `field` (unreadable, without a picture, longer
    than five minutes, too large); 503 where no child can be started, or the server stops.
    """
    payload = {"source": str(source), "format": format, "thorough": thorough}
    seconds = SURVEY_SECONDS if thorough else PROBE_SECONDS
    made = await _video_child(sandbox, "probe", payload, seconds, None, field)
    return msgspec.convert(made, Film)


async def examine_video(sandbox: Sandbox, source: Path, folder: Path) -> Examined:
    """Look at the MP4 made here, and write its poster into `folder`. Errors as `probe_video`."""
    payload = {"source": str(source), "folder": str(folder)}
    made = await _video_child(sandbox, "examine", payload, SURVEY_SECONDS, folder, "file")
    return msgspec.convert(made, Examined)


async def _video_child(
    sandbox: Sandbox,
    function: str,
    payload: dict[str, Any],
    seconds: float,
    folder: Path | None,
    field: str,
) -> Any:
    try:
        return await sandbox.run(
            f"emberline.media.decoding.video:{function}",
            payload,
            memory_bytes=VIDEO_MEMORY_BYTES,
            seconds=seconds,
            folder=folder,
        )
    except SandboxFailed as failure:
        raise video_refusal(failure, field) from failure
    except OSError as error:
        raise errors.unavailable("Videos cannot be read just now. Try again soon.") from error


def video_refusal(failure: SandboxFailed, field: str = "file") -> errors.AppError:
    """What to tell the sender of a video at which a child failed; 503 when it was ended."""
    if failure.code == "disk-full" or "No space left on device" in failure.detail:
        return errors.disk_full()
    if any(sign in failure.detail for sign in _SIGNS_OF_STOPPING):
        return errors.unavailable("The server is stopping. Try again soon.")
    # So FFmpeg ends when too many pictures or sounds are broken, whatever it wrote before.
    is_broken = failure.detail.startswith("exit status 69:")
    told = {
        "refused": failure.detail,
        "timeout": "This video takes too long to read. Save it again as MP4 and send that.",
        "memory": "This video takes too much memory to read. Make it smaller and send it again.",
        "crash": "This video cannot be played: it is damaged. Save it again as MP4 and send that.",
    }
    return errors.invalid(
        field, told["crash" if is_broken else failure.reason], title="Invalid video"
    )


# A service manager ends children at the same moment as the server.
_SIGNS_OF_STOPPING = ("SIGTERM:", "SIGINT:", "received signal 15", "received signal 2")


def _told(failure: SandboxFailed, field: str) -> errors.AppError:
    if failure.code == "disk-full":
        return errors.disk_full()
    told = {
        "refused": failure.detail,
        "timeout": "This picture takes too long to read. Make it smaller and send it again.",
        "memory": "This picture takes too much memory to read. Make it smaller and send it again.",
        "crash": "This picture cannot be read. Open it, save it again as JPEG or PNG, send that.",
    }
    return errors.invalid(field, told[failure.reason], title="Invalid picture")
