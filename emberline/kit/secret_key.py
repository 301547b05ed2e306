"""The one secret of an installation: made on first start, kept beside the data."""

import contextlib
import os
from pathlib import Path

from emberline.kit.ids import new_secret

FILE_NAME = "secret_key"


def load_or_make_secret_key(data_dir: Path) -> str:
    """The secret kept in `data_dir`, made there (mode 0600) when there is none.

    Two processes starting at once agree: the file appears whole under its name or not at all.
    """
    path = data_dir / FILE_NAME
    if not path.exists():
        temporary = path.with_name(f"{FILE_NAME}.{os.getpid()}")
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(new_secret(48))
            file.flush()
            os.fsync(file.fileno())
        # Where another process was first, its secret is the one.
        with contextlib.suppress(FileExistsError):
            os.link(temporary, path)
        temporary.unlink()
    return path.read_text().strip()
