"""Settings for a command: read, or refused with a sentence and exit code 2."""

from typing import NoReturn

import typer
from pydantic import ValidationError

from emberline.settings import Settings

USAGE = 2


def load_settings() -> Settings:
    """The settings of the environment and `emberline.toml`; exit 2 naming what is wrong."""
    try:
        settings = Settings()
    except ValidationError as error:
        wrong = [
            f"EMBERLINE_{'.'.join(str(part) for part in entry['loc']).upper()}: {entry['msg']}"
            for entry in error.errors()
        ]
        refuse("\n".join(wrong))
    if not settings.embedded_database and settings.secret_key is None:
        refuse(
            "EMBERLINE_SECRET_KEY is missing. Processes that share a database sign with the same "
            "secret: set at least 32 random characters."
        )
    return settings


def refuse(sentence: str) -> NoReturn:
    """End the command with exit code 2, saying why."""
    typer.echo(sentence, err=True)
    raise typer.Exit(USAGE)
