"""Pictures to show, made from a picture that a person sent. Runs inside the sandbox only.

Everything is WebP. Measured on a photograph at equal PSNR, WebP (quality 80, effort 2) takes 24 %
less space than optimised JPEG and twice its CPU, some 0.1 s for a picture of 2,048 pixels, which
is spent once, while the bytes are sent at every view. It also has transparency and animation, so
that there is one way and one type; every browser since 2020 shows it.
"""

import errno
import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyvips

from emberline.kit.sandboxed import Refused
from emberline.media.decoding import drawings

DISPLAY_SIDE = 2048
THUMBNAIL_SIDE = 400
MAX_PIXELS = 90_000_000
# Each frame costs time however small it is.
MAX_FRAMES = 2_000

QUALITY = 80
EFFORT = 2

# The one loader of libvips that each format may use.
LOADERS = {
    "jpg": "VipsForeignLoadJpegFile",
    "png": "VipsForeignLoadPngFile",
    "gif": "VipsForeignLoadNsgifFile",
    "webp": "VipsForeignLoadWebpFile",
    "avif": "VipsForeignLoadHeifFile",
}
ANIMATED = ("gif", "webp")

UNREADABLE = (
    "This picture cannot be read: it is damaged, cut short or not what its first bytes say. "
    "Open it, save it again as JPEG or PNG, and send that."
)

Open = Callable[[int], pyvips.Image]


def derive(payload: dict[str, Any]) -> dict[str, Any]:
    """Write the pictures to show, `display.webp` and `thumbnail.webp`, into a folder.

    payload: `source` (path of the picture), `format` (as sniffed: a key of LOADERS, or bmp, heic,
    heif, svg), `folder` (for the results).
    Both come upright, in sRGB, with 8 bits a channel, without any metadata: the display at most
    DISPLAY_SIDE pixels on its longer side, the thumbnail THUMBNAIL_SIDE; nothing is enlarged. The
    display of an animation is one, its thumbnail shows the first frame.
    Returns `{"display", "thumbnail"}`, each `{"name", "media_type", "width", "height", "bytes",
    "sha256"}`, and `frames` and `source_width`, `source_height` (before it was turned upright).
    Raises Refused: "too-large" (over MAX_PIXELS, all frames counted, or MAX_FRAMES; decided before
    decoding), "unreadable", "disk-full", and those of `drawings.check`; MemoryError.
    """
    pyvips.cache_set_max(0)
    try:
        return _derive(Path(payload["source"]), payload["format"], Path(payload["folder"]))
    except pyvips.Error as error:
        raise _meaning(str(error)) from error
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
            raise Refused("disk-full", "The disk is full.") from error
        raise Refused("unreadable", UNREADABLE) from error
    except (ValueError, SyntaxError, EOFError) as error:
        raise Refused("unreadable", UNREADABLE) from error


def write_poster(pixels: bytes, size: tuple[int, int], side: int, file: Path) -> dict[str, Any]:
    """Write 8-bit RGB pixels as a WebP that fits `side`; returns it as `derive` does its pictures.

    Raises OSError, pyvips.Error, MemoryError.
    """
    pyvips.cache_set_max(0)
    return _save(_from_pixels(pixels, size, 3, side), file)


def _derive(source: Path, format: str, folder: Path) -> dict[str, Any]:
    picture, width, height, frames = _open(source, format)
    display = _to_srgb(picture(DISPLAY_SIDE))
    if frames == 1:
        # Decoded once: the thumbnail is made from these pixels.
        display = display.copy_memory()
        small = display.thumbnail_image(THUMBNAIL_SIDE, height=THUMBNAIL_SIDE, size="down")
    else:
        small = _to_srgb(
            pyvips.Image.thumbnail(str(source), THUMBNAIL_SIDE, **_fit(THUMBNAIL_SIDE))
        )
    return {
        "display": _save(display, folder / "display.webp"),
        "thumbnail": _save(small, folder / "thumbnail.webp"),
        "frames": frames,
        "source_width": width,
        "source_height": height,
    }


def _open(source: Path, format: str) -> tuple[Open, int, int, int]:
    """A function from a side to the upright picture that fits it; width, height, frames.

    The limits are checked here, with the header read and no pixel decoded.
    """
    if format in LOADERS:
        return _open_with_vips(source, format)
    if format == "bmp":
        return _open_bitmap(source)
    if format in ("heic", "heif"):
        return _open_heif(source)
    if format == "svg":
        return _open_drawing(source)
    raise ValueError(f"no loader for {format}")


