"""Where everything of an EPUB stands: its files, and the addresses that links lead to."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from emberline.generations.renderers.book.parts import Block, Book, Section
from emberline.generations.renderers.epub.markup import Surroundings, safe
from emberline.generations.renderers.epub.words import Words, words_of
from emberline.generations.renderers.orders import Asset

SECTION_FILES_MOST = 2_000
"""More sections share files: a reading system loads the list of all files when it opens a book."""

SOLUTIONS_A_FILE = 500

EXTENSIONS = {"image/webp": "webp", "image/png": "png", "image/jpeg": "jpg", "image/gif": "gif"}
"""Pictures that every reading system of EPUB 3.3 shows, but for SVG, which may hold programs."""

# RFC 5646: language, script, region. What follows is seldom used and easily ill-formed.
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z]{4})?(-([A-Za-z]{2}|\d{3}))?(?=-|$)")
_UNDETERMINED = "und"


class Picture(NamedTuple):
    """A picture in the EPUB: its file there, its asset, and whether each use says what it shows."""

    file: str
    asset: Asset
    is_described: bool

    @property
    def id(self) -> str:
        """The id of its item in the package."""
        return self.file.partition(".")[0]


class SectionFile(NamedTuple):
    """A file of sections."""

    name: str
    sections: tuple[Section, ...]

    @property
    def stem(self) -> str:
        """The name without its ending."""
        return self.name.partition(".")[0]

    @property
    def consequences(self) -> str:
        """The name of the file of what its choices bring about."""
        return f"{self.stem}-then.xhtml"


class Layout(NamedTuple):
    """The plan of an EPUB.

    places: addresses of sections by their keys. solutions: addresses of the answers to puzzles, by
    the sections' numbers. pictures: by the sources that the document names; missing_pictures: how
    many of those have no file. words: of the book itself, and
    our_words the attributes of elements with such words: where they are not the book's language.
    """

    book: Book
    title: str
    language: str
    files: tuple[SectionFile, ...]
    places: Mapping[str, str]
    numbers: Mapping[str, int]
    solutions: Mapping[int, str]
    pictures: Mapping[str, Picture]
    missing_pictures: int
    words: Words
    our_words: str
    has_sheet: bool
    around: Surroundings

    @property
    def start(self) -> str:
        """The address of the first section."""
        return self.places[self.book.sections[0].key]

    def our(self, words: str) -> str:
        """Words of ours inside an element that runs with the book."""
        return f"<span{self.our_words}>{words}</span>" if self.our_words else words

    def page(self, title: str, body: str, body_class: str = "") -> str:
        """A whole XHTML document around `body`."""
        classes = f' class="{body_class}"' if body_class else ""
        return (
            '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html>\n'
            '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"'
            f' lang="{self.language}" xml:lang="{self.language}" dir="{self.book.direction}">\n'
            f"<head><title>{safe(title)}</title>"
            '<link rel="stylesheet" type="text/css" href="style.css"/></head>\n'
            f"<body{classes}>\n{body}</body>\n</html>\n"
        )


def layout_of(book: Book, assets: Mapping[str, Asset]) -> Layout:
    """The plan of `book`, which has at least one section.

    Of sections with the same key the first is the one that links lead to. Sources without a file of
    a picture's type are not among the pictures.
    """
    language = language_tag(book.language)
    files = tuple(_section_files(book.sections))
    places: dict[str, str] = {}
    numbers: dict[str, int] = {}
    for file in files:
        for section in file.sections:
            fragment = f"#s{section.number}" if len(file.sections) > 1 else ""
            places.setdefault(section.key, file.name + fragment)
            numbers.setdefault(section.key, section.number)
    named = _named_pictures(book)
    pictures = _pictures(named, assets)
    words = words_of(language)
    is_ours = language.partition("-")[0].lower() == words.language
    our_words = "" if is_ours else f' lang="{words.language}" xml:lang="{words.language}" dir="ltr"'
    return Layout(
        book=book,
        title=book.title.strip() or words.untitled,
        language=language,
        files=files,
        places=places,
        numbers=numbers,
        solutions=_solutions(book.sections),
        pictures=pictures,
        missing_pictures=len(named) - len(pictures),
        words=words,
        our_words=our_words,
        has_sheet=any(each.name or each.sheet for each in book.characters),
        around=Surroundings({name: each.file for name, each in pictures.items()}, our_words),
    )


def language_tag(tag: str) -> str:
    """The well-formed beginning of a BCP 47 tag; `und` where there is none."""
    found = _LANGUAGE.match(tag.strip().replace("_", "-"))
    return found[0] if found else _UNDETERMINED


def section_name(section: Section) -> str:
    """What a list of sections says of one: not how the story ends."""
    title = "" if section.is_ending else section.title.strip()
    return f"{section.number}. {title}" if title else str(section.number)


def _section_files(sections: tuple[Section, ...]) -> Iterator[SectionFile]:
    a_file = -(-len(sections) // SECTION_FILES_MOST)
    for place in range(0, len(sections), a_file):
        together = sections[place : place + a_file]
        yield SectionFile(f"s{together[0].number}.xhtml", together)


def _solutions(sections: tuple[Section, ...]) -> dict[int, str]:
    puzzles = [each.number for each in sections if each.puzzle and each.puzzle.answer]
    return {
        number: f"solutions{place // SOLUTIONS_A_FILE + 1}.xhtml#a{number}"
        for place, number in enumerate(puzzles)
    }


def _named_pictures(book: Book) -> dict[str, bool]:
    """The sources of pictures, and whether each use of one says what it shows."""
    described: dict[str, bool] = {}
    if book.cover is not None:
        described[book.cover] = True
    for block in _blocks(book):
        if block.kind == "picture" and block.source is not None:
            is_described = bool(block.alt_text.strip())
            described[block.source] = described.get(block.source, True) and is_described
    return described


def _pictures(named: Mapping[str, bool], assets: Mapping[str, Asset]) -> dict[str, Picture]:
    pictures: dict[str, Picture] = {}
    for source, is_described in named.items():
        asset = assets.get(source)
        if asset is None or asset.media_type not in EXTENSIONS or not Path(asset.path).is_file():
            continue
        file = f"picture{len(pictures) + 1}.{EXTENSIONS[asset.media_type]}"
        pictures[source] = Picture(file, asset, is_described)
    return pictures


def _blocks(book: Book) -> Iterator[Block]:
    for section in book.sections:
        yield from section.blocks
        if section.puzzle is not None:
            yield from section.puzzle.prompt
        for choice in section.choices:
            yield from choice.consequences
