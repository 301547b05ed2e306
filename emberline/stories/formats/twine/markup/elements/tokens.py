"""Expressions cut into tokens, and a cursor over them."""

import re
from typing import NamedTuple

from emberline.stories.formats.twine.markup.elements.terms import LENGTH_MOST, UntranslatedError


class Token(NamedTuple):
    """kind: the name of the group that matched."""

    kind: str
    text: str


END = Token("end", "")


def tokenised(source: str, pattern: re.Pattern[str]) -> list[Token]:
    """The tokens of `source`, each a group of `pattern`. UntranslatedError where none matches."""
    if len(source) > LENGTH_MOST:
        raise UntranslatedError("it is too long")
    tokens: list[Token] = []
    match, end = pattern.match, len(source)
    at = 0
    while at < end:
        found = match(source, at)
        if found is None:
            raise UntranslatedError(f"`{source[at]}` is not understood")
        at = found.end()
        kind = found.lastgroup
        if kind is not None:
            tokens.append(Token(kind, found[kind]))
    return tokens


class Cursor:
    """A place among tokens."""

    def __init__(self, tokens: list[Token]) -> None:
        self._tokens = tokens
        self._at = 0
        self.token = tokens[0] if tokens else END

    def next(self) -> Token:
        """The token at hand, gone past."""
        token = self.token
        self._at += 1
        self.token = self._tokens[self._at] if self._at < len(self._tokens) else END
        return token

    def ahead(self) -> Token:
        """The token behind the one at hand."""
        return self._tokens[self._at + 1] if self._at + 1 < len(self._tokens) else END

    def take(self, *texts: str) -> Token | None:
        """The token at hand, gone past, if it is one of `texts` and no quoted text."""
        if self.token.text in texts and self.token.kind != "text":
            return self.next()
        return None

    def expect(self, text: str) -> None:
        """Go past `text`. UntranslatedError where something else stands."""
        if self.take(text) is None:
            raise UntranslatedError(f"`{text}` is missing before `{self.token.text or 'the end'}`")
