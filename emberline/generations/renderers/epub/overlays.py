"""Media overlays: which stretch of the narration belongs to which element."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from emberline.generations.renderers.book.parts import Section
from emberline.generations.renderers.epub.layout import SectionFile
from emberline.generations.renderers.epub.sections import spoken_ids
from emberline.generations.renderers.narration.scenes import (
    SceneTimings,
    read_timings,
    scene_path,
)
from emberline.generations.renderers.orders import PlannedScene


class Overlay(NamedTuple):
    """The SMIL of a file of sections, and how long it takes to hear it."""

    xml: str
    seconds: float


class _Stretch(NamedTuple):
    """When an element is read aloud, in milliseconds of its scene."""

    block: str
    start: int
    end: int


def sound_file(digest: str) -> str:
    """The name of a scene's sound in the EPUB."""
    return f"{digest}.mp3"


def overlay_of(
    file: SectionFile, scenes: Mapping[int, PlannedScene], folder: Path
) -> Overlay | None:
    """The overlay of a file, from the scenes by their sections' numbers; None if it is silent."""
    parts: list[str] = []
    milliseconds = 0
    for section in file.sections:
        scene = scenes.get(section.number)
        if scene is None:
            continue
        timings = read_timings(scene_path(folder, scene.digest))
        for stretch in _stretches(section, timings):
            parts.append(_par(file.name, section.number, scene.digest, stretch))
            milliseconds += stretch.end - stretch.start
    if not parts:
        return None
    xml = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<smil xmlns="http://www.w3.org/ns/SMIL" version="3.0">\n'
        f"<body>\n{''.join(parts)}</body>\n</smil>\n"
    )
    return Overlay(xml, milliseconds / 1000)


def _stretches(section: Section, timings: SceneTimings) -> Iterator[_Stretch]:
    """What is heard of the section's elements; a pause belongs to what stands before it."""
    known = set(spoken_ids(section))
    blocks = [block for block in timings.blocks if block.id in known]
    ends = [*(block.start for block in blocks[1:]), timings.seconds]
    for block, end in zip(blocks, ends, strict=True):
        stretch = _Stretch(block.id, _milliseconds(block.start), _milliseconds(end))
        if stretch.start < stretch.end:
            yield stretch


def _par(file: str, number: int, digest: str, stretch: _Stretch) -> str:
    return (
        f'<par><text src="{file}#s{number}-{stretch.block}"/><audio src="{sound_file(digest)}"'
        f' clipBegin="{stretch.start}ms" clipEnd="{stretch.end}ms"/></par>\n'
    )


def _milliseconds(seconds: float) -> int:
    # Never more: a stretch must not end after its sound.
    return int(seconds * 1000)