def _open_with_vips(source: Path, format: str) -> tuple[Open, int, int, int]:
    pyvips.operation_block_set("VipsForeignLoad", True)
    pyvips.operation_block_set(LOADERS[format], False)
    header = pyvips.Image.new_from_file(str(source), access="sequential")
    pages = header.get("n-pages") if header.get_typeof("n-pages") else 1
    frames = pages if format in ANIMATED else 1
    _check_size(header.width, header.height, frames)
    # An animation is loaded as one tall strip of frames.
    name = f"{source}[n=-1]" if frames > 1 else str(source)

    def fitted(side: int) -> pyvips.Image:
        return pyvips.Image.thumbnail(name, side, **_fit(side))

    return fitted, header.width, header.height, frames


def _open_bitmap(source: Path) -> tuple[Open, int, int, int]:
    # libvips reads no BMP.
    from PIL import Image  # noqa: PLC0415 - paid only by those who need it

    # The size is checked below, to our limit.
    Image.MAX_IMAGE_PIXELS = None
    picture = Image.open(source, formats=["BMP"])
    width, height = picture.size
    _check_size(width, height, 1)
    mode = "RGBA" if picture.has_transparency_data else "RGB"

    def fitted(side: int) -> pyvips.Image:
        return _from_pixels(picture.convert(mode).tobytes(), picture.size, len(mode), side)

    return fitted, width, height, 1


def _open_heif(source: Path) -> tuple[Open, int, int, int]:
    # The wheels of libvips decode no HEVC. This library applies the picture's own turns and
    # mirrors, beside which the EXIF orientation does not count (ISO/IEC 23008-12).
    import pillow_heif  # noqa: PLC0415 - paid only by those who need it

    pillow_heif.options.DECODE_THREADS = 1
    picture = pillow_heif.open_heif(source, convert_hdr_to_8bit=True)
    width, height = picture.size
    _check_size(width, height, 1)

    def fitted(side: int) -> pyvips.Image:
        mode = "RGBA" if picture.has_alpha else "RGB"
        pixels = picture.to_pillow().convert(mode).tobytes()
        image = _from_pixels(pixels, picture.size, len(mode), side)
        if profile := picture.info.get("icc_profile"):
            image = image.copy()
            image.set_type(pyvips.GValue.blob_type, "icc-profile-data", profile)
        return image

    return fitted, width, height, 1


def _open_drawing(source: Path) -> tuple[Open, int, int, int]:
    content = drawings.check(source)
    # From memory it has no place, and so no neighbours to refer to.
    pyvips.operation_block_set("VipsForeignLoad", True)
    pyvips.operation_block_set("VipsForeignLoadSvgBuffer", False)
    drawing = pyvips.Image.svgload_buffer(content)
    _check_size(drawing.width, drawing.height, 1)

    def fitted(side: int) -> pyvips.Image:
        scale = min(1.0, side / max(drawing.width, drawing.height))
        return pyvips.Image.svgload_buffer(content, scale=scale)

    return fitted, drawing.width, drawing.height, 1


def _check_size(width: int, height: int, frames: int) -> None:
    if width * height * frames > MAX_PIXELS or frames > MAX_FRAMES:
        raise Refused(
            "too-large",
            f"This picture has {width} by {height} pixels and {frames} frame(s). Pictures may have "
            f"{MAX_PIXELS // 1_000_000} megapixels, all frames counted, and {MAX_FRAMES} frames. "
            "Make it smaller and send it again.",
        )


def _from_pixels(pixels: bytes, size: tuple[int, int], bands: int, side: int) -> pyvips.Image:
    image = pyvips.Image.new_from_memory(pixels, *size, bands, "uchar")
    image = image.copy(interpretation="srgb")
    return image.thumbnail_image(side, height=side, size="down")


def _fit(side: int) -> dict[str, Any]:
    return {"height": side, "size": "down", "fail_on": "error"}


def _to_srgb(image: pyvips.Image) -> pyvips.Image:
    """The picture in sRGB, 8 bits a channel; by its own colour profile, where it has a good one."""
    is_cmyk = image.interpretation == "cmyk"
    if is_cmyk or image.get_typeof("icc-profile-data"):
        try:
            fallback = "cmyk" if is_cmyk else "srgb"
            return image.icc_transform(
                "srgb", embedded=True, input_profile=fallback, depth=8, intent="perceptual"
            )
        except pyvips.Error:
            # A profile that is broken or of another colour space says nothing about the picture.
            return image.colourspace("srgb")
    return image.colourspace("srgb")


def _save(image: pyvips.Image, file: Path) -> dict[str, Any]:
    content = image.webpsave_buffer(Q=QUALITY, effort=EFFORT, keep="none")
    file.write_bytes(content)
    return {
        "name": file.name,
        "media_type": "image/webp",
        "width": image.width,
        "height": image.get_page_height(),
        "bytes": len(content),
        "sha256": hashlib.sha256(content).hexdigest(),
    }


def _meaning(message: str) -> Exception:
    """What an error of libvips, which has only text, stands for."""
    if "memory" in message.lower():
        return MemoryError(message)
    if "No space left" in message:
        return Refused("disk-full", "The disk is full.")
    return Refused("unreadable", UNREADABLE)
