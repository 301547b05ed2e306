"""Whether a story is sound: everything that can be told of it without playing it."""

from emberline.stories.engine.check.checking import check

__all__ = ["check"]
