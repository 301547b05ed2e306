"""What a book is made of: the common form that narration, EPUB and PDF are rendered from."""

from typing import Literal

import msgspec

BlockKind = Literal[
    "title", "heading", "paragraph", "quote", "item", "code", "rule", "picture", "note", "ending"
]


class _Part(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """A part of a book; never changed in place."""


class Span(_Part, frozen=True):
    """A run of text in one style; a line break is a "\\n" in it."""

    text: str
    strong: bool = False
    emphasis: bool = False
    code: bool = False
    strike: bool = False


class Block(_Part, frozen=True, kw_only=True):
    """What stands by itself: a paragraph, an item of a list, a picture.

    level: of a heading, 1 to 6, or how deep an item or quote lies. number: of an item in a numbered
    list. source, alt_text: of a picture, as the document names it. A `note` is what the book
    itself says ("Write down: 3 coins"), an `ending` the name of the ending.
    """

    kind: BlockKind
    spans: tuple[Span, ...] = ()
    level: int = 1
    number: int | None = None
    source: str | None = None
    alt_text: str = ""

    @property
    def text(self) -> str:
        """The text without its styles."""
        return "".join(span.text for span in self.spans)


class Outcome(_Part, frozen=True, kw_only=True):
    """Where a choice or an answer leads.

    words: in which case, as a sentence's beginning ("If the total is at least 8"); empty where it
    always does. to: the key of the section; None where it leads nowhere.
    """

    words: str = ""
    to: str | None = None


class BookChoice(_Part, frozen=True, kw_only=True):
    """A way on.

    condition: in words ("If you have the brass key"); empty where it is always open. locked: what
    stands in its place while the condition fails. notes: what the reader does on taking it, in
    words, a sentence each ("Write down: 3 coins."). consequences: told before the next section.
    outcomes: empty, in the record of a play, where the reader saw the choice locked.
    """

    key: str
    letter: str
    spans: tuple[Span, ...]
    condition: str = ""
    locked: tuple[Span, ...] = ()
    notes: tuple[str, ...] = ()
    consequences: tuple[Block, ...] = ()
    outcomes: tuple[Outcome, ...] = ()

    @property
    def text(self) -> str:
        """The text without its styles."""
        return "".join(span.text for span in self.spans)


class BookPuzzle(_Part, frozen=True, kw_only=True):
    """A question. answer: the accepted answers in words, for the page of solutions."""

    prompt: tuple[Block, ...] = ()
    hints: tuple[str, ...] = ()
    answer: str = ""
    outcomes: tuple[Outcome, ...] = ()


class Section(_Part, frozen=True, kw_only=True):
    """A scene of the book.

    key: the node's. number: where it stands in reading order, from 1 (a printed gamebook shuffles
    them). title: may be empty. blocks: what is read, without the title and the choices. taken: in
    the record of a play, the key of the choice that the reader took here. protagonist: in such a
    record, the key of whom the reader was here.
    """

    key: str
    number: int
    title: str = ""
    blocks: tuple[Block, ...] = ()
    puzzle: BookPuzzle | None = None
    choices: tuple[BookChoice, ...] = ()
    is_ending: bool = False
    taken: str | None = None
    protagonist: str | None = None


class SheetLine(_Part, frozen=True, kw_only=True):
    """A line of the character sheet: what is written down, and what stands there in the beginning.

    kind: a number or word to keep account of, or a thing that one has or has not.
    """

    kind: Literal["stat", "item"]
    name: str
    initial: str = ""
    description: str = ""


class Character(_Part, frozen=True, kw_only=True):
    """Someone the reader may be, and the sheet to begin with."""

    key: str | None
    name: str
    description: str = ""
    sheet: tuple[SheetLine, ...] = ()


class Book(_Part, frozen=True, kw_only=True):
    """A whole book. language: a BCP 47 tag. direction: how its script runs.

    sections: in reading order; the first is the beginning. characters: at least one, nameless where
    the story has no protagonists. cover: as the document names it.
    """

    title: str
    author: str
    description: str
    language: str
    direction: Literal["ltr", "rtl"]
    content_notes: tuple[str, ...] = ()
    cover: str | None = None
    characters: tuple[Character, ...] = ()
    sections: tuple[Section, ...] = ()
