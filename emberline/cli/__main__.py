"""`python -m emberline.cli` is `emberline`."""

from emberline.cli import app

app(prog_name="emberline")
