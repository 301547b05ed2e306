"""Stories in files, and commands about them as an author types them."""

import json
import os
from pathlib import Path
from typing import Any, NamedTuple

from tests.commands import COMMANDS


class Ran(NamedTuple):
    """What a command did: its exit code, its standard output and its standard error."""

    code: int
    output: str
    errors: str

    @property
    def facts(self) -> Any:
        """What it printed with `--json`."""
        return json.loads(self.output)


def emberline(folder: Path, *words: str, sent: str = "") -> Ran:
    """Run `emberline …` in `folder`. sent: what is typed, line by line."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("EMBERLINE_")}
    return Ran(*COMMANDS.run(words, kept, folder=folder, sent=sent))


def choice(key: str, to: str, **fields: Any) -> dict[str, Any]:
    """A choice of a document, its text made of its key."""
    return {"key": key, "text": f"Take {key}.", "to": to, **fields}


def node(key: str, *choices: dict[str, Any], **fields: Any) -> dict[str, Any]:
    """A node of a document, its content made of its key; one without choices is an ending."""
    kind = {} if choices or "puzzle" in fields else {"type": "ending"}
    return {"key": key, "content": f"You are at {key}.", "choices": choices, **kind, **fields}


def story(*nodes: dict[str, Any], title: str = "A Try", **fields: Any) -> dict[str, Any]:
    """A document that begins with the first node."""
    begun = [{**each, "start": not number} for number, each in enumerate(nodes)]
    return {"format": "emberline-story/1", "title": title, "nodes": begun, **fields}


def write(folder: Path, document: Any, name: str = "story.json") -> Path:
    """Write a document, or several in a list, to a file."""
    path = folder / name
    path.write_text(json.dumps(document))
    return path


SEVERAL_CSV = (
    "story_title,node,content,choice_text,to\n"
    "The First,a,Text,Go on,b\n"
    ",b,The end,,\n"
    "The Second,a,Text,Go on,b\n"
    ",b,The end,,\n"
)
