"""`emberline new`: a story to begin with."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from emberline.cli.settings import AsJson, fail, refuse

if TYPE_CHECKING:
    from emberline.stories.engine.document import Story
    from emberline.stories.formats.report import Finding


def new(
    file: Annotated[
        Path | None,
        typer.Argument(metavar="FILE", help="What to make, as .json, .csv, .twee or .tw."),
    ] = None,
    template: Annotated[
        str, typer.Option(help="What to begin with; `--list` names what there is.")
    ] = "blank",
    title: Annotated[str | None, typer.Option(help="The story's title.")] = None,
    show_list: Annotated[
        bool, typer.Option("--list", help="List the templates and make nothing.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Begin a story from a template. A file that is there is left alone."""
    from emberline.stories.service.templates import templates

    known = templates()
    if show_list:
        _print_list(known, as_json=as_json)
        return
    if file is None:
        refuse("Say which file to make, or look what there is with --list.")
    if template not in known:
        refuse(f"There is no template {template}. There are {', '.join(known)}.")
    story = known[template]
    _make(file, story, title or story.title)
    told = {"file": str(file), "template": template, "title": title or story.title}
    _print_made(told, as_json=as_json)


def _make(file: Path, story: "Story", title: str) -> None:
    """Write the story under its title to the new file. Exit 2 where there is one, 1 on a fault."""
    import msgspec

    from emberline.stories.formats.registry import READERS, WRITERS, write

    endings = [each for each in WRITERS if each in READERS]
    if file.suffix.lower() not in endings:
        refuse(f"{file}: a story's file ends in {', '.join(endings)}.")
    exported = write(file.suffix, msgspec.structs.replace(story, title=title))
    try:
        with file.open("x", encoding="utf-8", newline="") as made:
            made.write(exported.text)
    except FileExistsError:
        refuse(f"{file} is there already and stays as it is. Choose another name.")
    except OSError as error:
        fail(f"{file} cannot be written: {error.strerror}.")
    if exported.findings:
        _tell_losses(file, exported.findings)


def _tell_losses(file: Path, findings: "Sequence[Finding]") -> None:
    """Print what the chosen format cannot hold of the template."""
    from emberline.cli.stories.printing import import_line, open_console

    console = open_console(errors=True)
    for finding in findings:
        console.print(import_line(str(file), finding))


def _print_made(told: Mapping[str, str], *, as_json: bool) -> None:
    import json

    file = told["file"]
    sentence = (
        f"Made {file} from the template {told['template']}. `emberline play {file}` plays it, "
        f"`emberline check {file}` looks for mistakes."
    )
    typer.echo(json.dumps(told, ensure_ascii=False) if as_json else sentence)


def _print_list(known: "Mapping[str, Story]", *, as_json: bool) -> None:
    import msgspec

    if as_json:
        entries = [
            {"name": name, "title": story.title, "description": story.description}
            for name, story in known.items()
        ]
        typer.echo(msgspec.json.encode({"templates": entries}).decode())
        return
    from rich.padding import Padding

    from emberline.cli.stories.printing import open_console

    console = open_console(width=_WIDTH)
    for name, story in known.items():
        console.print(f"{name}  ({len(story.nodes)} nodes)", style="bold")
        console.print(
            Padding(f"{story.title}. {' '.join(story.description.split())}", (0, 0, 1, 4))
        )


_WIDTH = 80
