"""What stands behind a SugarCube macro's name: values with white space between them."""

import re

from emberline.stories.formats.twine.markup.elements.link import LinkParts, split_link
from emberline.stories.formats.twine.markup.elements.terms import (
    LENGTH_MOST,
    Constant,
    Term,
    UntranslatedError,
)
from emberline.stories.formats.twine.markup.sugarcube.terms import read_expression

_ARGUMENT = re.compile(
    r"""\s*+(?:`((?:[^`\\]|\\.)*+)`|("(?:[^"\\]|\\.)*+"|'(?:[^'\\]|\\.)*+')
    |\[(?:[<>]?img)?\[([^\n]*?)\]\]|(\S+))""",
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
_VARIABLE = re.compile(r"[$_][A-Za-z_]\w*(?:[.\[][\w$.\[\]'\"]*)?\Z|(?:settings|setup)[.\[]")
_WORDS = {"true": True, "false": False, "null": None, "undefined": None}
_NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d+)?|\.\d+)\Z")

Argument = Term | LinkParts


def read_arguments(source: str) -> list[Argument]:
    """The arguments in `source`. UntranslatedError where one is not understood."""
    if len(source) > LENGTH_MOST:
        raise UntranslatedError("it is too long")
    return [_argument(match) for match in _ARGUMENT.finditer(source.rstrip())]


def read_terms(source: str) -> list[Term]:
    """The arguments in `source` as values; a link stands for its target."""
    return [
        Constant(part.target) if isinstance(part, LinkParts) else part
        for part in read_arguments(source)
    ]


def _argument(match: re.Match[str]) -> Argument:
    expression, quoted, link, word = match.groups()
    if quoted is not None:
        return read_expression(quoted)
    if expression is not None:
        return read_expression(expression)
    if link is not None:
        return split_link(link)
    if word in _WORDS:
        return Constant(_WORDS[word])
    if _NUMBER.match(word):
        return Constant(int(word) if word.lstrip("+-").isdigit() else float(word))
    if _VARIABLE.match(word):
        return read_expression(word)
    return Constant(word)
