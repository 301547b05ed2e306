"""SugarCube's markup read into the elements that both formats share."""

import re
from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from typing import NamedTuple

from emberline.stories.formats.twine.markup.elements.inline import Mark, paired, read_tag
from emberline.stories.formats.twine.markup.elements.link import is_external, split_link
from emberline.stories.formats.twine.markup.elements.scanning import Scan
from emberline.stories.formats.twine.markup.elements.terms import Constant, Term, UntranslatedError
from emberline.stories.formats.twine.markup.elements.tree import (
    Body,
    Element,
    Lost,
    Picture,
    Shown,
    Words,
)
from emberline.stories.formats.twine.markup.sugarcube.macros import (
    CONTAINERS,
    PARTS,
    Section,
    container,
    leaf,
    way_of,
)
from emberline.stories.formats.twine.markup.sugarcube.terms import read_expression

_NESTED_MOST = 24
# One set of letters comes first, so that plain text is gone over fast.
_STOP = re.compile(
    r"""[<\[$_"{/'=~^@\\!*\#-](?:
    (?<=<)(?:(?P<macro><(?=[/A-Za-z=-]))|(?P<note>!--)|(?P<raw>(?:nowiki|html)>)
        |(?P<tag>(?=[A-Za-z/])))
    |(?<=\[)(?:(?P<link>\[)|(?P<picture>[<>]?[iI][mM][gG]\[))
    |(?P<dollars>(?<=\$)\$++)
    |(?P<variable>(?:(?<=\$)(?=[A-Za-z_])|(?<=_)(?<![\w$]_)(?=[A-Za-z]))\w++
        (?:\.[A-Za-z_]\w*+|\[(?:\d+|"[^"\n\]]*+"|'[^'\n\]]*+')\])*+)
    |(?P<verbatim>(?<=")\"\"|(?<=\{)\{\{)
    |(?P<comment>(?<=/)[*%])
    |(?P<address>(?<=/)(?<=:/)/[^\s<\]]*+)
    |(?P<style>(?<=')'|(?<=/)/|(?<=_)_|(?<==)=|(?<=\^)\^|(?<=~)~)
    |(?P<custom>(?<=@)@(?:[^;@\n<>]{1,200}+;)*+)
    |(?P<joined>(?<=\\)[ \t]*+(?:\n|\Z))
    |(?P<join>(?<=\\))
    |(?P<dash>(?<=-)(?<!--)-(?!-))
    |(?P<line>(?<=^!)!{0,5}+|(?<=^\*)\*{0,7}+|(?<=^\#)\#{0,7}+|(?<=^-)-{3,}+[ \t]*$))""",
    re.VERBOSE | re.MULTILINE,
)
_STYLES = {"''": "**", "//": "*", "__": "<u>", "==": "~~", "^^": "<sup>", "~~": "<sub>"}
_NAME = re.compile(r"/?(?:[A-Za-z][\w-]*+|[=-])")
_QUOTED = re.compile(
    r"""`(?:[^`\\]|\\.)*+`|"(?:[^"\\]|\\.)*+"|'(?:[^'\\]|\\.)*+'|/\*(?:[^*]|\*(?!/))*+\*/
    |\[(?:[<>]?img)?\[[^\n\]]*+\]""",
    re.VERBOSE | re.DOTALL,
)
_VERBATIM_ENDS = {'"""': '"""', "{{{": "}}}", "<nowiki>": "</nowiki>", "<html>": "</html>"}
_COMMENT_ENDS = {"/*": "*/", "/%": "%/", "<!--": "-->"}
_CLOSING = re.compile(r"<<(?:/|end)([A-Za-z][\w-]*+)>>")


class _Frame(NamedTuple):
    """A container that is open: its parts so far, the last of which is being read."""

    name: str
    source: str
    line: int
    sections: list[tuple[str, str, int, list[Element | Mark]]]


def read_sugarcube(
    text: str, first_line: int, names: Collection[str], widgets: Mapping[str, object]
) -> Body:
    """The elements of a passage's text.

    names: variables that there are; others are text. widgets: macros of the story's own.
    """
    return _Reader(Scan(text, first_line), names, widgets).read()


