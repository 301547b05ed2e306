"""SugarCube's expressions (TwineScript, a kind of JavaScript) read into terms."""

import re
from collections.abc import Callable
from functools import lru_cache

from emberline.stories.formats.twine.markup.elements.terms import (
    DEPTH_MOST,
    Called,
    Comparison,
    Constant,
    Contained,
    Listed,
    Mapped,
    Term,
    UntranslatedError,
    Value,
    Variable,
    chained,
    compared,
    decided,
    denied,
    every,
    negative,
    some,
)
from emberline.stories.formats.twine.markup.elements.tokens import Cursor, tokenised
from emberline.stories.formats.twine.markup.elements.variables import name_of

TOKEN = re.compile(
    r"""(?:\s|/\*(?:[^*]|\*(?!/))*+\*/)++|
    (?P<number>(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d{1,3})?)(?!\w)
    |(?P<text>"(?:[^"\\]|\\.)*+"|'(?:[^'\\]|\\.)*+'|`(?:[^`\\]|\\.)*+`)
    |(?P<name>\$?[^\W\d][\w$]*+)
    |(?P<operator>===|!==|==|!=|<=|>=|=>|&&|\|\||\?\?|\+\+|--|\+=|-=|\*=|/=|%=|\*\*|\.\.\.
        |[-+*/%<>=!?:.,;()\[\]{}])""",
    re.VERBOSE | re.DOTALL,
)
_RANKS = {
    "||": 1, "or": 1, "&&": 2, "and": 2,
    "===": 3, "==": 3, "eq": 3, "is": 3, "!==": 3, "!=": 3, "neq": 3, "isnot": 3,
    "<": 4, "lt": 4, "<=": 4, "lte": 4, ">": 4, "gt": 4, ">=": 4, "gte": 4,
    "+": 5, "-": 5, "*": 6, "/": 6, "%": 6,
}  # fmt: skip
_COMPARISONS = {
    "===": "==", "==": "==", "eq": "==", "is": "==", "!==": "!=", "!=": "!=", "neq": "!=",
    "isnot": "!=", "<": "<", "lt": "<", "<=": "<=", "lte": "<=", ">": ">", "gt": ">",
    ">=": ">=", "gte": ">=",
}  # fmt: skip
_WORDS = {"true": True, "false": False, "undefined": None, "null": None}
_HOLDING = frozenset({"includes", "contains", "has", "hasOwnProperty", "some"})
_UNCHANGED = frozenset({"Number", "parseInt", "parseFloat", "String", "toString", "Math.trunc"})
_PLAIN_CALLS = frozenset(
    {"visited", "hasVisited", "random", "either", "passage", "tags", "previous", "turns"}
)


@lru_cache(maxsize=1024)
def read_expression(source: str) -> Term:
    """The term that `source` writes. UntranslatedError where it is not understood."""
    reader = Reader(source)
    term = reader.expression()
    reader.end()
    return term


