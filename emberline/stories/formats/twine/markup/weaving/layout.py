"""Pieces of a draft as the content of a node: Markdown with our templates."""

import re
from typing import Literal, NamedTuple, Protocol

from emberline.stories.formats.twine.markup.elements.terms import (
    FALSE,
    TRUE,
    Comparison,
    Constant,
    Decided,
    Term,
    UntranslatedError,
    Variable,
    denied,
    every,
)
from emberline.stories.formats.twine.markup.weaving.draft import (
    IfPiece,
    LinkPiece,
    Piece,
    RegionPiece,
    StepPiece,
    ValuePiece,
)
from emberline.stories.formats.twine.markup.weaving.settling import distributed

# The engine's templates nest 20 deep.
_DEPTH_MOST = 14
_CHAIN_MOST = 3
_RUNS_MOST = 100_000
_LINE_MOST = 500

Kind = Literal["text", "tag", "link"]


class _Run(NamedTuple):
    kind: Kind
    text: str


class Layout(Protocol):
    """How the pieces of a draft are said."""

    def read(self, condition: Term) -> Term:
        """A condition as it is while the scene is shown."""

    def value(self, term: Term) -> Term:
        """A value as it is while the scene is shown."""

    def written(self, condition: Term) -> str:
        """A condition as text. UntranslatedError."""

    def named(self, value: Term) -> str:
        """A variable for a value that is none, or ""."""

    def region(self, piece: RegionPiece) -> list[Piece]:
        """The pieces of a region with all that may stand in its place."""

    def step(self, number: int) -> str:
        """The source of a step that is lost, or ""."""

    def failed(self, why: str) -> None:
        """Report a condition that cannot be said."""


def content_of(pieces: list[Piece], layout: Layout) -> str:
    """The content that `pieces` are."""
    return _tidied(_together(_placed(_Flattening(layout).runs(pieces, 0))))


def text_of(pieces: list[Piece], layout: Layout) -> str:
    """The text of a choice: on one line, without marks."""
    if all(isinstance(piece, str) for piece in pieces):
        text = escaped("".join(piece for piece in pieces if isinstance(piece, str)))
    else:
        text = _together([run.text for run in _Flattening(layout).runs(pieces, 0)])
    return " ".join(text.replace("\v", " ").split())


def escaped(text: str) -> str:
    """Text whose braces no template reads."""
    return _BRACE.sub(r"\\{", text) if "{" in text else text


# One that begins a mark, one that may do so together with what follows, and one that has a
# backslash before it, which a template would take away.
_BRACE = re.compile(r"(?<=\\)\{|\{(?=[^\W\d]\w*+(?:\}|\Z)|\Z|if\s)")


