"""Videos to measure with, made by FFmpeg itself."""

import subprocess
from pathlib import Path

import imageio_ffmpeg  # type: ignore[import-untyped]

FFMPEG: str = imageio_ffmpeg.get_ffmpeg_exe()


def make_video(target: Path, seconds: int, *, codec: str = "mpeg4") -> Path:
    """A moving 1080p picture with sound, `seconds` long, in a codec that browsers do not play."""
    subprocess.run(
        [
            *(FFMPEG, "-v", "error", "-y", "-nostdin"),
            *("-f", "lavfi", "-i", "testsrc2=size=1920x1080:rate=30"),
            *("-f", "lavfi", "-i", "sine=frequency=440:sample_rate=48000"),
            *("-t", str(seconds), "-c:v", codec, "-q:v", "5", "-c:a", "mp3", str(target)),
        ],
        check=True,
    )
    return target
