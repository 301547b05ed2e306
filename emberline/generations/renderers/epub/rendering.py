"""A story as an EPUB 3.3: a gamebook whose choices are links, read aloud if that was asked for."""

import zipfile
from collections.abc import Mapping
from pathlib import Path

from emberline.generations.renderers.book.making import book_of
from emberline.generations.renderers.epub.archive import MEDIA_TYPE, Archive, new_archive
from emberline.generations.renderers.epub.layout import Layout, layout_of
from emberline.generations.renderers.epub.matter import (
    cover_xhtml,
    nav_xhtml,
    sheet_xhtml,
    solutions_xhtml,
    title_xhtml,
)
from emberline.generations.renderers.epub.overlays import overlay_of, sound_file
from emberline.generations.renderers.epub.package import Item, Spoken, package_xml
from emberline.generations.renderers.epub.sections import consequences_xhtml, file_xhtml
from emberline.generations.renderers.narration.planning import planned
from emberline.generations.renderers.narration.scenes import scene_path
from emberline.generations.renderers.narration.voices import default_voice, voices
from emberline.generations.renderers.orders import LogLine, Order, PlannedScene, Result, Tell, Told

FILE = "gamebook.epub"

_XHTML = "application/xhtml+xml"
_SMIL = "application/smil+xml"
# Rules in words take most of the time.
_BEFORE_SECTIONS, _AFTER_SECTIONS = 0.5, 0.9
_TELLINGS = 50


def render(order: Order, tell: Tell) -> None:
    """Write `gamebook.epub`; a narrated one from the scenes of the order's plan.

    The same order makes the same bytes. Refused `no_scenes`, as `book_of`, and `too_large` beyond
    what reading systems open.
    """
    book = book_of(order.story(), order.author)
    tell(Told(progress=_BEFORE_SECTIONS))
    layout = layout_of(book, order.assets)
    scenes = {each.number: each for each in planned(order)} if order.options.narrated else {}
    with new_archive(Path(order.folder) / FILE) as archive:
        _write(order, layout, scenes, archive, tell)
    _tell_of_missing_pictures(layout, tell)
    tell(Told(result=Result(name=FILE, media_type=MEDIA_TYPE, path=FILE)))
    tell(Told(progress=1.0))


def _write(
    order: Order,
    layout: Layout,
    scenes: Mapping[int, PlannedScene],
    archive: Archive,
    tell: Tell,
) -> None:
    style = Path(__file__).with_name("style.css").read_text()
    archive.add(Item("style", "style.css", "text/css"), style)
    _add_front(layout, archive)
    seconds = _add_sections(order, layout, scenes, archive, tell)
    for place, (name, text) in enumerate(solutions_xhtml(layout), 1):
        archive.add(Item(f"solutions{place}", name, _XHTML, order="no"), text)
    _add_pictures(layout, archive)
    _add_sounds(order, scenes, archive)
    spoken = Spoken(seconds, _narrators(order, layout)) if seconds else None
    archive.write("package.opf", package_xml(order, layout, archive.items, spoken))


def _add_front(layout: Layout, archive: Archive) -> None:
    if cover := cover_xhtml(layout):
        archive.add(Item("cover", "cover.xhtml", _XHTML, order="yes"), cover)
    archive.add(Item("title", "title.xhtml", _XHTML, order="yes"), title_xhtml(layout))
    nav = Item("nav", "nav.xhtml", _XHTML, properties="nav", order="no")
    archive.add(nav, nav_xhtml(layout))
    if layout.has_sheet:
        archive.add(Item("sheet", "sheet.xhtml", _XHTML, order="yes"), sheet_xhtml(layout))


def _add_sections(
    order: Order,
    layout: Layout,
    scenes: Mapping[int, PlannedScene],
    archive: Archive,
    tell: Tell,
) -> dict[str, float]:
    """Write the sections and their overlays; returns the seconds of each overlay by its id."""
    seconds: dict[str, float] = {}
    step = -(-len(layout.files) // _TELLINGS)
    for place, file in enumerate(layout.files):
        overlay = overlay_of(file, scenes, Path(order.scenes or "")) if scenes else None
        spoken = f"{file.stem}-spoken"
        item = Item(file.stem, file.name, _XHTML, "", "yes", spoken if overlay else None)
        archive.add(item, file_xhtml(file, layout))
        if overlay is not None:
            seconds[spoken] = overlay.seconds
            archive.add(Item(spoken, f"{file.stem}.smil", _SMIL), overlay.xml)
        if consequences := consequences_xhtml(file, layout):
            then = Item(f"{file.stem}-then", file.consequences, _XHTML, order="yes")
            archive.add(then, consequences)
        if place % step == 0:
            share = place / len(layout.files)
            tell(Told(progress=_BEFORE_SECTIONS + share * (_AFTER_SECTIONS - _BEFORE_SECTIONS)))
    return seconds


def _add_pictures(layout: Layout, archive: Archive) -> None:
    for source, picture in layout.pictures.items():
        properties = "cover-image" if source == layout.book.cover else ""
        item = Item(picture.id, picture.file, picture.asset.media_type, properties=properties)
        with Path(picture.asset.path).open("rb") as file:
            archive.copy(item, file)


def _add_sounds(order: Order, scenes: Mapping[int, PlannedScene], archive: Archive) -> None:
    digests = dict.fromkeys(scene.digest for scene in scenes.values())
    for place, digest in enumerate(digests, 1):
        item = Item(f"sound{place}", sound_file(digest), "audio/mpeg")
        with (
            zipfile.ZipFile(scene_path(Path(order.scenes or ""), digest)) as scene,
            scene.open("scene.mp3") as sound,
        ):
            archive.copy(item, sound)


def _narrators(order: Order, layout: Layout) -> tuple[str, ...]:
    names = {voice.id: voice.name for voice in voices(order.models)}
    used = [order.voice or default_voice(layout.book.language), *order.options.voices.values()]
    narrator = layout.words.narrator
    return tuple(narrator.format(name=names.get(voice, voice)) for voice in dict.fromkeys(used))


def _tell_of_missing_pictures(layout: Layout, tell: Tell) -> None:
    if layout.missing_pictures:
        message = (
            f"{layout.missing_pictures} pictures were not found or are of another type than WebP,"
            " PNG, JPEG and GIF. Their descriptions stand in their place."
        )
        tell(Told(log=LogLine(level="warning", event="picture.missing", message=message)))
