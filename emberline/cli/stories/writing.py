"""Files that commands about stories write: whole or not at all."""

import shutil
from pathlib import Path

from emberline.cli.settings import fail


def write_whole(path: Path, text: str) -> None:
    """As `write_file`; a file that cannot be written ends the command with exit code 1."""
    try:
        write_file(path, text)
    except OSError as error:
        fail(f"{path} cannot be written: {error.strerror}.")


def write_file(path: Path, text: str) -> None:
    """Make `text` what the file at `path` holds; until then what was there stays. OSError."""
    target = path.resolve()
    _check_plain(target)
    aside = target.with_name(f".{target.name}.partial")
    try:
        aside.write_text(text, encoding="utf-8", newline="")
        if target.exists():
            shutil.copymode(target, aside)
        aside.replace(target)
    finally:
        aside.unlink(missing_ok=True)


def _check_plain(target: Path) -> None:
    """Refuse to put a file in the place of a device or a pipe."""
    if target.exists() and not target.is_file():
        raise FileExistsError(0, "it is no ordinary file")
