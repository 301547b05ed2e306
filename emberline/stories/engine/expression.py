"""The language of conditions and effects: text to a tree (grammar: `docs/authors/language.md`).

A recursive descent over tokens; chains (`a and b and …`, `x + y - …`) are flat, so that neither a
long text nor a deep one is a deep recursion.
"""

import re
from collections.abc import Callable, Collection
from typing import Literal, NamedTuple

import msgspec

from emberline.stories.engine.tree import (
    ACTIONS,
    CHANCE,
    FUNCTIONS,
    KEY_KINDS,
    Arithmetic,
    Assignment,
    Both,
    Call,
    Compare,
    Constant,
    Effect,
    Expression,
    Key,
    Name,
    Negative,
    Not,
    OneOf,
    Signatures,
    Within,
)

LENGTH_MOST = 10_000
DEPTH_MOST = 40
NUMBER_MOST = 2**53


class Problem(msgspec.Struct, frozen=True):
    """What is wrong with an expression, from which column on (the first is 1)."""

    code: Literal["syntax", "type", "undeclared"]
    column: int
    message: str


class ExpressionError(ValueError):
    """A text that is no expression of the language."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(f"column {problem.column}: {problem.message}")
        self.problem = problem


_WORDS = frozenset({"and", "or", "not", "in", "true", "false"})
_TOKEN = re.compile(
    r"""\s*(?:
    (?P<number>\d+\.\d+|\d+)
  | (?P<name>[^\W\d]\w*)
  | (?P<text>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')
  | (?P<operator>==|!=|<=|>=|//|\+=|-=|\*=|[-+*/%<>=(),\[\]])
  )""",
    re.VERBOSE,
)
_KEY = re.compile(r"\s*(?P<key>\w[\w.:-]*(?:/\w[\w.:-]*)?)\s*(?=[,)])")
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_COMPARISONS = frozenset({"==", "!=", "<", "<=", ">", ">="})


class _Token(NamedTuple):
    kind: str
    text: str
    column: int


def parse_condition(text: str) -> Expression:
    """The condition that `text` writes. ExpressionError when it writes none."""
    parser = _Parser(text, is_effect=False)
    expression = parser.expression()
    parser.end()
    return expression


def parse_value(text: str) -> Expression:
    """The value that `text` writes, with chance allowed (a roll's modifier). ExpressionError."""
    parser = _Parser(text, is_effect=True)
    expression = parser.expression()
    parser.end()
    return expression


def parse_effect(text: str) -> Effect:
    """The effect that `text` writes. ExpressionError when it writes none."""
    parser = _Parser(text, is_effect=True)
    effect = parser.effect()
    parser.end()
    return effect


class _Parser:
    """One text, token by token. Each method takes what it is called after."""

    def __init__(self, text: str, *, is_effect: bool) -> None:
        if len(text) > LENGTH_MOST:
            raise _error(LENGTH_MOST + 1, f"Use at most {LENGTH_MOST} characters.")
        self._text = text
        self._at = 0
        self._is_effect = is_effect
        self._depth = 0
        self._token = self._next()

    def effect(self) -> Effect:
        token = self._token
        if token.kind != "name" or token.text in _WORDS:
            raise _error(
                token.column, "Begin with a variable (`x = 1`) or one of " + _list(ACTIONS)
            )
        if self._following() == "(":
            if token.text not in ACTIONS:
                what = (
                    "stands in conditions and values" if token.text in FUNCTIONS else "is unknown"
                )
                raise _error(
                    token.column, f"`{token.text}` {what}; an effect is one of {_list(ACTIONS)}"
                )
            return self._call(ACTIONS)
        self._advance()
        operator = self._take({"=", "+=", "-=", "*="})
        if operator is None:
            raise _error(self._token.column, "Put `=`, `+=`, `-=` or `*=` after the variable.")
        return Assignment(token.text, operator.text[:-1] or None, self.expression(), token.column)

    def expression(self) -> Expression:
        return self._any()

    def end(self) -> None:
        if self._token.kind != "end":
            text = self._token.text
            hint = " Use `==` to compare." if text == "=" else ""
            raise _error(self._token.column, f"`{text}` is one too many here.{hint}")

    def _any(self) -> Expression:
        return self._both("or", self._all)

    def _all(self) -> Expression:
        return self._both("and", self._not)

    def _both(self, word: Literal["or", "and"], part: Callable[[], Expression]) -> Expression:
        column = self._token.column
        parts = [part()]
        while self._take_word(word):
            parts.append(part())
        return parts[0] if len(parts) == 1 else Both(word, tuple(parts), column)

    def _not(self) -> Expression:
        column, turns = self._token.column, 0
        while self._take_word("not"):
            turns += 1
        expression = self._comparison()
        if not turns:
            return expression
        # Twice is the truth of it, which one `not` alone would lose.
        return Not(expression, column) if turns % 2 else Not(Not(expression, column), column)

    def _comparison(self) -> Expression:
        column = self._token.column
        first = self._sum()
        is_negated = self._token.text == "not" and self._following_word() == "in"
        if is_negated:
            self._advance()
        if self._take_word("in"):
            found = self._among(first, column)
            return Not(found, column) if is_negated else found
        rest = []
        while operator := self._take(_COMPARISONS):
            rest.append((operator.text, self._sum()))
        return Compare(first, tuple(rest), column) if rest else first

    def _among(self, value: Expression, column: int) -> OneOf | Within:
        if not self._take({"["}):
            return Within(value, self._sum(), column)
        self._deeper()
        values = [self.expression()]
        while self._take({","}):
            values.append(self.expression())
        self._close("]")
        self._depth -= 1
        return OneOf(value, tuple(values), column)

    def _sum(self) -> Expression:
        return self._chain({"+", "-"}, self._product)

    def _product(self) -> Expression:
        return self._chain({"*", "/", "//", "%"}, self._signed)

    def _chain(self, operators: Collection[str], part: Callable[[], Expression]) -> Expression:
        column = self._token.column
        first = part()
        rest = []
        while operator := self._take(operators):
            rest.append((operator.text, part()))
        return Arithmetic(first, tuple(rest), column) if rest else first

    def _signed(self) -> Expression:
        column, minuses = self._token.column, 0
        while sign := self._take({"-", "+"}):
            minuses += sign.text == "-"
        expression = self._primary()
        return Negative(expression, column) if minuses % 2 else expression

    def _primary(self) -> Expression:
        token = self._token
        if token.kind == "number":
            self._advance()
            return Constant(_number(token), token.column)
        if token.kind == "text":
            self._advance()
            return Constant(_unquoted(token), token.column)
        if token.text in {"true", "false"}:
            self._advance()
            return Constant(token.text == "true", token.column)
        if token.kind == "name" and token.text not in _WORDS:
            return self._name_or_call()
        if self._take({"("}):
            return self._nested()
        raise _error(token.column, f"A value is missing before {_shown(token)}.")

    def _nested(self) -> Expression:
        self._deeper()
        expression = self.expression()
        self._close(")")
        self._depth -= 1
        return expression

    def _name_or_call(self) -> Expression:
        token = self._token
        if self._following() != "(":
            self._advance()
            return Name(token.text, token.column)
        if token.text in ACTIONS:
            raise _error(token.column, f"`{token.text}` is an effect: it has no value.")
        if token.text not in FUNCTIONS:
            raise _error(
                token.column, f"`{token.text}` is no function; there are {_list(FUNCTIONS)}"
            )
        if token.text in CHANCE and not self._is_effect:
            raise _error(
                token.column,
                f"`{token.text}` stands in effects: a condition is not left to chance.",
            )
        return self._call(FUNCTIONS)

    def _call(self, functions: Signatures) -> Call:
        name = self._token
        kinds, optional = functions[name.text]
        self._advance()
        arguments: list[Expression | Key] = []
        self._deeper()
        for number, kind in enumerate(kinds):
            # The bracket or comma before it is the token at hand.
            if self._token.text != ("," if number else "("):
                break
            arguments.append(self._key() if kind in KEY_KINDS else self._argument())
        if len(arguments) < len(kinds) - optional or self._token.text == ",":
            raise _error(self._token.column, f"`{name.text}` takes {_counted(kinds, optional)}.")
        self._close(")")
        self._depth -= 1
        return Call(name.text, tuple(arguments), name.column)

    def _argument(self) -> Expression:
        self._advance()
        return self.expression()

    def _key(self) -> Key:
        """A key, which bare may hold what is no name: `a-b/c`."""
        match = _KEY.match(self._text, self._at)
        if match is not None:
            self._at = match.end()
            self._advance()
            return Key(match["key"], match.start("key") + 1)
        self._advance()
        token = self._token
        if token.kind != "text":
            raise _error(token.column, "A key is missing here; write it bare or in quotes.")
        self._advance()
        return Key(_unquoted(token), token.column)

    def _deeper(self) -> None:
        self._depth += 1
        if self._depth > DEPTH_MOST:
            raise _error(self._token.column, f"Nest at most {DEPTH_MOST} brackets.")

    def _close(self, bracket: str) -> None:
        if not self._take({bracket}):
            raise _error(
                self._token.column, f"`{bracket}` is missing before {_shown(self._token)}."
            )

    def _take(self, operators: Collection[str]) -> _Token | None:
        token = self._token
        if token.kind == "operator" and token.text in operators:
            self._advance()
            return token
        return None

    def _take_word(self, word: str) -> bool:
        if self._token.kind == "name" and self._token.text == word:
            self._advance()
            return True
        return False

    def _following(self) -> str:
        match = _TOKEN.match(self._text, self._at)
        return match["operator"] or "" if match else ""

    def _following_word(self) -> str:
        match = _TOKEN.match(self._text, self._at)
        return match["name"] or "" if match else ""

    def _advance(self) -> None:
        self._token = self._next()

    def _next(self) -> _Token:
        match = _TOKEN.match(self._text, self._at)
        if match is not None:
            self._at = match.end()
            kind = str(match.lastgroup)
            return _Token(kind, match[kind], match.start(kind) + 1)
        rest = self._text[self._at :]
        column = len(self._text) - len(rest.lstrip()) + 1
        if rest.strip():
            raise _error(column, f"`{rest.strip()[0]}` means nothing in this language.")
        return _Token("end", "", column)


def _number(token: _Token) -> int | float:
    number = float(token.text) if "." in token.text else int(token.text.lstrip("0")[:20] or 0)
    if number > NUMBER_MOST:
        raise _error(token.column, f"Use numbers of at most {NUMBER_MOST}.")
    return number


def _unquoted(token: _Token) -> str:
    return _ESCAPE.sub(r"\1", token.text[1:-1])


def _shown(token: _Token) -> str:
    return f"`{token.text}`" if token.text else "the end"


def _list(names: Collection[str]) -> str:
    return ", ".join(f"`{name}`" for name in names) + "."


def _counted(kinds: tuple[str, ...], optional: int) -> str:
    shown = [f"a {kind}" for kind in kinds[: len(kinds) - optional]]
    return " and ".join(shown) + (" and, if you like, a number" if optional else "")


def _error(column: int, message: str) -> ExpressionError:
    return ExpressionError(Problem("syntax", column, message))
