"""`python -m emberline.migrations MESSAGE` writes the next migration from the models' changes."""

import sys
import tempfile
from pathlib import Path

import pysqlite3
from alembic import command
from sqlalchemy import create_engine
from sqlalchemy.pool import StaticPool

from emberline.migrations import config, upgrade


def write_next(message: str) -> None:
    """Compare the models with what the present migrations make, and write the difference."""
    versions = Path(__file__).parent / "versions"
    number = len(list(versions.glob("[0-9]*.py"))) + 1
    with tempfile.TemporaryDirectory() as folder:
        raw = pysqlite3.connect(str(Path(folder) / "empty.db"))
        engine = create_engine(
            "sqlite+pysqlite://", module=pysqlite3, creator=lambda: raw, poolclass=StaticPool
        )
        with engine.connect() as conn:
            upgrade(conn)
            command.revision(
                config(conn), message=message, autogenerate=True, rev_id=f"{number:04}"
            )


if __name__ == "__main__":
    write_next(" ".join(sys.argv[1:]))
