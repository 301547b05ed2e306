"""Videos for tests, made with FFmpeg: as phones make them, turned, hostile, damaged."""

import itertools
import subprocess
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import av
import imageio_ffmpeg  # type: ignore[import-untyped]

from emberline.media.decoding.films import DEMUXERS

PLACE = b"+52.5200+013.4050/"
SECRET = b"Ember Phones"
CONTAINERS = tuple(DEMUXERS)

# Red, green over blue, white, as `pictures.four_corners`.
_CORNERS = (
    "color=0xdc1e1e:s={half}:r={rate}[a];color=0x1eb428:s={half}:r={rate}[b];"
    "color=0x1e28d2:s={half}:r={rate}[c];color=0xfafafa:s={half}:r={rate}[d];"
    "[a][b]hstack[above];[c][d]hstack[below];[above][below]vstack"
)
_CODECS = {
    "mp4": ("libx264", "aac"),
    "mov": ("libx264", "aac"),
    "mkv": ("libx264", "aac"),
    "webm": ("libvpx", "libopus"),
    "avi": ("mpeg4", "libmp3lame"),
    "flv": ("flv", "libmp3lame"),
    "wmv": ("wmv2", "wmav2"),
}


@cache
def video(
    format: str = "mp4",
    *options: str,
    seconds: float = 1.0,
    size: tuple[int, int] = (320, 180),
    rate: int = 25,
    sound: bool = True,
    codec: str | None = None,
) -> bytes:
    """Four corners and a tone, with a place and a maker written into it; `options`: FFmpeg's."""
    half = f"{size[0] // 2}x{size[1] // 2}"
    picture, tone = _CODECS[format]
    return ffmpeg(
        format,
        *("-f", "lavfi", "-i", _CORNERS.format(half=half, rate=rate)),
        *(("-f", "lavfi", "-i", "sine=r=44100", "-c:a", tone) if sound else ()),
        *("-t", str(seconds), "-c:v", codec or picture, "-pix_fmt", "yuv420p"),
        *(("-deadline", "realtime", "-cpu-used", "8") if format == "webm" else ()),
        *("-metadata", f"location={PLACE.decode()}", "-metadata", f"make={SECRET.decode()}"),
        *("-metadata", f"comment={PLACE.decode()}"),
        *options,
    )


@cache
def phone_video(format: str = "mov", degrees: int = 90) -> bytes:
    """A video that is stored lying on its side, with the place where it was taken."""
    return rewrapped(video("mp4"), format, before=("-display_rotation", str(degrees)))


def rewrapped(content: bytes, format: str, *options: str, before: tuple[str, ...] = ()) -> bytes:
    """The same streams in another file; `before`: options of the input."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "source"
        source.write_bytes(content)
        keys = ("-movflags", "use_metadata_tags") if format in ("mp4", "mov") else ()
        return ffmpeg(format, *before, "-i", str(source), "-c", "copy", *keys, *options)


def ffmpeg(format: str, *arguments: str) -> bytes:
    """What FFmpeg writes."""
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / f"made.{format}"
        done = subprocess.run(
            [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", *arguments, str(target)],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return target.read_bytes()


def packets(content: bytes, kind: str = "video") -> list[bytes]:
    """The coded packets of the first stream of that kind."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "source"
        source.write_bytes(content)
        with av.open(str(source)) as container:
            stream = getattr(container.streams, kind)[0]
            return [bytes(packet) for packet in container.demux(stream) if packet.size]


def boxes(content: bytes) -> list[bytes]:
    """The names of an MP4's outermost boxes."""
    names, at = [], 0
    while at < len(content):
        names.append(content[at + 4 : at + 8])
        at += int.from_bytes(content[at : at + 4], "big")
    return names


def with_noise(content: bytes, begin: float = 0.4, end: float = 0.6) -> bytes:
    """The same with a part of it overwritten, always alike."""
    noise = itertools.cycle(bytes((n * 73 + 41) % 256 for n in range(251)))
    first, last = int(len(content) * begin), int(len(content) * end)
    return content[:first] + bytes(itertools.islice(noise, last - first)) + content[last:]


def claiming(side: int) -> bytes:
    """An AVI whose headers say that its pictures, which are bare pixels, are side by side."""
    content = bytearray(video("avi", size=(16, 16), sound=False, codec="rawvideo"))
    at = content.index(b"strf") + 12
    content[at : at + 8] = side.to_bytes(4, "little") * 2
    return bytes(content)


def reaching_out(content: bytes, path: bytes) -> bytes:
    """The same MP4, whose streams lie in another file, at `path` (QuickTime's alias, kind 2)."""
    here = b"\x00\x00\x00\x0curl \x00\x00\x00\x01"
    odd = b"\0" * (len(path) % 2)
    named = (2).to_bytes(2, "big") + len(path).to_bytes(2, "big") + path + odd
    alias = bytes(10 + 28 + 12 + 64 + 16) + b"\0\1\0\1" + bytes(16) + named + b"\xff\xff\0\0"
    there = (12 + len(alias)).to_bytes(4, "big") + b"alis\0\0\0\0" + alias
    made = bytearray(content)
    for at in reversed(_places(made, here)):
        made[at : at + len(here)] = there
        for name in (b"dref", b"dinf", b"minf", b"mdia", b"trak", b"moov"):
            # The box of that name that this one lies in: the nearest before it.
            box = made.rindex(name, 0, at) - 4
            size = int.from_bytes(made[box : box + 4], "big") + len(there) - len(here)
            made[box : box + 4] = size.to_bytes(4, "big")
    return bytes(made)


def _places(content: bytes | bytearray, wanted: bytes) -> list[int]:
    def find() -> Iterator[int]:
        at = content.find(wanted)
        while at >= 0:
            yield at
            at = content.find(wanted, at + 1)

    return list(find())
