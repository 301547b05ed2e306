"""Plays at a pipe, and what is heard of them."""

from pathlib import Path
from typing import Any

from tests.cli.story_files import Ran, choice, emberline, node, story, write

SEED = "000102030405060708090a0b0c0d0e0f"

HOUSE = story(
    node(
        "hall",
        choice("rope", "hall", effects=["give(rope)", "nerve += 1"], once=True),
        choice("jump", "yard", condition="has(rope)", locked_text="You need a *rope*."),
        choice("leave", "street"),
        title="The Hall",
        content="You are here, nerve {nerve}.",
    ),
    node("yard", ending={"name": "Down the Wall", "tone": "proud"}, on_enter=["unlock(climber)"]),
    node("street", ending={"name": "By the Door"}),
    title="A House",
    description="Two ways out.",
    author="Nobody",
    variables={"nerve": {"type": "int", "label": "Nerve", "shown": True}},
    items={"rope": {"name": "Rope", "description": "Forty feet."}},
    achievements={"climber": {"name": "Climber", "description": "Take the wall."}},
)

DICE = story(
    node(
        "hall",
        choice(
            "lift",
            "",
            roll={
                "dice": "2d6+1",
                "modifier": "luck",
                "target": 9,
                "success": "won",
                "failure": "hall",
            },
        ),
    ),
    node("won"),
    variables={"luck": {"type": "int", "initial": 2}},
)


def play(folder: Path, document: Any, *typed: str, options: tuple[str, ...] = ()) -> Ran:
    """Play a document, typing these lines."""
    name = write(folder, document).name
    return emberline(folder, "play", name, *options, sent="".join(f"{line}\n" for line in typed))


def heard(ran: Ran) -> list[str]:
    """The lines of a play that went well, without empty ones."""
    assert ran.code == 0, ran.output + ran.errors
    return [line for line in ran.output.splitlines() if line]


def answer_to(ran: Ran, typed: str) -> list[str]:
    """The lines between what was typed and the next prompt."""
    lines = heard(ran)
    begin = lines.index(f"> {typed}") + 1
    end = next(n for n in range(begin, len(lines)) if lines[n].startswith(("> ", "Good-bye")))
    return lines[begin:end]
