"""Our names for the variables of Twine stories."""

import re
from collections.abc import Sequence

_NO_WORD = re.compile(r"\W+")
# Words of the expression language and of templates.
_TAKEN = frozenset({"and", "or", "not", "in", "true", "false", "if", "else", "end"})


def name_of(path: Sequence[str]) -> str:
    """The name of the variable that `path` leads to: `$a.b` is `a_b`, `_c` is `_c`."""
    name = _NO_WORD.sub("_", "_".join(path).removeprefix("$")) or "value"
    if name[0].isdigit():
        name = f"_{name}"
    return f"{name}_" if name in _TAKEN else name
