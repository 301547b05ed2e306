"""A book set in type: the template, its data and its pictures compiled to PDF."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
import typst

from emberline.generations.renderers.book.parts import Book
from emberline.generations.renderers.orders import Asset, LogLine, Tell, Told
from emberline.generations.renderers.pdf.contents import contents_of, texts_of
from emberline.generations.renderers.pdf.glyphs import missing_glyphs
from emberline.generations.renderers.pdf.memory import require_room
from emberline.generations.renderers.pdf.paper import PAPERS, Name
from emberline.generations.renderers.pdf.pictures import Pictures

TEMPLATE = Path(__file__).with_name("gamebook.typ")
# A log line names so many characters and says how many more there are.
NAMED_CHARACTERS = 40


class Press(msgspec.Struct, frozen=True, kw_only=True):
    """How a book is to be set. assets: its pictures. made: the PDF's date.

    uses_dice: whether its readers need any, which the book itself does not say.
    """

    assets: Mapping[str, Asset]
    paper: Name
    made: datetime
    uses_dice: bool


def typeset(book: Book, press: Press, file: Path, tell: Tell) -> None:
    """Write `book` as a PDF to `file`; the same book and press give the same bytes.

    The compiler sees a folder beside `file` with the data and the pictures, and nothing else of the
    file system but fonts. The text of the book is data to it: it cannot call anything.
    Raises Refused: "too_large"; typst.TypstError, OSError.
    """
    require_room(book)
    with TemporaryDirectory(dir=file.parent) as name:
        root = Path(name)
        pictures = Pictures(press.assets, root)
        data = contents_of(book, PAPERS[press.paper], pictures, uses_dice=press.uses_dice)
        require_room(book, pictures.bytes)
        (root / "book.json").write_bytes(msgspec.json.encode(data))
        _tell_of_pictures(pictures, tell)
        _tell_of_glyphs(missing_glyphs(texts_of(data)), tell)
        # The data is in the file now, and typst needs the room.
        del data
        tell(Told(progress=0.2))
        main = root / TEMPLATE.name
        main.write_bytes(TEMPLATE.read_bytes())
        typst.compile(str(main), output=str(file), root=str(root), timestamp=press.made)


def _tell_of_pictures(pictures: Pictures, tell: Tell) -> None:
    if not pictures.unusable:
        return
    message = (
        f"{len(pictures.unusable)} of the story's pictures cannot be printed, because they are "
        "missing or damaged; their descriptions stand in their places."
    )
    tell(Told(log=LogLine(level="warning", event="missing_pictures", message=message)))


def _tell_of_glyphs(missing: tuple[str, ...], tell: Tell) -> None:
    if not missing:
        return
    named = " ".join(missing[:NAMED_CHARACTERS])
    more = len(missing) - NAMED_CHARACTERS
    message = (
        f"No font on this server has these characters, which are printed as boxes: {named}"
        + (f" and {more} more" if more > 0 else "")
        + ". Ask its operator to install a font that has them, or leave them out."
    )
    tell(Told(log=LogLine(level="warning", event="missing_glyphs", message=message)))
