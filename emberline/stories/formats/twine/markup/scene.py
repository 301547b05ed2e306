"""What a passage's body becomes, and what it may pull in from the rest of its story."""

from collections.abc import Mapping
from typing import Literal

import msgspec

from emberline.stories.formats.report import Finding
from emberline.stories.formats.twine.markup.elements.terms import Kind
from emberline.stories.formats.twine.passages import Passage

Dialect = Literal["plain", "harlowe", "sugarcube"]


class Link(msgspec.Struct, frozen=True, gc=False):
    """A way on from a scene, in the order of the text.

    target: the passage's name as it was written, which may not exist. condition, effects: in the
    language of the engine. once: it is gone when it was taken. timer: seconds in which it may be
    taken; when they are over the scene's link that is `default` is taken. setter: the source of a
    link's setter `[[a->b][$x to 1]]`, kept for the way back to Twine (what it says is among the
    effects). stays: it changes the scene and does not leave it (`linkreplace`, `cycle`, a button
    without a target; `target` is empty then): it leads to a second node with the same content and
    choices as the scene's and no `on_enter`. line: in the source.
    """

    text: str
    target: str
    line: int
    condition: str | None = None
    effects: tuple[str, ...] = ()
    once: bool = False
    timer: float | None = None
    default: bool = False
    setter: str | None = None
    stays: bool = False


class Scene(msgspec.Struct, frozen=True, gc=False):
    """What a passage's body says, as our templates, effects and choices.

    findings: what could not be carried over; its source stands in `content` as text. pictures:
    the addresses of images, each once.
    """

    content: str
    on_enter: tuple[str, ...] = ()
    choices: tuple[Link, ...] = ()
    findings: tuple[Finding, ...] = ()
    pictures: tuple[str, ...] = ()


class Widget(msgspec.Struct, frozen=True, gc=False):
    """A macro that a story defines itself: `text` is what it stands for, from `line` on."""

    name: str
    text: str
    line: int


class Library(msgspec.Struct, frozen=True):
    """What a body may pull in or depend on; made by `library_of`.

    passages: by name. widgets: SugarCube's, by name. lists: variables that hold a collection of
    names (an inventory), with the names known to be put into them, which become items; those that
    are `fixed` are set once and never changed. indexed: lists of which only the parts at fixed
    places are used; each part is a variable. kinds: of the other variables, as far as what is put
    into them tells. texts: the texts that a variable is set to somewhere. names: of all variables
    that something is put into. allowance: how many characters of source a passage may pull in.
    """

    passages: Mapping[str, Passage] = {}
    widgets: Mapping[str, Widget] = {}
    lists: Mapping[str, tuple[str, ...]] = {}
    fixed: frozenset[str] = frozenset()
    indexed: frozenset[str] = frozenset()
    kinds: Mapping[str, Kind] = {}
    texts: Mapping[str, tuple[str, ...]] = {}
    names: frozenset[str] = frozenset()
    allowance: int = 50_000
