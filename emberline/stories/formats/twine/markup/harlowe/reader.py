"""Harlowe's markup read into the elements that both formats share."""

import re
from collections.abc import Callable, Collection, Mapping

from emberline.stories.formats.twine.markup.elements.inline import Mark, paired, read_tag
from emberline.stories.formats.twine.markup.elements.link import is_external, split_link
from emberline.stories.formats.twine.markup.elements.scanning import Scan
from emberline.stories.formats.twine.markup.elements.terms import (
    Constant,
    Term,
    Variable,
    denied,
    every,
)
from emberline.stories.formats.twine.markup.elements.tree import (
    Body,
    Branches,
    Element,
    Lost,
    Region,
    Shown,
    Tight,
    Way,
    Words,
)
from emberline.stories.formats.twine.markup.elements.variables import name_of
from emberline.stories.formats.twine.markup.harlowe.macros import (
    Macro,
    attached,
    command,
    is_changer,
    is_else,
    lost,
)

_NESTED_MOST = 24
_BRANCHES_MOST = 60
# One set of letters comes first, so that plain text is gone over fast.
_STOP = re.compile(
    r"""[(\[|\]$_{}`</'~^\\=\#0-](?:
    (?P<macro>(?<=\()(?=\s*+[$_]?[\w-]++:(?!/)))
    |(?P<link>(?<=\[)\[(?!\[))
    |(?P<hook>(?<=\[)=*+)
    |(?P<end>(?<=\])(?:[<(][\w-]++\|)?)
    |(?P<named>(?<=\|)[\w-]++[>)]\[=*+)
    |(?P<variable>(?:(?<=\$)|(?<=_)(?<![\w$*]_))(?=\w*[^\W\d_])\w++)
    |(?P<open>(?<=\{)=*+)|(?P<close>(?<=\}))
    |(?P<verbatim>(?<=`)`*+)
    |(?P<comment>(?<=<)!--)
    |(?P<tag>(?<=<)(?=[A-Za-z/]))
    |(?P<address>(?<=/)(?<=:/)/[^\s<\])]*+)
    |(?P<style>(?<=')'|(?<=/)/|(?<=~)~|(?<=\^)\^)
    |(?P<joined>(?<=\\)\n\\?|(?<=^\\))
    |(?P<layout>(?<=[=<|])[=><|]{2,40}+[ \t]*$)
    |(?P<heading>(?<=\#)\#{0,5}+(?=[ \t]*[^\s\#]))
    |(?P<rule>(?<=-)--++[ \t]*$)
    |(?P<number>(?<=0)\.(?:0\.)*+(?=[ \t])))""",
    re.VERBOSE | re.MULTILINE,
)
_LAYOUT = re.compile(r"==+>|<=+|=+><=+|<==+>|=+\|+=*|\|+=+\|?|=+\|+")
_STYLES = {"''": "**", "//": "*", "~~": "~~", "^^": "<sup>"}
_NAME = re.compile(r"\(\s*([$_]?[\w-]+):")
_ARGUMENTS = re.compile(
    r"""(?<=[\w)])'s(?=[\s(])|"(?:[^"\\]|\\.)*+"|'(?:[^'\\]|\\.)*+'|[()]""", re.DOTALL
)
_FOLLOWED = re.compile(
    r"\s*+(?:(?P<plus>\+\s*+(?=\())|(?P<link>\[\[(?!\[))|(?P<hook>(?:\|[\w-]++[>)])?\[=*+))"
)


class _Frame:
    """A hook or `{` that is open. before: the conditions of the `(if:)`s that an `(else:)` here
    would belong to; branches: where these stand among the parts, if nothing followed them."""

    def __init__(self, source: str, line: int, macros: list[Macro], names: tuple[str, ...]) -> None:
        self.source = source
        self.line = line
        self.macros = macros
        self.names = names
        self.is_hidden = source.endswith(")[")
        self.parts: list[Element | Mark] = []
        self.before: list[Term] = []
        self.branches: int | None = None


def read_harlowe(text: str, first_line: int, names: Collection[str]) -> Body:
    """The elements of a passage's text. names: variables that there are; others are text."""
    return _Reader(Scan(text, first_line), names).read()


