"""What a renderer is given and what it tells: the words between the jobs and their children."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import BinaryIO, Literal

import msgspec

from emberline.stories.engine.document import Story
from emberline.stories.engine.state import Log

Kind = Literal["audio", "epub", "html", "pdf"]
Level = Literal["info", "warning", "error"]


class Options(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What may be asked for besides the kind and the voice; each kind takes its own.

    path: the keys of the nodes of one way through the story, from its start. voices: protagonists'
    keys and who speaks for them. narrated: an EPUB that reads aloud. paper: of a PDF.
    progress_id: which play is narrated; its moves are in the order's `log`.
    """

    progress_id: str | None = None
    path: tuple[str, ...] | None = None
    voices: Mapping[str, str] = {}
    narrated: bool = False
    paper: Literal["a4", "a5", "letter"] = "a5"


class Asset(msgspec.Struct, frozen=True, kw_only=True):
    """A picture or sound of the story: where its bytes lie, and its media type."""

    path: str
    media_type: str


class Order(msgspec.Struct, frozen=True, kw_only=True):
    """One generation to render.

    folder: an empty folder of its own, where results go. document: the path of the story as JSON.
    author: the author's name. assets: by the id that the document names. voice: None: by the
    story's language. log: the play to narrate, replayed. scenes: the folder of scenes that are
    narrated already, each a file named `{digest}.zip` (see `narration.scenes`). models: the neural
    voices that the operator supplied, by name, and where their model files should lie. identifier:
    of the publication, stable for one generation. modified: when it was asked for, RFC 3339 in UTC.
    """

    kind: Kind
    folder: str
    document: str
    author: str
    identifier: str
    modified: str
    assets: Mapping[str, Asset] = {}
    voice: str | None = None
    options: Options = Options()
    log: Log | None = None
    scenes: str | None = None
    models: Mapping[str, str] = {}

    def story(self) -> Story:
        """The story's document."""
        return msgspec.json.decode(Path(self.document).read_bytes(), type=Story)


class Result(msgspec.Struct, frozen=True, kw_only=True):
    """A file that was made. name: as in addresses; path: where it lies in the order's folder."""

    name: str
    media_type: str
    path: str


class PlannedScene(msgspec.Struct, frozen=True, kw_only=True):
    """A scene to narrate. digest: of all that decides its sound. words: how long it is."""

    number: int
    key: str
    title: str
    digest: str
    words: int


class Told(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A line of a renderer's output; one of its fields is set.

    progress: 0 to 1. plan: scenes of a narration, in their order; several lines make up one plan.
    scene: the number of one that is finished, its file durable under `{digest}.zip` in the scenes'
    folder. result: a file that is finished; the main one first. log: what the owner should read.
    """

    progress: float | None = None
    plan: tuple[PlannedScene, ...] | None = None
    scene: int | None = None
    result: Result | None = None
    log: "LogLine | None" = None
    refused: "Refusal | None" = None


class LogLine(msgspec.Struct, frozen=True, kw_only=True):
    """What a renderer has to say to the story's owner. event: a stable slug."""

    level: Level
    event: str
    message: str


class Refusal(msgspec.Struct, frozen=True, kw_only=True):
    """Why there will be no result, whatever is tried; message: for the owner."""

    code: str
    message: str


Tell = Callable[[Told], None]


def tell_parent(out: BinaryIO, told: Told) -> None:
    """Write it to the process that runs the renderer: a line, or one for each scene of a plan."""
    # The other side reads lines of bounded length.
    lines = [told] if told.plan is None else [Told(plan=(scene,)) for scene in told.plan]
    out.writelines(msgspec.json.encode(line) + b"\n" for line in lines)
    out.flush()


def read_order(path: str) -> Order:
    """The order that the jobs wrote."""
    return msgspec.json.decode(Path(path).read_bytes(), type=Order)


def write_order(order: Order, path: Path) -> None:
    """Write an order for a renderer to read."""
    path.write_bytes(msgspec.json.encode(order))


def heard(line: str) -> Told | None:
    """What a line of a renderer's output says; None for a library's own chatter."""
    try:
        return msgspec.json.decode(line, type=Told)
    except (msgspec.DecodeError, json.JSONDecodeError):
        return None
