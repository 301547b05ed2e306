"""Expressions that differ only in a number, or in the node they ask for: one stands for all."""

import re
from collections.abc import Collection

_VARIED = re.compile(
    r"(?<=[<>=] )[1-9]\d{0,14}(?![\w.])|\b(?P<asks>visited|times)\((?P<node>\w[\w.:-]*)\)"
)
# Quoted, the same signs are text; what is counted is compared with the very number.
_UNSHAPED = re.compile(r"""["'\0]|\bcount\b""")
_LENGTH_MOST = 200


def shape_of(text: str, nodes: Collection[str]) -> str | None:
    """What `text` shares with those that are sound if it is; None where that cannot be told.

    In a shape a whole number that is compared or assigned is 1, and one of `nodes` that is asked
    for is no name at all, so that no text is the shape of another. Finding it takes a fraction of
    what reading takes.
    """
    if len(text) > _LENGTH_MOST or _UNSHAPED.search(text):
        return None

    def in_shape(varied: re.Match[str]) -> str:
        node = varied["node"]
        if node is None:
            return "1"
        return varied["asks"] + "\0" if node in nodes else varied[0]

    return _VARIED.sub(in_shape, text)