class _Reader:
    def __init__(self, scan: Scan, names: Collection[str]) -> None:
        self._scan = scan
        self._names = names
        self._frames = [_Frame("", 0, [], ())]
        self._macros: list[Macro] = []
        self._handlers: Mapping[str, Callable[[re.Match[str]], int]] = {
            "macro": self._macro,
            "link": self._link,
            "named": self._hook,
            "hook": self._hook,
            "end": self._end,
            "variable": self._variable,
            "open": self._hook,
            "close": self._end,
            "verbatim": self._verbatim,
            "comment": self._comment,
            "tag": self._tag,
            "address": self._literal,
            "style": self._style,
            "joined": self._join,
            "layout": self._layout,
            "heading": self._line,
            "rule": self._line,
            "number": self._line,
        }

    def read(self) -> Body:
        text, at = self._scan.text, 0
        while match := _STOP.search(text, at):
            if match.start() > at:
                self._parts.append(Words(text[at : match.start()]))
            at = self._handlers[str(match.lastgroup)](match)
        if at < len(text):
            self._parts.append(Words(text[at:]))
        while len(self._frames) > 1:
            if self._frames[-1].source.endswith("="):
                self._close((), "")
            else:
                self._give_up()
        return paired(self._parts)

    @property
    def _parts(self) -> list[Element | Mark]:
        return self._frames[-1].parts

    def _literal(self, match: re.Match[str]) -> int:
        self._parts.append(Words(match[0]))
        return match.end()

    def _join(self, match: re.Match[str]) -> int:
        """A backslash at the end or the beginning of a line joins it to its neighbour."""
        last = self._parts[-1] if self._parts else None
        if match[0] == "\\" and isinstance(last, Words):
            self._parts[-1] = Words(last.text.removesuffix("\n"))
        return match.end()

    def _layout(self, match: re.Match[str]) -> int:
        """Aligners and columns stand on lines of their own."""
        if self._begins_line(match) and _LAYOUT.fullmatch(match[0].strip()):
            return match.end()
        self._parts.append(Words(match[0][0]))
        return match.start() + 1

    def _begins_line(self, match: re.Match[str]) -> bool:
        text = self._scan.text
        return not text[text.rfind("\n", 0, match.start()) + 1 : match.start()].strip()

    def _line(self, match: re.Match[str]) -> int:
        if not self._begins_line(match):
            return self._literal(match)
        sign = match[0].strip()
        marks = {"#": f"{sign} ", "-": "---"}
        self._parts.append(Words(marks.get(sign[0], "  " * (len(sign) // 2 - 1) + "1.")))
        return match.end()

    def _style(self, match: re.Match[str]) -> int:
        line = self._scan.line(match.start())
        self._parts.append(Mark(_STYLES[match[0]], match[0], line, None))
        return match.end()

    def _verbatim(self, match: re.Match[str]) -> int:
        stop = self._scan.find(match[0], match.end())
        if stop < 0:
            return self._literal(match)
        self._parts.append(Words(self._scan.text[match.end() : stop]))
        return stop + len(match[0])

    def _comment(self, match: re.Match[str]) -> int:
        stop = self._scan.find("-->", match.end())
        return self._literal(match) if stop < 0 else stop + 3

    def _tag(self, match: re.Match[str]) -> int:
        read = read_tag(self._scan, match.start())
        if read is None:
            return self._literal(match)
        part, stop = read
        self._parts.append(part)
        return stop

    def _variable(self, match: re.Match[str]) -> int:
        name = name_of([match[0]])
        if match[0].removeprefix("$") not in self._names:
            return self._literal(match)
        line = self._scan.line(match.start())
        followed = _FOLLOWED.match(self._scan.text, match.end())
        if followed and followed.start("hook") == match.end():
            # A changer in a variable, attached to the hook: it only says how that looks.
            return match.end()
        self._parts.append(Shown(Variable(name), match[0], line))
        return match.end()

    def _link(self, match: re.Match[str]) -> int:
        stop = self._scan.find("]]", match.end())
        if stop < 0:
            return self._literal(match)
        self._parts.extend(self._way(match.start(), stop))
        return stop + 2

    def _way(self, start: int, stop: int) -> list[Element]:
        source = self._scan.text[start : stop + 2]
        parts = split_link(source[2:-2])
        if is_external(parts.target):
            return [Words(f"[{parts.text}]({parts.target})")]
        if not parts.target:
            return []
        line = self._scan.line(start)
        target: Term = Constant(parts.target)
        if parts.target.startswith("$") and parts.target[1:].isidentifier():
            target = Variable(name_of([parts.target]))
        text: Body = (Words(parts.text),)
        if _STOP.search(parts.text) and "[[" not in parts.text:
            text = read_harlowe(parts.text, line, self._names) or text
        return [Way(text, target, (), "leave", source, line)]

    def _macro(self, match: re.Match[str]) -> int:
        name = _NAME.match(self._scan.text, match.start())
        stop = self._scan.nesting(match.end(), _ARGUMENTS) if name else -1
        if name is None or stop < 0:
            return self._literal(match)
        source = self._scan.text[match.start() : stop + 1]
        arguments = self._scan.text[name.end() : stop].strip()
        macro = Macro(name[1], arguments, source, self._scan.line(match.start()))
        followed = _FOLLOWED.match(self._scan.text, stop + 1)
        if followed is None or not is_changer(macro):
            self._parts.extend(lost(each, "it changes no hook") for each in self._macros)
            self._macros = []
            self._parts.extend(command(macro))
            return stop + 1
        self._macros.append(macro)
        return followed.end() if followed["plus"] else self._attach(followed)

    def _attach(self, followed: re.Match[str]) -> int:
        """What follows a changer: a link, or a hook that is open now."""
        if followed["link"]:
            stop = self._scan.find("]]", followed.end())
            if stop >= 0:
                macros, self._macros = self._macros, []
                ways = tuple(self._way(followed.start("link"), stop))
                self._apply(macros, ways)
                return stop + 2
        start = followed.start("link") if followed["link"] else followed.start("hook")
        opening = "[" if followed["link"] else followed["hook"]
        self._open(opening, start)
        return start + len(opening)

    def _hook(self, match: re.Match[str]) -> int:
        self._open(match[0], match.start())
        return match.end()

    def _open(self, opening: str, start: int) -> None:
        macros, self._macros = self._macros, []
        line = self._scan.line(start)
        name = opening[1:].partition("[")[0].rstrip(">)") if opening.startswith("|") else ""
        if len(self._frames) > _NESTED_MOST:
            message = f"Hooks nest more than {_NESTED_MOST} deep; the rest is kept as text."
            self._parts.append(Lost(opening, "too_deep", message, line))
            return
        self._frames.append(_Frame(opening, line, macros, (f"?{name}",) if name else ()))

    def _end(self, match: re.Match[str]) -> int:
        frame = self._frames[-1]
        wanted = "{" if match[0] == "}" else "["
        if not any(wanted in each.source for each in self._frames):
            return self._literal(match)
        while wanted not in frame.source:
            self._give_up()
            frame = self._frames[-1]
        name = match[0][2:-1]
        self._close((f"?{name}",) if name else (), match[0])
        return match.end()

    def _close(self, names: tuple[str, ...], end: str) -> None:
        """The innermost hook ends; it may have its name behind it."""
        frame = self._frames.pop()
        content = paired(frame.parts)
        if frame.source.startswith("{"):
            self._parts.append(Tight(content))
            return
        is_hidden = frame.is_hidden or end.startswith("](")
        if names or frame.names:
            content = (Region((*frame.names, *names), content, is_hidden),)
        self._apply(frame.macros, content)

    def _apply(self, macros: list[Macro], content: Body) -> None:
        """What changers make of their hook."""
        for macro in reversed(macros):
            if is_else(macro):
                self._else(macro, content)
                return
            content = tuple(attached(macro, content))
        frame = self._frames[-1]
        frame.parts.extend(content)
        if len(content) == 1 and isinstance(content[0], Branches):
            condition = content[0].branches[0][0]
            frame.before = [] if condition is None else [condition]
            frame.branches = len(frame.parts) - 1

    def _else(self, macro: Macro, content: Body) -> None:
        """`(else-if:)` and `(else:)` belong to the last `(if:)` in the same hook."""
        frame = self._frames[-1]
        if len(frame.before) >= _BRANCHES_MOST:
            frame.parts.append(lost(macro, f"more than {_BRANCHES_MOST} belong together"))
            frame.parts.extend(content)
            return
        (branches,) = attached(macro, content)
        assert isinstance(branches, Branches)
        condition = branches.branches[0][0]
        behind = frame.parts[frame.branches + 1 :] if frame.branches is not None else []
        chain = frame.parts[frame.branches] if frame.branches is not None else None
        if isinstance(chain, Branches) and frame.branches is not None and _are_spaces(behind):
            del frame.parts[frame.branches :]
            longer = (*chain.branches, branches.branches[0])
            frame.parts.append(Branches(longer, chain.source, chain.line))
        else:
            so_far = [denied(each) for each in frame.before]
            so_far += [condition] if condition is not None else []
            alone = ((every(*so_far) if so_far else None, content),)
            frame.parts.append(Branches(alone, macro.source, macro.line))
            frame.branches = len(frame.parts) - 1
            if condition is None:
                frame.branches = None
        frame.before += [condition] if condition is not None else []

    def _give_up(self) -> None:
        """The innermost hook was never ended: what began it is text, its content stays."""
        frame = self._frames.pop()
        self._parts.extend(lost(each, "its hook is never ended") for each in frame.macros)
        self._parts.append(Words(frame.source))
        self._parts.extend(frame.parts)


def _are_spaces(parts: list[Element | Mark]) -> bool:
    return all(isinstance(part, Words) and not part.text.strip() for part in parts)
