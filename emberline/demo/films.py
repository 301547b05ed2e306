"""Makes a short film of a drawing: it comes slowly closer."""

import asyncio
import tempfile
from pathlib import Path

import imageio_ffmpeg  # type: ignore[import-untyped]

from emberline.kit.errors import unavailable
from emberline.kit.runtime import Runtime
from emberline.kit.sandbox import SandboxFailed

_SECONDS = 3
_RATE = 20
_PICTURES = _SECONDS * _RATE
# How much closer the last picture is than the first.
_CLOSER = 0.3
_MEMORY_BYTES = 2 * 1024**3
_AT_MOST_SECONDS = 120


async def film_drawing(runtime: Runtime, jpeg: bytes, width: int) -> bytes:
    """A film of three seconds as MP4, upright, that goes into the drawing.

    jpeg: upright, 9 by 16. width: pixels, even. AppError 503 when FFmpeg cannot do it here.
    """
    with tempfile.TemporaryDirectory(dir=runtime.scratch) as name:
        source, target = Path(name) / "drawing.jpg", Path(name) / "film.mp4"
        await asyncio.to_thread(source.write_bytes, jpeg)
        try:
            await runtime.sandbox.run_in_background(
                [imageio_ffmpeg.get_ffmpeg_exe(), *_arguments(source, target, width)],
                memory_bytes=_MEMORY_BYTES,
                seconds=float(_AT_MOST_SECONDS),
                cpu_seconds=_AT_MOST_SECONDS,
                folder=Path(name),
                heard=_unheard,
            )
        except SandboxFailed as failure:
            raise unavailable("The demo's film cannot be made on this machine.") from failure
        return await asyncio.to_thread(target.read_bytes)


def _arguments(source: Path, target: Path, width: int) -> list[str]:
    height = width * 16 // 9 // 2 * 2
    zoom = (
        f"zoompan=z=1+{_CLOSER}*on/{_PICTURES}:x=(iw-iw/zoom)/2:y=(ih-ih/zoom)/2"
        f":d={_PICTURES}:s={width}x{height}:fps={_RATE},scale=out_range=tv,format=yuv420p"
    )
    return [
        *("-hide_banner", "-nostdin", "-nostats", "-loglevel", "warning", "-threads", "1"),
        *("-i", str(source), "-filter_threads", "1", "-vf", zoom),
        *("-c:v", "libx264", "-preset", "ultrafast", "-crf", "26", "-threads:v", "1"),
        *("-movflags", "+faststart", "-f", "mp4", str(target)),
    ]


async def _unheard(line: str) -> None:
    """How far three seconds of film are is nobody's concern."""
