"""`emberline check`: what can be told of a story without playing it."""

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from emberline.cli.settings import FINDINGS, AsJson
from emberline.cli.stories.reading import StoryFile, read_stories

if TYPE_CHECKING:
    from emberline.cli.stories.reports import Checked


def check(file: StoryFile, as_json: AsJson = False) -> None:
    """Check a story: its ways, names and texts, without playing it.

    One line a finding, with node, choice and the place in the text. Exit code 1 when there are
    errors; warnings alone are fine.
    """
    from emberline.cli.stories.reports import as_json_text, print_checked

    checked = _checked(file)
    if as_json:
        typer.echo(as_json_text(checked))
    else:
        print_checked(file, checked)
    if not all(each.report.valid for each in checked):
        raise typer.Exit(FINDINGS)


def _checked(file: Path) -> "list[Checked]":
    """Each story of the file with its report; a file that holds none has a report all the same."""
    from emberline.cli.stories.reports import checked_story, unreadable_report
    from emberline.stories.formats.report import UnreadableError

    try:
        return [checked_story(imported) for imported in read_stories(file)]
    except UnreadableError as error:
        return [unreadable_report(file.stem, error)]