class _Flattening:
    """Makes one row of runs of pieces that stand within each other."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._open: set[str] = set()
        self._left = _RUNS_MOST

    def runs(self, pieces: list[Piece], depth: int) -> list[_Run]:
        """The runs of `pieces`, which stand within so many conditions."""
        runs: list[_Run] = []
        self._left -= len(pieces)
        if self._left < 0:
            self._layout.failed("texts in the place of others are too many")
            return runs
        for piece in pieces:
            match piece:
                case str():
                    runs.append(_Run("text", escaped(piece)))
                case ValuePiece(term):
                    runs += self._value(self._layout.value(term), depth)
                case IfPiece(branches):
                    runs += self._branches(branches, depth)
                case LinkPiece(inner):
                    text = "".join(run.text for run in self.runs(inner, depth))
                    runs.append(_Run("link", text))
                case RegionPiece():
                    runs += self._region(piece, depth)
                case StepPiece(step):
                    source = self._layout.step(step)
                    runs += [_Run("text", escaped(source))] if source else []
        return runs

    def _region(self, piece: RegionPiece, depth: int) -> list[_Run]:
        """A region, which may stand in a text that takes its own place, too."""
        names = set(piece.names) - self._open
        if len(names) < len(piece.names):
            return self.runs(piece.pieces, depth)
        self._open |= names
        runs = self.runs(self._layout.region(piece), depth)
        self._open -= names
        return runs

    def _value(self, term: Term, depth: int) -> list[_Run]:
        match term:
            case Variable(name):
                return [_Run("tag", f"{{{name}}}")]
            case Constant(value):
                shown = str(value).lower() if isinstance(value, bool) else str(value)
                return [_Run("text", escaped(shown))]
            case Decided(condition, then, otherwise):
                inner = [self._value(then, depth + 1), self._value(otherwise, depth + 2)]
                return self._conditional([distributed(condition), None], inner, depth)
        name = self._layout.named(term)
        return [_Run("tag", f"{{{name}}}")] if name else []

    def _branches(self, branches: list[tuple[Term | None, list[Piece]]], depth: int) -> list[_Run]:
        """`{if …}`s within each other, or beside each other where there are many."""
        layout = self._layout
        read = [(None if each is None else layout.read(each), pieces) for each, pieces in branches]
        branches = [each for each in read if each[0] != FALSE]
        always = [place for place, each in enumerate(branches) if each[0] in {None, TRUE}]
        branches = branches[: always[0] + 1] if always else branches
        if always == [0] or not branches:
            return self.runs(branches[0][1], depth) if branches else []
        # The second of two stands within the `{else}` of the first.
        is_chain = len(branches) <= _CHAIN_MOST and depth + len(branches) <= _DEPTH_MOST
        inner = [
            self.runs(pieces, depth + 1 + place * is_chain)
            for place, (_, pieces) in enumerate(branches)
        ]
        return self._conditional([each for each, _ in branches], inner, depth)

    def _conditional(
        self, conditions: list[Term | None], inner: list[list[_Run]], depth: int
    ) -> list[_Run]:
        conditions = [None if each == TRUE else each for each in conditions]
        is_chain = len(inner) <= _CHAIN_MOST and depth + len(inner) <= _DEPTH_MOST
        try:
            if depth >= _DEPTH_MOST:
                raise UntranslatedError(f"more than {_DEPTH_MOST} stand within each other")
            return (_within if is_chain else _beside)(conditions, inner, self._layout)
        except UntranslatedError as error:
            self._layout.failed(str(error))
            return [run for runs in inner for run in runs]


def _together(texts: list[str]) -> str:
    """`texts` in a row; a backslash must not take away the mark behind it."""
    if not any(text.endswith("\\") for text in texts):
        return "".join(texts)
    marked = [
        f"{text} " if text.endswith("\\") and behind.startswith("{") else text
        for text, behind in zip(texts, [*texts[1:], ""], strict=True)
    ]
    return "".join(marked)


def _within(conditions: list[Term | None], inner: list[list[_Run]], layout: Layout) -> list[_Run]:
    runs: list[_Run] = []
    open_count = 0
    for number, (condition, content) in enumerate(zip(conditions, inner, strict=True)):
        if number:
            runs.append(_Run("tag", "{else}"))
        if condition is not None:
            runs.append(_Run("tag", f"{{if {_in_braces(condition, layout)}}}"))
            open_count += 1
        runs += content
        if condition is None:
            break
    return [*runs, _Run("tag", "{end}" * open_count)]


def _beside(conditions: list[Term | None], inner: list[list[_Run]], layout: Layout) -> list[_Run]:
    runs: list[_Run] = []
    before: list[Term] = []
    are_exclusive = _are_exclusive(conditions)
    for condition, content in zip(conditions, inner, strict=True):
        needed = (
            [] if are_exclusive and condition is not None else [denied(each) for each in before]
        )
        if condition is not None:
            needed.append(condition)
            before.append(condition)
        whole = every(*needed)
        runs.append(_Run("tag", f"{{if {_in_braces(whole, layout)}}}"))
        runs += content
        runs.append(_Run("tag", "{end}"))
    return runs


def _are_exclusive(conditions: list[Term | None]) -> bool:
    """Whether each asks the same for another value."""
    found: list[Comparison] = []
    for condition in conditions:
        match condition:
            case Comparison("==", _, Constant()):
                found.append(condition)
            case None:
                continue
            case _:
                return False
    values = {repr(each.right) for each in found}
    return len({each.left for each in found}) == 1 and len(values) == len(found)


def _in_braces(condition: Term, layout: Layout) -> str:
    text = layout.written(condition)
    if "{" in text or "}" in text:
        raise UntranslatedError("a condition in a text cannot hold braces")
    return text


_LIST_MARK = re.compile(r"\s*(?:[*+>-]+|\d+\.|#+)?\s*")
_WORD = re.compile(r"\w")


def _placed(runs: list[_Run]) -> list[str]:
    """The texts of `runs`; a link's is left out where its line says nothing else: it is a choice
    then, and no part of a sentence."""
    if not any(run.kind == "link" for run in runs):
        return [run.text for run in runs]
    placed: list[str] = []
    line: list[_Run] = []
    for run in runs:
        last = max(run.text.rfind("\n"), run.text.rfind("\v")) + 1
        if run.kind != "text" or not last:
            line.append(run)
            continue
        # Whole lines in between have no links.
        breaks = (run.text.find("\n"), run.text.find("\v"))
        first = min(at for at in breaks if at >= 0) + 1
        line.append(_Run("text", run.text[:first]))
        placed += _line(line)
        placed.append(run.text[first:last])
        line = [_Run("text", run.text[last:])] if last < len(run.text) else []
    return placed + _line(line)


def _line(line: list[_Run]) -> list[str]:
    if "link" not in [run.kind for run in line]:
        return [run.text for run in line]
    words = [_says_something(run, is_first=not place) for place, run in enumerate(line)]
    if not any(words):
        # What stands between links says nothing without them.
        said = "".join(run.text for run in line if run.kind == "text")
        ending = said[len(said.rstrip("\n\v")) :]
        return [*(run.text for run in line if run.kind == "tag"), ending]
    if len(line) > _LINE_MOST or not any(run.text == "{else}" for run in line):
        return [run.text for run in line]
    return [
        run.text
        for place, run in enumerate(line)
        if run.kind != "link" or _has_company(line, words, place)
    ]


def _says_something(run: _Run, *, is_first: bool) -> bool:
    match run.kind:
        case "link":
            return False
        case "tag":
            return not run.text.startswith(_MARKS)
    return _WORD.search(_LIST_MARK.sub("", run.text, count=1) if is_first else run.text) is not None


def _has_company(line: list[_Run], words: list[bool], place: int) -> bool:
    """Whether words stand on the line of a link while it is there: not in another branch only."""
    behind = range(place + 1, len(line))
    before = range(place - 1, -1, -1)
    return _meets_words(line, words, behind, "{if ", "{end}") or _meets_words(
        line, words, before, "{end}", "{if "
    )


def _meets_words(line: list[_Run], words: list[bool], places: range, begin: str, end: str) -> bool:
    depth, is_elsewhere = 0, False
    for place in places:
        run = line[place]
        if words[place]:
            if not is_elsewhere:
                return True
        elif run.kind == "tag":
            depth += run.text.count(begin)
            if run.text == "{else}" and depth == 0:
                is_elsewhere = True
            depth -= run.text.count(end)
            if depth < 0:
                depth, is_elsewhere = 0, False
    return False


_MARKS = ("{if ", "{else}", "{end}")
_EMPTY = re.compile(r"\{(?<!\\\{)if [^{}]*+\}(\s*+)(?:\{else\}\s*+)?\{end\}")
_NO_ELSE = re.compile(r"\{(?<!\\\{)else\}(\s*+)\{end\}")
_BREAKS = re.compile(r"[ \t]*\n?[ \t]*\v[\v \t]*")
_BLANKS = re.compile(r"\n{3,}")
_SPACES = re.compile(r"[ \t\u00a0]{2,}|\t")
_LIST = re.compile(r"(?:[*+-]|\d+\.)\s")


def _tidied(text: str) -> str:
    """`text` without what macros leave over: empty conditions, blank lines, indents."""
    if "\v" in text:
        text = _BREAKS.sub(lambda match: "\n\n" if match[0].count("\v") > 1 else "\n", text)
    for _ in range(_DEPTH_MOST):
        if "{end}" not in text:
            break
        shorter = _NO_ELSE.sub(r"\1{end}", _EMPTY.sub(r"\1", text))
        if shorter == text:
            break
        text = shorter
    text = "\n".join([_line_tidied(line) for line in text.strip().split("\n")])
    return _BLANKS.sub("\n\n", text) if "\n\n\n" in text else text


def _line_tidied(line: str) -> str:
    stripped = line.strip()
    inner = _SPACES.sub(" ", stripped) if "  " in stripped or "\t" in stripped else stripped
    is_list = line[:1] == " " and _LIST.match(stripped)
    return line[: len(line) - len(line.lstrip())] + inner if is_list else inner
