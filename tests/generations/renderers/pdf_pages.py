"""Gamebooks read back: their paragraphs, links and text, as a reader's program sees them."""

import ctypes
import re
from bisect import bisect_right
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pypdfium2  # type: ignore[import-untyped]
from pypdfium2 import raw

# In points: above and below stand the range of paragraphs and the page's number.
_HEADER = 56
_FOOTER = 56
# What setting adds and takes away: spaces, hyphens, places to break a line.
_SETTING = re.compile("[\\s\x02\u00ad\u200b\u2066-\u2069\ufffe-]+")


class Place(NamedTuple):
    """Where something stands, in reading order: further down is larger."""

    page: int
    depth: float


class Link(NamedTuple):
    """A link in the text: what is printed there, where it stands, where it leads.

    left: how far from the page's left side it begins, in points.
    """

    text: str
    place: Place
    left: float
    target: Place


class Gamebook:
    """A PDF of one column, read.

    places: where each paragraph begins, by its number. pages: all text of each page. body: the text
    of all pages without headers and footers, as `plain` leaves it. links: in reading order.
    pictures: the index of the page of each.
    """

    def __init__(self, file: Path) -> None:
        with pypdfium2.PdfDocument(file) as pdf:
            bookmarks = [(mark.get_title(), _place(mark.get_dest())) for mark in pdf.get_toc()]
            self.bookmarks = [title for title, _ in bookmarks]
            self.places = {int(title): place for title, place in bookmarks if title.isdecimal()}
            self.metadata = pdf.get_metadata_dict()
            self.language = _language(pdf)
            self.size = pdf[0].get_size()
            self.pages = [page.get_textpage().get_text_range() for page in pdf]
            self.pictures = [index for index, page in enumerate(pdf) for _ in _pictures(page)]
            self.body = plain("".join(map(_body, pdf)))
            links = [link for index in range(len(pdf)) for link in _links(pdf, index)]
            self.links = sorted(links, key=lambda link: link.place)
        self._starts = sorted((place, number) for number, place in self.places.items())

    def paragraph_at(self, place: Place) -> int:
        """The number of the paragraph in which something stands; 0 is before the first."""
        before = bisect_right(self._starts, (place, len(self._starts) + 1))
        return self._starts[before - 1][1] if before else 0


def plain(text: str) -> str:
    """Text without what setting it in type adds and takes away."""
    return _SETTING.sub("", text)


def _body(page: pypdfium2.PdfPage) -> str:
    height = page.get_height()
    text: str = page.get_textpage().get_text_bounded(bottom=_FOOTER, top=height - _HEADER)
    return text


def _pictures(page: pypdfium2.PdfPage) -> Iterator[pypdfium2.PdfObject]:
    yield from page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE])


def _links(pdf: pypdfium2.PdfDocument, index: int) -> Iterator[Link]:
    page = pdf[index]
    words = page.get_textpage()
    start, link = ctypes.c_int(0), raw.FPDF_LINK()
    while raw.FPDFLink_Enumerate(page, start, link):
        box = raw.FS_RECTF()
        raw.FPDFLink_GetAnnotRect(link, box)
        target = pypdfium2.PdfDest(raw.FPDFLink_GetDest(pdf, link), pdf)
        text = words.get_text_bounded(box.left, box.bottom, box.right, box.top)
        yield Link(
            text.replace("\u00a0", " ").strip(), Place(index, -box.top), box.left, _place(target)
        )


def _place(destination: Any) -> Place:
    view = destination.get_view()[1]
    return Place(destination.get_index(), -view[1])


def _language(pdf: pypdfium2.PdfDocument) -> str:
    length = raw.FPDFCatalog_GetLanguage(pdf, None, 0)
    buffer = ctypes.create_string_buffer(length)
    raw.FPDFCatalog_GetLanguage(pdf, ctypes.cast(buffer, ctypes.POINTER(raw.FPDF_WCHAR)), length)
    return buffer.raw.decode("utf-16-le").rstrip("\0")
