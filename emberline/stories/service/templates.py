"""What a new story may begin as: the samples, and one that is all but blank."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import msgspec

from emberline.stories.engine.document import FORMAT, Choice, Ending, Node, Story

BLANK = "blank"


@cache
def templates() -> Mapping[str, Story]:
    """The templates by their names, the blank one first."""
    samples = files("emberline.stories").joinpath("samples").iterdir()
    found = {
        file.name.removesuffix(".json"): msgspec.json.decode(file.read_bytes(), type=Story)
        for file in samples
        if file.name.endswith(".json")
    }
    return {BLANK: _blank(), **dict(sorted(found.items()))}


def _blank() -> Story:
    """The smallest story with everything that a sound one needs: a start, a way and an ending."""
    return Story(
        format=FORMAT,
        title="Untitled",
        description="Three nodes to begin with: a start, a way on and an ending.",
        nodes=(
            Node(
                key="start",
                title="The beginning",
                content="Here the story begins. Say where the reader is, and what they want.",
                start=True,
                choices=(
                    Choice(key="go-on", text="Go on.", to="middle"),
                    Choice(key="turn-back", text="Turn back.", to="end"),
                ),
            ),
            Node(
                key="middle",
                title="The middle",
                content="Something stands in the way.",
                choices=(Choice(key="finish", text="See how it ends.", to="end"),),
            ),
            Node(
                key="end",
                title="The end",
                content="And that is how it was.",
                type="ending",
                ending=Ending(name="The end"),
            ),
        ),
    )
