"""Which characters of a book no font at hand can show."""

import re
from collections.abc import Iterable

import typst

# All fonts that come with typst have the letters of Latin-1.
_ALWAYS_THERE = re.compile(r"[\x00-\xff]+")
# Marks that join, part or direct other characters are not seen themselves.
_NEVER_SEEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\ufe00-\ufe0f\ufeff\U000e0000-\U000e0fff]+"
)
_COMPLAINT = re.compile(r"the text `\"([^\"]+)\"` could not be displayed")
_ESCAPE = re.compile(r"\\u\{([0-9a-f]+)\}")


def missing_glyphs(texts: Iterable[str]) -> tuple[str, ...]:
    """The characters that neither typst's own fonts nor the system's have, in code point order.

    PDF/A forbids text without glyphs: typst names all of it when it sets the characters so.
    """
    seen: set[str] = set()
    for text in texts:
        seen.update(_NEVER_SEEN.sub("", _ALWAYS_THERE.sub("", text)))
    if not seen:
        return ()
    try:
        typst.compile(
            b"#sys.inputs.characters",
            sys_inputs={"characters": " ".join(sorted(seen))},
            pdf_standards="a-2u",
        )
    except typst.TypstError as error:
        return tuple(sorted({_unescaped(text) for text in _COMPLAINT.findall(error.diagnostic)}))
    return ()


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(lambda escape: chr(int(escape[1], 16)), text)
