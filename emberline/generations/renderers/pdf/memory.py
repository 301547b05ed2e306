"""How much memory a book takes to be set, reckoned before it is."""

from collections.abc import Iterable, Sequence

from emberline.generations.renderers.book.parts import Block, Book, BookChoice, Outcome, Section
from emberline.kit.sandboxed import Refused

MEMORY_BYTES = 4 * 1024**3
"""The address space that typesetting may take; a book that needs more is refused.

Enough for some 9,900 scenes of 60 words, 7,000 of 180 or 2,300 of 1,000, with three choices each.
"""

# Bytes of address space, fitted to books of 100 to 10,000 scenes with typst 0.15, which
# keeps the whole book and all that it laid out on the way. Its time grows alike: some 3 ms a scene.
_ALWAYS = 150_000_000
_SECTION = 20_000
_BLOCK = 15_000
_CHOICE = 75_000
_OUTCOME = 45_000
_SHEET_LINE = 100_000
_CHARACTER = 290
# Read, put into the PDF, and the PDF written.
_PICTURE_BYTE = 4

TOO_LARGE = (
    "This story is too large for one printed book. Part it into several stories, or make an EPUB "
    "or the playable file of it instead."
)


def require_room(book: Book, picture_bytes: int = 0) -> None:
    """Raise Refused("too_large") for a book that MEMORY_BYTES are not enough for."""
    if expected_bytes(book) + _PICTURE_BYTE * picture_bytes > MEMORY_BYTES:
        raise Refused("too_large", TOO_LARGE)


def expected_bytes(book: Book) -> int:
    """The address space that a book without pictures needs at most."""
    sheet = sum(_SHEET_LINE * len(character.sheet) for character in book.characters)
    return _ALWAYS + sheet + sum(map(_section, book.sections))


def _section(section: Section) -> int:
    size = _SECTION + _blocks(section.blocks) + sum(map(_choice, section.choices))
    if section.puzzle is None:
        return size
    puzzle = section.puzzle
    words = len(puzzle.answer) + sum(map(len, puzzle.hints))
    return size + _CHOICE + _CHARACTER * words + _blocks(puzzle.prompt) + _outcomes(puzzle.outcomes)


def _choice(choice: BookChoice) -> int:
    words = len(choice.text) + len(choice.condition) + sum(map(len, choice.notes))
    return (
        _CHOICE
        + _CHARACTER * words
        + _blocks(choice.consequences)
        + _outcomes(choice.outcomes if len(choice.outcomes) > 1 else ())
    )


def _outcomes(outcomes: Sequence[Outcome]) -> int:
    return sum(_OUTCOME + _CHARACTER * len(outcome.words) for outcome in outcomes)


def _blocks(blocks: Iterable[Block]) -> int:
    return sum(
        _BLOCK * (1 + len(block.spans)) // 2 + _CHARACTER * len(block.text) for block in blocks
    )
