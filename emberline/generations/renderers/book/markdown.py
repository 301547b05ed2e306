"""Markdown as the blocks and spans of a book."""

from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token

from emberline.generations.renderers.book.legible import legible
from emberline.generations.renderers.book.parts import Block, BlockKind, Span

# Read as where stories are shown; HTML is text. Brackets are looked at once a level, so that the
# levels are what hostile input costs.
_MARKDOWN = MarkdownIt("js-default", {"breaks": True, "maxNesting": 20})
_STYLES = {"strong": "strong", "em": "emphasis", "s": "strike"}
_BETWEEN_CELLS = " | "

NOTE_MARK = "\ue000"
"""Begins a paragraph that is a note of the book; of no meaning to Markdown, and in no text."""


def blocks_of(markdown: str) -> tuple[Block, ...]:
    """The blocks of `markdown`; those without text are left out.

    Links and pictures are their words: a node's pictures are its media. A row of a table is a
    paragraph. What lies deeper than 20 levels is left out. Linear time.
    """
    reader = _Reader()
    for token in _MARKDOWN.parse(legible(markdown)):
        reader.read(token)
    return tuple(reader.blocks)


def spans_of(markdown: str) -> tuple[Span, ...]:
    """The spans of `markdown` as one line or several of text, where nothing begins a block."""
    (inline,) = _MARKDOWN.parseInline(legible(markdown).strip())
    return _spans(inline.children or ())


def words_of(markdown: str) -> str:
    """The text of `markdown` without its styles."""
    return "".join(span.text for span in spans_of(markdown))


def escaped(text: str) -> str:
    """`text` as Markdown that shows it as it is."""
    return "".join(
        f"\\{each}" if each.isascii() and not each.isalnum() and not each.isspace() else each
        for each in text
    )


class _Reader:
    """Makes blocks of tokens, with what is open around them counted."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        # Of each open list the number of its next item, or None where it has bullets.
        self._lists: list[int | None] = []
        self._quotes = 0
        self._heading = 0
        # Whether an item began that has no block yet.
        self._begins_item = False
        self._row: list[tuple[Span, ...]] = []
        self._is_table = False

    def read(self, token: Token) -> None:
        match token.type:
            case "inline":
                self._inline(token)
            case "fence" | "code_block":
                self._put(
                    "code", (Span(token.content.replace(NOTE_MARK, "").rstrip("\n"), code=True),)
                )
            case "hr":
                self.blocks.append(Block(kind="rule"))
            case "heading_open":
                self._heading = int(token.tag[1:])
            case "heading_close":
                self._heading = 0
            case "blockquote_open" | "blockquote_close":
                self._quotes += token.nesting
            case _:
                self._read_list_or_table(token)

    def _read_list_or_table(self, token: Token) -> None:
        match token.type:
            case "bullet_list_open":
                self._lists.append(None)
            case "ordered_list_open":
                self._lists.append(_first_number(token))
            case "bullet_list_close" | "ordered_list_close":
                self._lists.pop()
            case "list_item_open":
                self._begins_item = True
            case "list_item_close":
                self._end_item()
            case "table_open" | "table_close":
                self._is_table = token.nesting > 0
            case "tr_close":
                self._put("paragraph", _joined(self._row))
                self._row = []

    def _inline(self, token: Token) -> None:
        spans = _spans(token.children or ())
        if self._is_table:
            self._row.append(spans)
        elif self._heading:
            self._put("heading", spans, self._heading)
        elif token.content.startswith(NOTE_MARK):
            self._put("note", spans)
        elif self._lists and self._begins_item:
            self._begins_item = False
            self._put("item", spans, len(self._lists), self._lists[-1])
        elif self._quotes:
            self._put("quote", spans, self._quotes)
        else:
            self._put("paragraph", spans)

    def _end_item(self) -> None:
        self._begins_item = False
        number = self._lists[-1]
        self._lists[-1] = None if number is None else number + 1

    def _put(
        self, kind: BlockKind, spans: tuple[Span, ...], level: int = 1, number: int | None = None
    ) -> None:
        if any(span.text.strip() for span in spans):
            self.blocks.append(Block(kind=kind, spans=spans, level=level, number=number))


def _first_number(token: Token) -> int:
    start = token.attrGet("start")
    return 1 if start is None else int(start)


def _spans(tokens: Sequence[Token]) -> tuple[Span, ...]:
    """The text of an inline token's children; neighbours in one style are one span."""
    open_styles = {"strong": 0, "emphasis": 0, "strike": 0}
    runs: list[tuple[dict[str, bool], list[str]]] = []
    for token in tokens:
        if token.tag in _STYLES:
            open_styles[_STYLES[token.tag]] += token.nesting
            continue
        styles = {style: count > 0 for style, count in open_styles.items()}
        styles["code"] = token.type == "code_inline"
        if runs and runs[-1][0] == styles:
            runs[-1][1].append(_text(token))
        else:
            runs.append((styles, [_text(token)]))
    spans = [Span("".join(texts).replace(NOTE_MARK, ""), **styles) for styles, texts in runs]
    return tuple(span for span in spans if span.text)


def _text(token: Token) -> str:
    if token.type in {"softbreak", "hardbreak"}:
        return "\n"
    if token.type == "image":
        return "".join(span.text for span in _spans(token.children or ()))
    return token.content


def _joined(cells: Sequence[tuple[Span, ...]]) -> tuple[Span, ...]:
    joined: list[Span] = []
    for cell in cells:
        joined += [Span(_BETWEEN_CELLS), *cell] if joined else cell
    return tuple(joined)
