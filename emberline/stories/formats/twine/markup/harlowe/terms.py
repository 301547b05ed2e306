"""Harlowe's expressions read into terms, with its own precedence: `and` and `or` bind alike, a
left or right side that was left out of a comparison is that of the comparison before."""

import re
from functools import lru_cache

from emberline.stories.formats.twine.markup.elements.terms import (
    DEPTH_MOST,
    Called,
    Constant,
    Contained,
    Denied,
    Term,
    UntranslatedError,
    Variable,
    chained,
    compared,
    denied,
    every,
    negative,
    some,
)
from emberline.stories.formats.twine.markup.elements.tokens import Cursor, Token, tokenised
from emberline.stories.formats.twine.markup.elements.variables import name_of
from emberline.stories.formats.twine.markup.harlowe.calls import called, element

TOKEN = re.compile(
    r"""\s++|<!--(?:[^-]|-(?!->))*+-->|
    (?P<possessive>(?<=[\w)])'s(?=[\s(]))
    |(?P<text>"(?:[^"\\]|\\.)*+"|'(?:[^'\\]|\\.)*+')
    |(?P<macro>\(\s*[$_]?[\w-]++:(?!/))
    |(?P<time>(?:\d+(?:\.\d+)?|\.\d+)\s?m?s\b)
    |(?P<number>(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d{1,3})?)(?!\w)
    |(?P<comparison>(?:is\s+(?:not\s+)?)?(?:<=|>=|<|>)
        |is\s+not\s+in\b|is\s+in\b|is\s+not\s+an?\b|is\s+an?\b|is\s+not\b|is\b
        |does\s+not\s+contain\b|contains\b|does\s+not\s+match\b|matches\b)
    |(?P<variable>\$\w++|_\w*[^\W\d]\w*+)
    |(?P<word>(?:[\w]+))
    |(?P<operator>\.\.\.|\+=|-=|\*=|/=|[-+*/%=(),?])""",
    re.VERBOSE | re.DOTALL,
)
_JOINS, _IS, _HOLDS, _MATCHES, _ORDERS, _SUM, _PRODUCT = range(1, 8)
_OPERATORS = {
    "is": "==", "is not": "!=", "contains": "contains", "does not contain": "not contains",
    "is in": "in", "is not in": "not in",
}  # fmt: skip
_NEGATED = {"<": ">=", ">": "<=", "<=": ">", ">=": "<"}


@lru_cache(maxsize=1024)
def read_values(source: str) -> tuple[Term, ...]:
    """The values of a macro's arguments. UntranslatedError where one is not understood."""
    reader = Reader(source)
    values = reader.until("end")
    if reader.cursor.token.kind != "end":
        raise UntranslatedError(f"`{reader.cursor.token.text}` is not understood here")
    return tuple(values)


def read_value(source: str) -> Term:
    """The one value of a macro's arguments."""
    values = read_values(source)
    if len(values) != 1:
        raise UntranslatedError("one value is needed")
    return values[0]


