"""Text of authors as typst can set it: still their text, but no page breaks under it."""

import re

from emberline.generations.renderers.book.parts import Span

# Controls, but for the tab and the line's end, and halves of surrogate pairs: they have no shape.
_SHAPELESS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
# Of the scripts that part their words by spaces; the others break anywhere.
_ENDLESS = re.compile(r"[^\s\u00ad\u0e00-\u109f\u1780-\u17ff\u200b-\u200d\u2e80-\uffff]{40,}")
_PIECE = re.compile(r".{20}(?=.{5})")
_BREAK = "\u200b"

_STYLES = (("s", "strong"), ("e", "emphasis"), ("c", "code"), ("x", "strike"))


def printable(text: str) -> str:
    """Without controls, and with places to break a line in words of 40 letters and more."""
    text = _SHAPELESS.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return _ENDLESS.sub(_with_breaks, text)


def one_line(text: str, length: int | None = None) -> str:
    """The text on one line, cut to `length` characters."""
    line = " ".join(printable(text).split())
    if length is None or len(line) <= length:
        return line
    return line[: length - 1].rstrip() + "…"


def lines(text: str) -> list[object]:
    """Plain text as the template takes it: strings, and 0 for a line break."""
    return runs((Span(text),))


def runs(spans: tuple[Span, ...]) -> list[object]:
    """Spans as the template takes them."""
    result: list[object] = []
    for span in spans:
        styles = "".join(letter for letter, name in _STYLES if getattr(span, name))
        for number, line in enumerate(printable(span.text).split("\n")):
            if number:
                result.append(0)
            if line:
                result.append([line, styles] if styles else line)
    return result


def _with_breaks(word: re.Match[str]) -> str:
    return _PIECE.sub(lambda piece: piece[0] + _BREAK, word[0])
