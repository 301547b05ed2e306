"""Making a video playable costs what FFmpeg costs.

Claim: 60 s of 1080p, fetched from the store, probed, coded anew, looked at once more, with its
poster and put back into the store, take at most 1.1 times the processor time of the same FFmpeg
with the same options by itself.
"""

import asyncio
import resource
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

from benchmarks.support import rounds as shown
from benchmarks.support.options import options
from benchmarks.support.stores import real_disk
from benchmarks.support.videos import FFMPEG, make_video
from emberline.kit.blobs.disk import DiskBlobs
from emberline.kit.sandbox import Sandbox
from emberline.media.decoding.processing import examine_video, probe_video
from emberline.media.decoding.transcoding import make_playable

MOST = 1.1
_SECONDS = 60
_FORMAT = "avi"


def main() -> None:
    """Measure and print."""
    chosen = options(__doc__, rounds=3, databases=("sqlite",))
    took: dict[str, list[float]] = {"emberline": [], "ffmpeg alone": []}
    with tempfile.TemporaryDirectory(dir=real_disk(chosen.folder)) as name:
        folder = Path(name)
        source = make_video(folder / f"source.{_FORMAT}", _SECONDS)
        for number in range(chosen.rounds):
            place = folder / str(number)
            place.mkdir()
            took["emberline"].append(_cost(_emberline, source, place))
            took["ffmpeg alone"].append(_cost(_ffmpeg, source, place))
    print(f"{_SECONDS} s of 1080p made playable: processor time")
    shown.table(took, "s")
    shown.at_most("against ffmpeg alone", shown.ratio(took, "emberline", "ffmpeg alone"), MOST)


def _emberline(source: Path, folder: Path) -> None:
    asyncio.run(_made_playable(source, source.stat().st_size, folder))


async def _made_playable(source: Path, size: int, folder: Path) -> None:
    """What the job does with a video of `size` bytes, without its rows."""
    sandbox, blobs = Sandbox(1), DiskBlobs(folder / "blobs")
    await blobs.put_file("media/source", source)
    fetched = folder / "source"
    with fetched.open("wb") as file:
        async for chunk in blobs.stream("media/source", 0, size):
            file.write(chunk)
    film = await probe_video(sandbox, fetched, _FORMAT, thorough=True)

    async def heard(part: float) -> None:
        assert 0 <= part <= 1

    playable = await make_playable(sandbox, fetched, _FORMAT, film, folder, heard)
    examined = await examine_video(sandbox, playable, folder)
    await blobs.put_file("media/display.mp4", playable)
    await blobs.put_file("media/poster.webp", folder / examined.poster.name)


def _ffmpeg(source: Path, folder: Path) -> None:
    subprocess.run(
        [
            *(FFMPEG, "-v", "error", "-y", "-nostdin", "-threads", "1", "-i", str(source)),
            *(
                "-filter_threads",
                "1",
                "-vf",
                "scale=1920:1080:out_range=tv,setsar=1,format=yuv420p",
            ),
            *("-c:v", "libx264", "-preset", "veryfast", "-crf", "23", "-profile:v", "high"),
            *("-maxrate", "8M", "-bufsize", "16M", "-threads:v", "1", "-fps_mode:v", "vfr"),
            *("-c:a", "aac", "-b:a", "128k", "-ac", "2", "-ar", "48000"),
            *("-map_metadata", "-1", "-movflags", "+faststart", str(folder / "alone.mp4")),
        ],
        check=True,
    )


def _cost(work: Callable[[Path, Path], None], source: Path, folder: Path) -> float:
    """The processor seconds of this process and of the children that `work` waited for."""
    before = _spent()
    work(source, folder)
    return _spent() - before


def _spent() -> float:
    whose = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return sum(usage.ru_utime + usage.ru_stime for usage in map(resource.getrusage, whose))


if __name__ == "__main__":
    main()
