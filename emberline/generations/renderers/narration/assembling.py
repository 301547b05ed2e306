"""An audiobook from narrated scenes: MP4, MP3 and Opus, each with its chapters, and captions."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from emberline.generations.renderers.narration.captions import CAPTIONS_TYPE, write_captions
from emberline.generations.renderers.narration.chapters import chapter_titles, plain
from emberline.generations.renderers.narration.containers import mp3, mp4, opus
from emberline.generations.renderers.narration.containers.parts import (
    Label,
    Measure,
    UnjoinableError,
    joined_chapters,
)
from emberline.generations.renderers.narration.covers import read_cover
from emberline.generations.renderers.narration.planning import planned
from emberline.generations.renderers.narration.scenes import (
    Coding,
    read_sound,
    read_timings,
    scene_path,
)
from emberline.generations.renderers.orders import LogLine, Order, PlannedScene, Result, Tell, Told
from emberline.stories.engine.document import Story

_REPORTS_MOST = 50
_CAPTIONS = "captions.vtt"

Join = Callable[[Path, Label, Sequence[str], Sequence[Measure], Iterator[bytes]], None]


class _Audiobook(NamedTuple):
    """One of the files to make, and who knows its container."""

    name: str
    media_type: str
    coding: Coding
    measure: Callable[[bytes], Measure]
    join: Join


_AUDIOBOOKS = (
    _Audiobook("audiobook.m4b", mp4.MEDIA_TYPE, "aac", mp4.measure, mp4.join),
    _Audiobook("audiobook.mp3", mp3.MEDIA_TYPE, "mp3", mp3.measure, mp3.join),
    _Audiobook("audiobook.opus", opus.MEDIA_TYPE, "opus", opus.measure, opus.join),
)


def render(order: Order, tell: Tell) -> None:
    """Join the scenes of an order to audiobooks and their captions.

    Raises what `planned` and `assemble` raise.
    """
    assemble(order, planned(order), tell)


def assemble(order: Order, scenes: Sequence[PlannedScene], tell: Tell) -> None:
    """Join scenes, all narrated already, to audiobooks and their captions: a chapter a scene.

    Nothing is decoded or coded anew. Times are counted in samples: a container's chapters by its
    own, the captions' by those of the MP4. Equal scenes and orders make equal files.
    Raises FileNotFoundError where a scene is missing, UnjoinableError (and those of `zipfile`)
    where one is damaged.
    """
    if order.scenes is None or not scenes:
        raise ValueError("an audiobook is made from a folder of scenes")
    story, folder = order.story(), Path(order.folder)
    paths = [scene_path(Path(order.scenes), scene.digest) for scene in scenes]
    titles = chapter_titles(scenes, story.language)
    progress = _Progress(tell, len(paths) * (1 + len(_AUDIOBOOKS)))
    measures = _measured(paths, progress)
    label = _label(order, story, tell)
    for book in _AUDIOBOOKS:
        sounds = _sounds(paths, book.coding, progress)
        book.join(folder / book.name, label, titles, measures[book.coding], sounds)
        _tell_result(tell, folder, book.name, book.media_type)
    chapters = joined_chapters(titles, measures["aac"])
    write_captions(folder / _CAPTIONS, zip(chapters, map(read_timings, paths), strict=True))
    _tell_result(tell, folder, _CAPTIONS, CAPTIONS_TYPE)
    if len(scenes) > opus.LISTED_CHAPTERS_MOST:
        _tell_cut_off(tell)


class _Progress:
    """How much is done; told only where it can be seen."""

    def __init__(self, tell: Tell, steps: int) -> None:
        self._tell = tell
        self._steps = steps
        self._done = 0
        self._told = 0

    def step(self) -> None:
        """One more of the steps is done."""
        self._done += 1
        part = self._done * _REPORTS_MOST // self._steps
        if part > self._told:
            self._told = part
            self._tell(Told(progress=self._done / self._steps))


def _measured(paths: Sequence[Path], progress: _Progress) -> Mapping[Coding, list[Measure]]:
    """How long each scene is in each coding; one that comes again is read once."""
    known: dict[Path, dict[Coding, Measure]] = {}
    for path in paths:
        if path not in known:
            known[path] = {book.coding: _measure(path, book) for book in _AUDIOBOOKS}
        progress.step()
    codings = [book.coding for book in _AUDIOBOOKS]
    return {coding: [known[path][coding] for path in paths] for coding in codings}


def _measure(path: Path, book: _Audiobook) -> Measure:
    try:
        return book.measure(read_sound(path, book.coding))
    except UnjoinableError as error:
        raise UnjoinableError(f"{path.name}: {error}") from error


def _label(order: Order, story: Story, tell: Tell) -> Label:
    return Label(
        title=plain(story.title),
        author=plain(order.author),
        description="\n".join(map(plain, story.description.splitlines())).strip(),
        language=plain(story.language),
        cover=read_cover(order, story.cover, tell),
    )


def _sounds(paths: Sequence[Path], coding: Coding, progress: _Progress) -> Iterator[bytes]:
    for path in paths:
        yield read_sound(path, coding)
        progress.step()


def _tell_result(tell: Tell, folder: Path, name: str, media_type: str) -> None:
    tell(Told(result=Result(name=name, media_type=media_type, path=str(folder / name))))


def _tell_cut_off(tell: Tell) -> None:
    message = (
        f"An Opus file has room for {opus.LISTED_CHAPTERS_MOST} chapters. The scenes after these "
        "can be heard in it, but not jumped to; the M4B and the MP3 list all of them."
    )
    tell(Told(log=LogLine(level="info", event="chapters.cut_off", message=message)))
