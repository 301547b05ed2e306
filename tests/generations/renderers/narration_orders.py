"""Narrations of small stories, ordered as the jobs order them."""

import io
import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import av
import msgspec

from emberline.generations.renderers.narration.narrating import narrate
from emberline.generations.renderers.narration.planning import planned
from emberline.generations.renderers.narration.scenes import scene_path
from emberline.generations.renderers.orders import LogLine, Order, PlannedScene, Told
from emberline.stories.engine.document import Node, Story
from tests.generations.renderers.factories import choice, ending, node, story

SAMPLES = (
    "a-house-in-instalments",
    "eleven-minutes-of-air",
    "the-keepers-ledger",
    "the-salt-road",
    "understudy",
)


class Narration:
    """An order, and what was told of it."""

    def __init__(self, folder: Path, told: Story, **more: Any) -> None:
        self.scenes = folder / "scenes"
        place = folder / "place"
        for each in (self.scenes, place):
            each.mkdir(exist_ok=True)
        document = folder / "story.json"
        document.write_bytes(msgspec.json.encode(told))
        self.order = Order(
            kind="audio",
            folder=str(place),
            document=str(document),
            author="A. Writer",
            identifier="urn:test",
            modified="2026-01-01T00:00:00Z",
            scenes=str(self.scenes),
            **more,
        )
        self.told: list[Told] = []

    @property
    def plan(self) -> tuple[PlannedScene, ...]:
        """The scenes."""
        return planned(self.order)

    def narrate(self) -> list[int]:
        """Make what is missing; the numbers of the scenes that were told."""
        self.told = []
        narrate(self.order, self.told.append)
        return [told.scene for told in self.told if told.scene is not None]

    def path(self, number: int) -> Path:
        """The file of a scene."""
        digest = next(scene.digest for scene in self.plan if scene.number == number)
        return scene_path(self.scenes, digest)

    @property
    def logged(self) -> list[LogLine]:
        """What the owner was told."""
        return [told.log for told in self.told if told.log is not None]

    @property
    def progress(self) -> list[float]:
        """How far it was, each time that it was told."""
        return [told.progress for told in self.told if told.progress is not None]


def scenes(*contents: str, **more: Any) -> Story:
    """A story of so many scenes in a row, `s1` and so on, without titles."""
    last = len(contents)
    nodes: list[Node] = [
        node(f"s{number}", choice("on", f"s{number + 1}", text="Go on."), content=content)
        for number, content in enumerate(contents[:-1], 1)
    ]
    return story(*nodes, ending(f"s{last}", content=contents[-1]), **more)


def sample(name: str) -> Story:
    """A story that everybody may try."""
    data = files("emberline.stories.samples").joinpath(f"{name}.json").read_bytes()
    return msgspec.convert(json.loads(data), Story)


def decoded(sound: bytes) -> tuple[float, int, int]:
    """How long a sound file lasts in seconds, its rate and its channels."""
    container: Any
    with av.open(io.BytesIO(sound)) as container:
        frames = list(container.decode(audio=0))
    seconds = sum(frame.samples / frame.sample_rate for frame in frames)
    return seconds, frames[0].sample_rate, frames[0].layout.nb_channels
