"""The sizes of paper and what stands where on a page."""

from collections.abc import Mapping
from typing import Literal

import msgspec

Name = Literal["a4", "a5", "letter"]


class Paper(msgspec.Struct, frozen=True, kw_only=True):
    """A page: millimetres, and points for the size of its text."""

    width: float
    height: float
    inside: float
    outside: float
    top: float
    bottom: float
    size: float
    columns: int

    @property
    def text_width(self) -> float:
        """How wide a page's text is, all columns and the space between them."""
        return self.width - self.inside - self.outside

    @property
    def column_width(self) -> float:
        """How wide one column is."""
        return (self.text_width - (self.columns - 1) * GUTTER) / self.columns

    @property
    def text_height(self) -> float:
        """How high a page's text is."""
        return self.height - self.top - self.bottom


GUTTER = 8.0
"""Between two columns, in millimetres."""

# A line of the larger sizes would be too long to read: they have two columns.
PAPERS: Mapping[Name, Paper] = {
    "a5": Paper(
        width=148, height=210, inside=21, outside=17, top=22, bottom=21, size=10, columns=1
    ),
    "a4": Paper(
        width=210, height=297, inside=23, outside=19, top=26, bottom=25, size=10.5, columns=2
    ),
    "letter": Paper(
        width=215.9, height=279.4, inside=24, outside=20, top=25, bottom=24, size=10.5, columns=2
    ),
}