class Reader:
    """One source, token by token."""

    def __init__(self, source: str) -> None:
        self.cursor = Cursor(tokenised(source, TOKEN))
        self._depth = 0

    def end(self) -> None:
        """Nothing may follow."""
        if self.cursor.token.kind != "end":
            raise UntranslatedError(f"`{self.cursor.token.text}` is not understood here")

    def expression(self) -> Term:
        """A value with all that belongs to it."""
        condition = self._ranked(1)
        if self.cursor.take("?") is None:
            return condition
        self._deeper()
        then = self.expression()
        self.cursor.expect(":")
        otherwise = self.expression()
        self._depth -= 1
        return decided(condition, then, otherwise)

    def _ranked(self, least: int) -> Term:
        """Operators of the rank `least` and those that bind tighter."""
        if least > 6:
            return self._signed()
        left = self._ranked(least + 1)
        rest: list[tuple[str, Term]] = []
        while _RANKS.get(self.cursor.token.text) == least and self.cursor.token.kind != "text":
            operator = self.cursor.next().text
            if operator == "is" and self.cursor.take("not"):
                operator = "isnot"
            rest.append((operator, self._ranked(least + 1)))
        return _combined(left, rest, least) if rest else left

    def _signed(self) -> Term:
        denials, is_negative = 0, False
        while sign := self.cursor.take("!", "not", "-", "+", "def", "ndef"):
            if sign.text in {"def", "ndef"}:
                operator = "!=" if sign.text == "def" else "=="
                return Comparison(operator, self._followed(), Constant(None))
            denials += sign.text in {"!", "not"}
            is_negative ^= sign.text == "-"
        term = self._followed()
        if is_negative:
            term = negative(term)
        for _ in range(denials % 2 or min(denials, 2)):
            term = denied(term)
        return term

    def _followed(self) -> Term:
        """A value with the properties and calls behind it."""
        path, term = self._primary()
        while True:
            if self.cursor.take("."):
                name = self.cursor.next()
                if name.kind != "name":
                    raise UntranslatedError("a property's name is missing")
                if self.cursor.token.text == "(":
                    term = self._method(path, term, name.text)
                    path = None
                else:
                    path, term = _property(path, term, name.text)
            elif self.cursor.token.text == "[" and self.cursor.token.kind == "operator":
                path, term = self._indexed(path, term)
            else:
                return term

    def _primary(self) -> tuple[list[str] | None, Term]:
        """A value, and its path if it is a variable."""
        token = self.cursor.next()
        match token.kind:
            case "number":
                return None, Constant(_number(token.text))
            case "text":
                return None, _text(token.text)
            case "name":
                return self._named(token.text)
        match token.text:
            case "(":
                self._deeper()
                term = self.expression()
                self.cursor.expect(")")
                self._depth -= 1
                return None, term
            case "[":
                return None, Listed(tuple(self._until("]")))
            case "{":
                return None, self._object()
        raise UntranslatedError(f"`{token.text or 'the end'}` is not understood here")

    def _named(self, name: str) -> tuple[list[str] | None, Term]:
        if name in _WORDS:
            return None, Constant(_WORDS[name])
        if name in {"State", "SugarCube"}:
            return self._state()
        if name == "Math":
            self.cursor.expect(".")
            name = f"Math.{self.cursor.next().text}"
        if self.cursor.take("("):
            return None, called(name, self._until(")"))
        if name.startswith(("$", "_")) or name in {"setup", "settings"}:
            return [name], Variable(name_of([name]))
        raise UntranslatedError(f"`{name}` is not known")

    def _state(self) -> tuple[list[str] | None, Term]:
        """`State.variables.x` is `$x`, `State.variables["x"]` too."""
        words = [self.cursor.next().text for _ in range(2)]
        if words == [".", "State"]:
            words = [self.cursor.next().text for _ in range(2)]
        if words == [".", "passage"]:
            return None, Called("passage")
        if words not in ([".", "variables"], [".", "temporary"]):
            raise UntranslatedError(f"`State{''.join(words)}` is not known")
        sigil = "$" if words[1] == "variables" else "_"
        if self.cursor.take("."):
            path = [sigil + self.cursor.next().text]
        else:
            self.cursor.expect("[")
            path = [sigil + str(_text(self.cursor.next().text).value)]
            self.cursor.expect("]")
        return path, Variable(name_of(path))

    def _indexed(self, path: list[str] | None, term: Term) -> tuple[list[str] | None, Term]:
        self.cursor.expect("[")
        self._deeper()
        index = self.expression()
        self._depth -= 1
        self.cursor.expect("]")
        if isinstance(index, Constant) and (path is None or path[0] in {"$args", "_args"}):
            return _property(path, term, str(index.value))
        if isinstance(index, Constant) and isinstance(index.value, str):
            return _property(path, term, index.value)
        return None, Called("element", (term, index))

    def _method(self, path: list[str] | None, term: Term, name: str) -> Term:
        self.cursor.expect("(")
        arguments = self._until(")")
        if name in _HOLDING and len(arguments) == 1:
            return Contained(arguments[0], term)
        if name in {"includesAll", "includesAny"} and arguments:
            joined = every if name == "includesAll" else some
            return joined(*(Contained(part, term) for part in arguments))
        if name == "count" and len(arguments) == 1:
            return Called("count_of", (term, arguments[0]))
        if name == "indexOf" and len(arguments) == 1:
            return Called("index", (arguments[0], term))
        if name in {"random", "either"} and not arguments:
            return Called("pick", (term,))
        if name in {"toString", "trim"}:
            return term
        del path
        return Called(f".{name}", (term, *arguments))

    def _until(self, bracket: str) -> list[Term]:
        """Values with commas between them, up to `bracket`."""
        self._deeper()
        values: list[Term] = []
        while self.cursor.take(bracket) is None:
            if self.cursor.take("..."):
                values.append(Called("...", (self.expression(),)))
            else:
                values.append(self.expression())
            if self.cursor.take(",") is None:
                self.cursor.expect(bracket)
                break
        self._depth -= 1
        return values

    def _object(self) -> Term:
        self._deeper()
        entries = []
        while self.cursor.take("}") is None:
            name = self.cursor.next()
            self.cursor.expect(":")
            key = str(_text(name.text).value) if name.kind == "text" else name.text
            entries.append((key, self.expression()))
            if self.cursor.take(",") is None:
                self.cursor.expect("}")
                break
        self._depth -= 1
        return Mapped(tuple(entries))

    def _deeper(self) -> None:
        self._depth += 1
        if self._depth > DEPTH_MOST:
            raise UntranslatedError(f"brackets nest more than {DEPTH_MOST} deep")


