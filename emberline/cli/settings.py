"""Settings for a command: read, or refused with a sentence; and how commands end early."""

from tomllib import TOMLDecodeError
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

if TYPE_CHECKING:
    from emberline.settings import Settings

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for a program.")]

FINDINGS = 1
USAGE = 2


def load_settings() -> "Settings":
    """The settings of the environment and `emberline.toml`; exit 2 naming what is wrong."""
    from pydantic import ValidationError

    from emberline.settings import Settings

    try:
        settings = Settings()
    except ValidationError as error:
        wrong = [
            f"EMBERLINE_{'.'.join(str(part) for part in entry['loc']).upper()}: {entry['msg']}"
            for entry in error.errors()
        ]
        refuse("\n".join(wrong))
    except (TOMLDecodeError, UnicodeDecodeError) as error:
        refuse(f"Correct emberline.toml, which is not well-formed TOML: {error}.")
    except OSError as error:
        refuse(f"emberline.toml cannot be read: {error}.")
    if not settings.embedded_database and settings.secret_key is None:
        refuse(
            "EMBERLINE_SECRET_KEY is missing. Processes that share a database sign with the same "
            "secret: set at least 32 random characters."
        )
    return settings


def fail(sentence: str) -> NoReturn:
    """End the command with exit code 1: it was used rightly, and what it asks cannot be done."""
    typer.echo(sentence, err=True)
    raise typer.Exit(FINDINGS)


def refuse(sentence: str) -> NoReturn:
    """End the command with exit code 2: it is used or set up wrongly."""
    typer.echo(sentence, err=True)
    raise typer.Exit(USAGE)
