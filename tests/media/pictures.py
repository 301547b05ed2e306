"""Pictures for tests, drawn here: upright and turned, coloured in every way, hostile."""

import io
import struct
import zlib
from typing import Any

import pillow_heif
import pyvips
from PIL import Image

pillow_heif.register_heif_opener()

RED, GREEN, BLUE, WHITE = (220, 30, 30), (30, 180, 40), (30, 40, 210), (250, 250, 250)
CORNERS = (RED, GREEN, BLUE, WHITE)

# What turns an upright picture into one that is stored with this EXIF orientation.
STORED_AS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}


def four_corners(width: int = 96, height: int = 64) -> Image.Image:
    """Red, green over blue, white."""
    picture = Image.new("RGB", (width, height))
    half, middle = width // 2, height // 2
    for number, colour in enumerate(CORNERS):
        left, top = number % 2 * half, number // 2 * middle
        picture.paste(colour, (left, top, left + half, top + middle))
    return picture


def encoded(picture: Image.Image, format: str, **options: Any) -> bytes:
    """The picture as a file; JPEG, WebP, AVIF and HEIC with little loss."""
    file = io.BytesIO()
    names = {"jpg": "JPEG", "heic": "HEIF", "heif": "HEIF"}
    if format in ("jpg", "webp", "avif", "heic", "heif"):
        options = {"quality": 95, **options}
    picture.save(file, names.get(format, format.upper()), **options)
    return file.getvalue()


def turned(orientation: int, format: str) -> bytes:
    """`four_corners` stored turned, with the EXIF orientation that makes it upright."""
    picture = four_corners()
    if orientation in STORED_AS:
        picture = picture.transpose(STORED_AS[orientation])
    exif = Image.Exif()
    exif[0x0112] = orientation
    return encoded(picture, format, exif=exif.tobytes())


def animation(frames: int, width: int = 60, height: int = 40, format: str = "gif") -> bytes:
    """Frames of changing colour, 70 ms each, twice over."""
    pictures = [Image.new("RGB", (width, height), CORNERS[number % 4]) for number in range(frames)]
    return encoded(
        pictures[0], format, save_all=True, append_images=pictures[1:], duration=70, loop=2
    )


def png(width: int, height: int, pixels: bytes = b"") -> bytes:
    """A one-bit PNG of that size, with these compressed pixels or none."""

    def chunk(name: bytes, content: bytes) -> bytes:
        check = zlib.crc32(name + content)
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", check)

    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    parts = [(b"IHDR", header), *([(b"IDAT", pixels)] if pixels else []), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(*part) for part in parts)


def png_bomb(side: int) -> bytes:
    """A whole, valid PNG of side by side black pixels, in few bytes."""
    row = bytes(1 + (side + 7) // 8)
    press = zlib.compressobj(1)
    return png(side, side, b"".join([press.compress(row) for _ in range(side)]) + press.flush())


def gif_bomb(width: int, height: int, frames: int) -> bytes:
    """A GIF whose frames each claim to fill the canvas and hold a single pixel."""
    control = b"\x21\xf9\x04\x08\x05\x00\x00\x00"
    frame = b"\x2c" + struct.pack("<HHHH", 0, 0, width, height) + b"\x00\x02\x02\x44\x01\x00"
    canvas = struct.pack("<HH", width, height) + b"\x80\x00\x00" + bytes(3) + b"\xff" * 3
    return b"GIF89a" + canvas + (control + frame) * frames + b"\x3b"


def claiming(format: str, side: int) -> bytes:
    """A small picture whose header claims to be side by side pixels."""
    small = four_corners()
    if format == "png":
        return png(side, side, zlib.compress(bytes(100)))
    if format == "gif":
        return gif_bomb(side, side, 1)
    file = bytearray(encoded(small, format))
    width, height = small.size
    old, new, behind = {
        "jpg": (struct.pack(">HH", height, width), struct.pack(">HH", side, side), 0xC0),
        "bmp": (struct.pack("<ii", width, height), struct.pack("<ii", side, side), 0),
        "webp": (struct.pack("<HH", width, height), struct.pack("<HH", side, side), 0),
        "avif": (struct.pack(">II", width, height), struct.pack(">II", side, side), 0),
        "heic": (struct.pack(">II", width, height), struct.pack(">II", side, side), 0),
    }[format]
    at = file.index(old, file.index(b"\xff\xc0") if behind else 0)
    file[at : at + len(new)] = new
    return bytes(file)


def vips(image: pyvips.Image, format: str, **options: Any) -> bytes:
    """Encoded by libvips, which writes what Pillow cannot."""
    content: bytes = image.write_to_buffer(f".{format}", **options)
    return content


def from_pillow(picture: Image.Image) -> pyvips.Image:
    """The same pixels for libvips."""
    bands = len(picture.getbands())
    image = pyvips.Image.new_from_memory(picture.tobytes(), *picture.size, bands, "uchar")
    return image.copy(interpretation="srgb")
