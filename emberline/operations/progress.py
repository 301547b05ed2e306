"""How a long work tells how far it is."""

from collections.abc import Callable

Note = Callable[[str, int, int], None]
"""`note(what, done, total)` tells how far a long work is; a total of 0 is unknown."""
