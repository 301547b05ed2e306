"""XHTML of texts and blocks: made safe, nested as they were written, each with its id."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from itertools import groupby
from typing import NamedTuple

from emberline.generations.renderers.book.parts import Block, Span

_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_DEPTH_MOST = 8
_HEADING_MOST = 6

Identified = tuple[str, Block]
"""A block and the id of its element."""


def safe(text: str) -> str:
    """`text` for element content and attribute values; what XML cannot hold becomes U+FFFD."""
    return escape(_NOT_IN_XML.sub("\ufffd", text))


def spans_xhtml(spans: Iterable[Span]) -> str:
    """Runs of text in their styles; a line break in them is one."""
    return "".join(_styled(span).replace("\n", "<br/>") for span in spans)


class Surroundings(NamedTuple):
    """What blocks are rendered with.

    pictures: files by the sources that the document names. our_words: attributes of elements whose
    text is ours and not the author's.
    """

    pictures: Mapping[str, str]
    our_words: str


def blocks_xhtml(blocks: Iterable[Block], prefix: str, around: Surroundings) -> str:
    """Blocks, the first with the id `prefix` and 0.

    Items that follow one another are one list, nested by their levels; so are quotes.
    """
    identified = [(f"{prefix}{place}", block) for place, block in enumerate(blocks)]
    return "".join(
        _run(kind, list(run), around)
        for kind, run in groupby(identified, key=lambda each: each[1].kind)
    )


def _styled(span: Span) -> str:
    text = safe(span.text)
    if span.code:
        text = f"<code>{text}</code>"
    if span.strike:
        text = f"<s>{text}</s>"
    if span.emphasis:
        text = f"<em>{text}</em>"
    return f"<strong>{text}</strong>" if span.strong else text


def _run(kind: str, run: Sequence[Identified], around: Surroundings) -> str:
    if kind == "item":
        return "".join(_listed(run))
    if kind == "quote":
        return "".join(_quoted(run))
    return "".join(_standing(identifier, block, around) for identifier, block in run)


def _standing(identifier: str, block: Block, around: Surroundings) -> str:
    match block.kind:
        case "heading":
            tag = f"h{min(max(block.level, 1) + 1, _HEADING_MOST)}"
            return f'<{tag} id="{identifier}">{spans_xhtml(block.spans)}</{tag}>\n'
        case "code":
            return f'<pre id="{identifier}"><code>{safe(block.text)}</code></pre>\n'
        case "rule":
            return f'<hr id="{identifier}"/>\n'
        case "picture":
            return _picture(identifier, block, around)
        case "note":
            ours = around.our_words
            return f'<p id="{identifier}" class="note"{ours}>{spans_xhtml(block.spans)}</p>\n'
        case "ending" | "title":
            return f'<p id="{identifier}" class="{block.kind}">{spans_xhtml(block.spans)}</p>\n'
        case _:
            return f'<p id="{identifier}">{spans_xhtml(block.spans)}</p>\n'


def _picture(identifier: str, block: Block, around: Surroundings) -> str:
    """The picture, or what it shows in words where there is no file of it."""
    file = around.pictures.get(block.source or "")
    if file is None:
        return f'<p id="{identifier}" class="picture">{safe(block.alt_text)}</p>\n'
    alt_text = safe(block.alt_text)
    return f'<figure id="{identifier}"><img src="{file}" alt="{alt_text}"/></figure>\n'


def _quoted(run: Sequence[Identified]) -> Iterator[str]:
    for depth, quotes in groupby(run, key=lambda each: _depth(each[1])):
        yield "<blockquote>" * depth
        for identifier, block in quotes:
            yield f'<p id="{identifier}">{spans_xhtml(block.spans)}</p>'
        yield "</blockquote>" * depth + "\n"


def _listed(run: Sequence[Identified]) -> Iterator[str]:
    open_lists: list[str] = []
    for identifier, block in run:
        tag = "ul" if block.number is None else "ol"
        depth = _depth(block)
        while len(open_lists) > depth or (len(open_lists) == depth and open_lists[-1] != tag):
            yield f"</li></{open_lists.pop()}>"
        if len(open_lists) == depth:
            yield "</li>"
        while len(open_lists) < depth:
            # A list inside a list stands in an item, also where the writer skipped a level.
            is_skipped = len(open_lists) + 1 < depth
            yield f"<{tag}{_start(block)}>" + ("<li>" if is_skipped else "")
            open_lists.append(tag)
        yield f'<li><p id="{identifier}">{spans_xhtml(block.spans)}</p>'
    yield "".join(f"</li></{tag}>" for tag in reversed(open_lists)) + "\n"


def _start(block: Block) -> str:
    return "" if block.number in {None, 1} else f' start="{block.number}"'


def _depth(block: Block) -> int:
    return min(max(block.level, 1), _DEPTH_MOST)
