"""The command `emberline`."""

from emberline.cli.app import app

__all__ = ["app"]