def called(name: str, arguments: list[Term]) -> Term:
    """A call of one of SugarCube's functions."""
    if name in _UNCHANGED:
        return arguments[0] if arguments else Constant(None)
    if name.startswith("Math."):
        return _calculated(name.removeprefix("Math."), arguments)
    if name == "either":
        return Called("pick", tuple(arguments))
    if name == "random":
        return Called("random", (Constant(0), *arguments)[-2:])
    if name not in _PLAIN_CALLS:
        raise UntranslatedError(f"`{name}()` is not known")
    return Called(name, tuple(arguments))


def _calculated(name: str, arguments: list[Term]) -> Term:
    match name:
        case "floor":
            return chained(_only(arguments), ("//", Constant(1)))
        case "ceil":
            return negative(chained(negative(_only(arguments)), ("//", Constant(1))))
        case "round":
            half = chained(_only(arguments), ("+", Constant(0.5)))
            return chained(half, ("//", Constant(1)))
        case "min" | "max" | "abs":
            return nested(name, arguments)
        case "clamp" if len(arguments) == 3:
            least = Called("min", (arguments[0], arguments[2]))
            return Called("max", (arguments[1], least))
    raise UntranslatedError(f"`Math.{name}()` is not known")


def nested(function: str, arguments: list[Term]) -> Term:
    """`min` or `max` of any number of values, two at a time."""
    if function == "abs" or len(arguments) < 2:
        return Called("abs", (_only(arguments),)) if function == "abs" else _only(arguments)
    term = arguments[0]
    for part in arguments[1:8]:
        term = Called(function, (term, part))
    if len(arguments) > 8:
        raise UntranslatedError(f"`{function}` has too many arguments")
    return term


def _only(arguments: list[Term]) -> Term:
    if len(arguments) != 1:
        raise UntranslatedError("one argument is needed")
    return arguments[0]


def _combined(left: Term, rest: list[tuple[str, Term]], rank: int) -> Term:
    if rank <= 2:
        join: Callable[..., Term] = some if rank == 1 else every
        return join(left, *(part for _, part in rest))
    if rank <= 4:
        for operator, right in rest:
            left = _compared(_COMPARISONS[operator], left, right)
        return left
    return chained(left, *rest)


def _compared(operator: str, left: Term, right: Term) -> Term:
    """A comparison; `indexOf` with -1 or 0 asks whether something is there."""
    if isinstance(left, Called) and left.function == "index" and isinstance(right, Constant):
        asked = Contained(*left.arguments)
        if (operator, right.value) in {("!=", -1), (">", -1), (">=", 0)}:
            return asked
        if (operator, right.value) in {("==", -1), ("<", 0), ("<=", -1)}:
            return denied(asked)
    return compared(operator, left, right)


def _property(path: list[str] | None, term: Term, name: str) -> tuple[list[str] | None, Term]:
    if name == "length":
        return None, Called("length", (term,))
    if path is None:
        if isinstance(term, Mapped):
            return None, dict(term.entries).get(name, Constant(None))
        if isinstance(term, Listed) and name.isdecimal() and int(name) < len(term.parts):
            return None, term.parts[int(name)]
        raise UntranslatedError(f"`.{name}` is not known")
    longer = [*path, name]
    return longer, Variable(name_of(longer))


def _number(text: str) -> Value:
    value = float(text)
    return int(value) if value.is_integer() and abs(value) <= 2**53 else value


_ESCAPES = {"n": "\n", "t": "\t", "r": "", "b": "", "f": "", "0": ""}
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(.))", re.DOTALL)


def _text(quoted: str) -> Constant:
    """What a quoted text says; a template literal with values in it is not understood."""
    if quoted[:1] == "`" and "${" in quoted:
        raise UntranslatedError("template literals are not understood")
    inside = quoted[1:-1]
    if "\\" not in inside:
        return Constant(inside)
    return Constant(_ESCAPE.sub(_unescaped, inside))


def _unescaped(match: re.Match[str]) -> str:
    code = match[1] or match[2]
    if code:
        found = chr(int(code, 16))
        return found if found.isprintable() else ""
    return _ESCAPES.get(match[3], match[3])