class Reader:
    """One source, token by token. `it` is what was compared or is set last."""

    def __init__(self, source: str) -> None:
        self.cursor = Cursor(tokenised(source, TOKEN))
        self.it: Term | None = None
        self._operator: str | None = None
        self._depth = 0

    def until(self, bracket: str) -> list[Term]:
        """Values with commas between them, up to `bracket` or the end, and past it."""
        self._depth += 1
        if self._depth > DEPTH_MOST:
            raise UntranslatedError(f"brackets nest more than {DEPTH_MOST} deep")
        values: list[Term] = []
        while self.cursor.token.kind != "end" and self.cursor.take(bracket) is None:
            if self.cursor.take("..."):
                values.append(Called("...", (self.value(),)))
            else:
                values.append(self.value())
            if self.cursor.take(",") is None and self.cursor.token.kind != "end":
                self.cursor.expect(bracket)
                break
        self._depth -= 1
        return values

    def value(self) -> Term:
        """A value with all that belongs to it; a condition it may be."""
        left = self._compared(_IS)
        while join := self.cursor.take("and", "or"):
            right = self._elided() if self.cursor.token.kind == "comparison" else self._right()
            left = every(left, right) if join.text == "and" else some(left, right)
        return left

    def _right(self) -> Term:
        """The right side of `and` or `or`: of `x is 1 or 2` it is `x is 2`."""
        operator, it = self._take_operator(), self.it
        right = self._compared(_IS)
        own = self._take_operator()
        self._operator = own or operator
        is_value = isinstance(right, Constant) and not isinstance(right.value, bool)
        if operator is not None and it is not None and own is None and is_value:
            return _holding(operator, it, right)
        return right

    def _take_operator(self) -> str | None:
        operator, self._operator = self._operator, None
        return operator

    def _elided(self) -> Term:
        """A comparison without its left side: of `x > 1 and < 5` it is `x < 5`."""
        if self.it is None:
            raise UntranslatedError("a comparison has no left side")
        operator = _operator_of(self.cursor.next())
        return self._holds(operator, self.it, self._compared(_SUM))

    def _compared(self, least: int) -> Term:
        if least > _ORDERS:
            return self._calculated(least)
        left = self._compared(least + 1)
        while self.cursor.token.kind == "comparison":
            operator = _operator_of(self.cursor.token)
            if _rank(operator) != least:
                break
            self.cursor.next()
            left = self._holds(operator, left, self._compared(least + 1))
        return left

    def _holds(self, operator: str, left: Term, right: Term) -> Term:
        self.it, self._operator = left, operator
        return _holding(operator, left, right)

    def _calculated(self, rank: int) -> Term:
        if rank > _PRODUCT:
            return self._signed()
        operators = ("+", "-") if rank == _SUM else ("*", "/", "%")
        first = self._calculated(rank + 1)
        rest = []
        while operator := self.cursor.take(*operators):
            rest.append((operator.text, self._calculated(rank + 1)))
        return chained(first, *rest) if rest else first

    def _signed(self) -> Term:
        denials, is_negative = 0, False
        while sign := self.cursor.take("not", "-", "+"):
            denials += sign.text == "not"
            is_negative ^= sign.text == "-"
        term = self._belonging()
        if is_negative:
            term = negative(term)
        return denied(term) if denials % 2 else term

    def _belonging(self) -> Term:
        """`x of y`, and `y's x`."""
        names: list[Term | str] = []
        while self.cursor.ahead().text == "of" and self.cursor.token.kind in {"word", "text"}:
            names.append(self._property())
            self.cursor.next()
        term = self._followed()
        for name in reversed(names):
            term = element(term, name)
        return term

    def _followed(self) -> Term:
        term = self._primary()
        while self.cursor.token.kind == "possessive":
            self.cursor.next()
            term = element(term, self._property())
        return term

    def _property(self) -> Term | str:
        token = self.cursor.token
        if token.kind in {"word", "time"}:
            return self.cursor.next().text
        if token.kind == "text":
            return _unquoted(self.cursor.next().text)
        return self._primary()

    def _primary(self) -> Term:
        token = self.cursor.next()
        match token.kind:
            case "number":
                number = float(token.text)
                return Constant(int(number) if number.is_integer() else number)
            case "time":
                return Constant(seconds_of(token.text))
            case "text":
                return Constant(_unquoted(token.text))
            case "variable":
                return Variable(name_of([token.text]))
            case "macro":
                name = token.text[1:-1].strip()
                return called(name, self.until(")"))
            case "word":
                return self._word(token.text)
        if token.text == "(":
            values = self.until(")")
            if len(values) == 1:
                return values[0]
        raise UntranslatedError(f"`{token.text or 'the end'}` is not understood here")

    def _word(self, word: str) -> Term:
        if word in {"true", "false"}:
            return Constant(word == "true")
        if word == "it" and self.it is not None:
            return self.it
        if word == "its" and self.it is not None:
            return element(self.it, self._property())
        if word in {"visits", "visit"}:
            return Called("visited")
        if word in {"bind", "2bind"}:
            return Called("bind", (self._primary(),))
        raise UntranslatedError(f"`{word}` is not known")


def seconds_of(text: str) -> float:
    """The seconds that `2s` or `500ms` says; 0 where it says none."""
    match = re.match(r"\s*(\d+(?:\.\d+)?|\.\d+)\s*(m?)s\b", text)
    if match is None:
        return 0
    return float(match[1]) / (1000 if match[2] else 1)


def _holding(operator: str, left: Term, right: Term) -> Term:
    match operator:
        case "contains":
            return Contained(right, left)
        case "not contains":
            return Denied(Contained(right, left))
        case "in":
            return Contained(left, right)
        case "not in":
            return Denied(Contained(left, right))
        case _:
            return compared(operator, left, right)


def _operator_of(token: Token) -> str:
    words = token.text.split()
    if words[-1] in _NEGATED or words[-1].lstrip("isnot") in _NEGATED:
        sign = words[-1].lstrip("isnot")
        return _NEGATED[sign] if "not" in words else sign
    operator = _OPERATORS.get(" ".join(words))
    if operator is None:
        raise UntranslatedError(f"`{token.text}` is not known")
    return operator


def _rank(operator: str) -> int:
    if operator in {"==", "!="}:
        return _IS
    return _ORDERS if operator in _NEGATED else _HOLDS


_ESCAPE = re.compile(r"\\(.)", re.DOTALL)


def _unquoted(text: str) -> str:
    inside = text[1:-1]
    return _ESCAPE.sub(lambda match: "\n" if match[1] == "n" else match[1], inside)
