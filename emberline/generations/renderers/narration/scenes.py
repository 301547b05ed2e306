"""A narrated scene as a file: its sound in three codings, and when each word of it is spoken.

One scene is one ZIP archive, stored without compression, named `{digest}.zip`: `scene.json` with
the timings, `scene.aac` (ADTS), `scene.mp3` (frames alone), `scene.opus` (in Ogg), all of one
channel.
"""

import os
import zipfile
import zlib
from pathlib import Path
from typing import Literal

import msgspec

Coding = Literal["aac", "mp3", "opus"]

_TIMINGS = "scene.json"
_NO_DATE = (1980, 1, 1, 0, 0, 0)


class TimedBlock(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A block and when it is spoken, in seconds of its scene.

    id: without the section's number, so that a scene is the same wherever it stands: "t" is the
    title, "b0" the first block, "p0" the first block of a puzzle's prompt, "c0" the first choice.
    """

    id: str
    start: float
    end: float


class TimedSentence(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A sentence as it is spoken, and the id of the block that it is of; times in seconds."""

    start: float
    end: float
    text: str
    block: str


class TimedWord(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A word of a sentence, with its punctuation; times in seconds."""

    start: float
    end: float
    text: str


class SceneTimings(msgspec.Struct, frozen=True, kw_only=True):
    """When everything in a scene is spoken. seconds: how long its sound is.

    Blocks, sentences and words follow one another and never overlap; what is not spoken, as a
    picture without a description, is not among the blocks.
    """

    seconds: float
    blocks: tuple[TimedBlock, ...] = ()
    sentences: tuple[TimedSentence, ...] = ()
    words: tuple[TimedWord, ...] = ()


def scene_path(folder: Path, digest: str) -> Path:
    """Where the scene of a digest lies."""
    return folder / f"{digest}.zip"


def write_scene(path: Path, timings: SceneTimings, aac: bytes, mp3: bytes, opus: bytes) -> None:
    """Write a scene durably: under its name stands the whole of it, or nothing.

    Equal scenes are equal files.
    """
    partial = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with partial.open("wb") as file:
            with zipfile.ZipFile(file, "w") as archive:
                _store(archive, _TIMINGS, msgspec.json.encode(timings))
                _store(archive, "scene.aac", aac)
                _store(archive, "scene.mp3", mp3)
                _store(archive, "scene.opus", opus)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)
    _make_durable(path.parent)


def read_timings(path: Path) -> SceneTimings:
    """The timings of a scene's file."""
    with zipfile.ZipFile(path) as archive:
        return msgspec.json.decode(archive.read(_TIMINGS), type=SceneTimings)


def is_whole(path: Path) -> bool:
    """Whether there is a scene's file and nothing in it is damaged."""
    try:
        with zipfile.ZipFile(path) as archive:
            return archive.testzip() is None
    except (OSError, EOFError, RuntimeError, zlib.error, zipfile.BadZipFile):
        return False


def read_sound(path: Path, coding: Coding) -> bytes:
    """The sound of a scene's file in one coding."""
    with zipfile.ZipFile(path) as archive:
        return archive.read(f"scene.{coding}")


def _store(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    archive.writestr(zipfile.ZipInfo(name, _NO_DATE), data, zipfile.ZIP_STORED)


def _make_durable(folder: Path) -> None:
    """Make the names in a folder survive a loss of power."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