class _Reader:
    def __init__(self, scan: Scan, names: Collection[str], widgets: Mapping[str, object]) -> None:
        self._scan = scan
        self._names = names
        self._widgets = widgets
        self._closed = set(_CLOSING.findall(scan.text)) if "<<" in scan.text else set()
        self._top: list[Element | Mark] = []
        self._frames: list[_Frame] = []
        self._parts = self._top
        self._handlers: Mapping[str, Callable[[re.Match[str]], int]] = {
            "macro": self._macro,
            "link": self._link,
            "picture": self._picture,
            "variable": self._variable,
            "dollars": self._dollars,
            "verbatim": self._verbatim,
            "raw": self._verbatim,
            "comment": self._comment,
            "note": self._comment,
            "tag": self._tag,
            "address": self._literal,
            "style": self._style,
            "custom": self._custom,
            "joined": lambda match: match.end(),
            "join": self._join,
            "dash": self._dash,
            "line": self._line,
        }

    def read(self) -> Body:
        text, at = self._scan.text, 0
        while match := _STOP.search(text, at):
            if match.start() > at:
                self._parts.append(Words(text[at : match.start()]))
            at = self._handlers[str(match.lastgroup)](match)
        if at < len(text):
            self._parts.append(Words(text[at:]))
        while self._frames:
            self._give_up()
        return paired(self._top)

    def _literal(self, match: re.Match[str]) -> int:
        self._parts.append(Words(match[0]))
        return match.end()

    def _join(self, match: re.Match[str]) -> int:
        """A backslash at the beginning of a line joins it to the one before."""
        before = self._scan.text[self._scan.text.rfind("\n", 0, match.start()) + 1 : match.start()]
        if before.strip():
            return self._literal(match)
        last = self._parts[-1] if self._parts else None
        if isinstance(last, Words):
            self._parts[-1] = Words(last.text.rstrip(" \t").removesuffix("\n"))
        return match.end()

    def _dash(self, match: re.Match[str]) -> int:
        self._parts.append(Words("—"))
        return match.end()

    def _dollars(self, match: re.Match[str]) -> int:
        self._parts.append(Words("$" * (len(match[0]) // 2)))
        return match.end()

    def _line(self, match: re.Match[str]) -> int:
        sign = match[0][0]
        depth = len(match[0])
        if sign == "-":
            self._parts.append(Words("---"))
        elif sign == "!":
            self._parts.append(Words("#" * depth + " "))
        else:
            self._parts.append(Words("  " * (depth - 1) + ("* " if sign == "*" else "1. ")))
        return match.end()

    def _style(self, match: re.Match[str]) -> int:
        line = self._scan.line(match.start())
        self._parts.append(Mark(_STYLES[match[0]], match[0], line, None))
        return match.end()

    def _custom(self, match: re.Match[str]) -> int:
        named = re.findall(r"([#.])([\w-]+)", match[0])
        found = {"#": "", ".": ""}
        for sign, name in named:
            found[sign] = f"{found[sign]} {name}".strip()
        line = self._scan.line(match.start())
        attributes = {"id": found["#"], "class": found["."]}
        self._parts.append(Mark("@@", match[0], line, None, attributes))
        return match.end()

    def _verbatim(self, match: re.Match[str]) -> int:
        opening = match[0].lower()
        end = _VERBATIM_ENDS[opening]
        stop = self._scan.find(end, match.end())
        if stop < 0:
            return self._literal(match)
        inside = self._scan.text[match.end() : stop]
        self._parts.append(Words(f"`{inside}`" if opening == "{{{" else inside))
        return stop + len(end)

    def _comment(self, match: re.Match[str]) -> int:
        end = _COMMENT_ENDS[match[0]]
        stop = self._scan.find(end, match.end())
        return self._literal(match) if stop < 0 else stop + len(end)

    def _tag(self, match: re.Match[str]) -> int:
        read = read_tag(self._scan, match.start())
        if read is None:
            return self._literal(match)
        part, stop = read
        self._parts.append(part)
        return stop

    def _variable(self, match: re.Match[str]) -> int:
        try:
            value = read_expression(match[0])
        except UntranslatedError:
            return self._literal(match)
        if re.match(r"[$_]?\w+", match[0])[0].removeprefix("$") not in self._names:  # type: ignore[index]
            return self._literal(match)
        self._parts.append(Shown(value, match[0], self._scan.line(match.start())))
        return match.end()

    def _link(self, match: re.Match[str]) -> int:
        stop = self._scan.find("]]", match.end())
        if stop < 0 or "\n" in self._scan.text[match.end() : min(stop, match.end() + 2000)]:
            return self._literal(match)
        source = self._scan.text[match.start() : stop + 2]
        line = self._scan.line(match.start())
        parts = split_link(source[2:-2])
        if is_external(parts.target):
            self._parts.append(Words(f"[{parts.text}]({parts.target})"))
        elif parts.target:
            self._parts.append(way_of(parts, self._evaluated(parts.target), source, line))
        return stop + 2

    def _evaluated(self, target: str) -> Term:
        """A link's target may be an expression instead of a passage's name."""
        if target[0] in "$_`\"'" or target.endswith(")"):
            with suppress(UntranslatedError):
                return read_expression(target.strip("`"))
        # What is no expression is a name after all.
        return Constant(target)

    def _picture(self, match: re.Match[str]) -> int:
        stop = self._scan.find("]]", match.end())
        if stop < 0:
            return self._literal(match)
        source = self._scan.text[match.start() : stop + 2]
        line = self._scan.line(match.start())
        inside = source[source.index("[", 1) + 1 : -2]
        address, _, rest = inside.partition("][")
        picture = split_link(address)
        alt_text = picture.text if picture.text != picture.target else ""
        if rest:
            parts = split_link(f"{alt_text or rest.partition('][')[0]}->{rest}")
            self._parts.append(way_of(parts, Constant(parts.target), source, line))
        self._parts.append(Picture(picture.target, alt_text))
        return stop + 2

    def _macro(self, match: re.Match[str]) -> int:
        name = _NAME.match(self._scan.text, match.end())
        if name is None:
            return self._literal(match)
        stop = self._scan.closing(">>", name.end(), _QUOTED)
        if stop < 0:
            return self._literal(match)
        source = self._scan.text[match.start() : stop + 2]
        arguments = self._scan.text[name.end() : stop].strip()
        line = self._scan.line(match.start())
        self._enter(name[0], arguments, source, line)
        return stop + 2

    def _enter(self, name: str, arguments: str, source: str, line: int) -> None:
        closed = self._ended(name)
        if closed is not None:
            self._close(closed, source, line)
        elif self._is_part(name):
            part = "elseif" if name == "else" and arguments.startswith("if ") else name
            arguments = arguments[3:] if part != name else arguments
            self._frames[-1].sections.append((part, arguments, line, []))
            self._parts = self._frames[-1].sections[-1][3]
        elif name in CONTAINERS or (name in self._closed and name not in PARTS):
            self._open(name, arguments, source, line)
        else:
            self._parts.extend(leaf(name, arguments, source, line, self._widgets))

    def _ended(self, name: str) -> str | None:
        """The container that the macro `name` ends: `/if`, or the old `endif`."""
        if name.startswith("/"):
            return name[1:]
        old = name.removeprefix("end")
        return old if old != name and any(frame.name == old for frame in self._frames) else None

    def _is_part(self, name: str) -> bool:
        return bool(self._frames) and name in PARTS and self._frames[-1].name in PARTS[name]

    def _open(self, name: str, arguments: str, source: str, line: int) -> None:
        if len(self._frames) >= _NESTED_MOST:
            message = f"Macros nest more than {_NESTED_MOST} deep; `{source[:60]}` is kept as text."
            self._parts.append(Lost(source, "too_deep", message, line))
            return
        self._frames.append(_Frame(name, source, line, [(name, arguments, line, [])]))
        self._parts = self._frames[-1].sections[-1][3]

    def _close(self, name: str, source: str, line: int) -> None:
        if not any(frame.name == name for frame in self._frames):
            message = f"`{source}` ends nothing that was begun; it is kept as text."
            self._parts.append(Lost(source, "macro_unpaired", message, line))
            return
        while self._frames[-1].name != name:
            self._give_up()
        frame = self._frames.pop()
        self._parts = self._frames[-1].sections[-1][3] if self._frames else self._top
        sections = [
            Section(part, arguments, paired(content), at)
            for part, arguments, at, content in frame.sections
        ]
        self._parts.extend(container(sections, frame.source, frame.line, self._widgets))

    def _give_up(self) -> None:
        """The innermost container was never ended: its beginning is text, its content stays."""
        frame = self._frames.pop()
        self._parts = self._frames[-1].sections[-1][3] if self._frames else self._top
        message = f"`{frame.source[:60]}` is never ended; it is kept as text."
        self._parts.append(Lost(frame.source, "macro_unpaired", message, frame.line))
        for _, _, _, content in frame.sections:
            self._parts.extend(content)
