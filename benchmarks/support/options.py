"""What every measurement takes on its command line."""

import argparse
from dataclasses import dataclass
from pathlib import Path

DATABASES = ("sqlite", "postgresql")


@dataclass(frozen=True)
class Options:
    """The databases to measure on, how many rounds, and the folder to measure in."""

    databases: tuple[str, ...]
    rounds: int
    folder: Path | None


def options(description: str, *, rounds: int, databases: tuple[str, ...] = DATABASES) -> Options:
    """What the command line says."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--database", choices=databases, help="only this one (default: each)")
    parser.add_argument("--rounds", type=int, default=rounds, help="interleaved rounds")
    parser.add_argument("--folder", type=Path, help="a folder on the disk to measure on")
    given = parser.parse_args()
    chosen = (given.database,) if given.database else databases
    return Options(chosen, given.rounds, given.folder)
