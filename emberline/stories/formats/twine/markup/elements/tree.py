"""What a body of Harlowe or SugarCube says, in the words that both share."""

from typing import Literal

import msgspec

from emberline.stories.formats.twine.markup.elements.changes import Change
from emberline.stories.formats.twine.markup.elements.terms import Term


class _Element(msgspec.Struct, frozen=True, gc=False):
    """A part of a body."""


Body = tuple["Element", ...]


class Words(_Element, frozen=True):
    """Text, in Markdown."""

    text: str


class Shown(_Element, frozen=True):
    """A value that is printed. source: what stands in the text when it cannot be."""

    value: Term
    source: str
    line: int


class Branches(_Element, frozen=True):
    """What stands there by conditions, of which the first that holds counts; None always holds."""

    branches: tuple[tuple[Term | None, Body], ...]
    source: str
    line: int


class Changes(_Element, frozen=True):
    """What happens to variables."""

    changes: tuple[Change, ...]
    source: str
    line: int


class Way(_Element, frozen=True):
    """Something to click.

    target: the passage that it leads to, or None. body: what happens before that, or what is shown
    (`shape`: in the link's place, behind it, in front of it; or nothing is, and the link remains).
    place: the region that is the link, instead of a text.
    """

    text: Body
    target: Term | None
    body: Body
    shape: Literal["leave", "replace", "append", "prepend", "silent"]
    source: str
    line: int
    setter: str | None = None
    once: bool = False
    place: str | None = None


class Going(_Element, frozen=True):
    """A passage that comes at once."""

    target: Term
    source: str
    line: int


class Pulled(_Element, frozen=True):
    """Another passage shown here."""

    name: Term
    source: str
    line: int


class Inlined(_Element, frozen=True):
    """A widget with its arguments."""

    name: str
    arguments: tuple[Term, ...]
    contents: Body
    source: str
    line: int


class Delayed(_Element, frozen=True):
    """What comes after some seconds, or every so many seconds."""

    seconds: float
    body: Body
    repeats: bool
    source: str
    line: int


class Region(_Element, frozen=True):
    """A part of the text with names by which others change it."""

    names: tuple[str, ...]
    body: Body
    hidden: bool = False


class Rewritten(_Element, frozen=True):
    """A region that gets another text, or one more; or is shown (None: as it is) or emptied."""

    region: str
    how: Literal["replace", "append", "prepend", "show", "hide"]
    body: Body
    source: str
    line: int


class Loop(_Element, frozen=True):
    """A body for each value of a list. names: of the variables that are the index and the value."""

    index: str | None
    value: str | None
    over: Term
    body: Body
    source: str
    line: int


class Picking(_Element, frozen=True):
    """A value that the reader picks of several for a variable, as often as they like.

    options: label and value. initial: the value at the start; None leaves the variable alone.
    """

    name: str
    options: tuple[tuple[str, Term], ...]
    initial: Term | None
    is_shown: bool
    source: str
    line: int


class Asked(_Element, frozen=True):
    """A text or number that the reader writes. initial: what stands there before."""

    name: str
    initial: Term | None
    target: Term | None
    source: str
    line: int


class Lost(_Element, frozen=True):
    """What could not be understood: it stays as text and is told."""

    source: str
    code: str
    message: str
    line: int


class Told(_Element, frozen=True):
    """What is not carried over and was no text either."""

    code: str
    message: str
    line: int


class Stopped(_Element, frozen=True):
    """What comes every so many seconds comes no more."""


class Picture(_Element, frozen=True):
    """An image by its address."""

    address: str
    alt_text: str = ""


class Quiet(_Element, frozen=True):
    """A body of which no text is shown."""

    body: Body


class Tight(_Element, frozen=True):
    """A body in which each run of white space is one space; or none, for `nobr`."""

    body: Body


Element = (
    Words
    | Shown
    | Branches
    | Changes
    | Way
    | Going
    | Pulled
    | Inlined
    | Delayed
    | Region
    | Rewritten
    | Loop
    | Picking
    | Asked
    | Lost
    | Told
    | Stopped
    | Picture
    | Quiet
    | Tight
)
