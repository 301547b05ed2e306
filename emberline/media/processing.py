"""Decode what people send in the sandbox, and say in their words what was wrong with it."""

from pathlib import Path

import msgspec

from emberline.kit import errors
from emberline.kit.sandbox import Sandbox, SandboxFailed

# A picture of 90 megapixels needs up to 1.5 GiB (AVIF, BMP), one of 12 megapixels 256 MiB.
IMAGE_MEMORY_BYTES = 1536 * 1024 * 1024
# The slowest that is taken, an animation of 90 megapixels of noise, took 11 seconds.
IMAGE_SECONDS = 30.0

IMAGE_FORMATS = frozenset({"jpg", "png", "gif", "webp", "bmp", "avif", "heic", "heif"})


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


async def process_image(
    sandbox: Sandbox, source: Path, format: str, folder: Path, *, field: str = "file"
) -> Derived:
    """Make the display picture and the thumbnail of `source` in `folder`, which exists.

    format: as sniffed. SVG is not taken yet. After an error `folder` may hold files to throw away.
    Both paths are absolute.
    Raises no other error than AppError: 400 naming `field`; 503 where no child can be started; 507.
    """
    if format not in IMAGE_FORMATS:
        raise errors.invalid(
            field,
            f"Invalid file format: {format.upper()} files are not taken yet. "
            "Send a photo as JPEG, PNG or WebP.",
            title="Invalid file format",
        )
    # The child stands in `folder`, so a relative path would lead it elsewhere.
    if not (source.is_absolute() and folder.is_absolute()):
        raise ValueError("source and folder must be absolute paths")
    payload = {"source": str(source), "format": format, "folder": str(folder)}
    try:
        made = await sandbox.run(
            "emberline.media.images:derive",
            payload,
            memory_bytes=IMAGE_MEMORY_BYTES,
            seconds=IMAGE_SECONDS,
            folder=folder,
        )
    except SandboxFailed as failure:
        raise _told(failure, field) from failure
    except OSError as error:
        raise errors.unavailable("Pictures cannot be read just now. Try again soon.") from error
    return msgspec.convert(made, Derived)


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
