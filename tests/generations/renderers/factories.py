"""Small stories for the tests of renderers, and their books."""

from typing import Any

import msgspec

from emberline.generations.renderers.book.making import book_of
from emberline.generations.renderers.book.parts import Book, BookChoice, Section
from emberline.stories.engine.document import (
    Achievement,
    Choice,
    Ending,
    Item,
    Media,
    Node,
    Protagonist,
    Puzzle,
    Roll,
    Story,
    Timer,
    Variable,
)


def story(*nodes: Node, **more: Any) -> Story:
    """A story of `nodes`, the first of which is the start."""
    first = [msgspec.structs.replace(node, start=True) for node in nodes[:1]]
    told = {"format": "emberline-story/1", "title": "The Cellar", **more}
    return Story(nodes=(*first, *nodes[1:]), **told)


def node(key: str, *choices: Choice, **more: Any) -> Node:
    """A node with these choices."""
    return Node(key=key, choices=choices, **more)


def choice(key: str, to: str = "", **more: Any) -> Choice:
    """A choice that leads to the node `to`."""
    return Choice(**{"key": key, "text": f"Take {key}", "to": to, **more})


def ending(key: str, **more: Any) -> Node:
    """A node where a play ends."""
    return Node(key=key, type="ending", **more)


def lamp_story(**more: Any) -> Story:
    """A story of a house with a cellar that has something of everything in it."""
    told: dict[str, Any] = {
        "title": "The Lamp",
        "variables": {
            "health": Variable(type="int", initial=7, min=0, max=12, label="Health", shown=True),
            "mood": Variable(type="enum", values=("calm", "afraid"), label="Mood", shown=True),
            "oath": Variable(type="bool"),
        },
        "items": {"lamp": Item(name="A lamp", description="Brass."), "coin": Item(name="Coin")},
        "protagonists": {
            "ada": Protagonist(name="Ada", initial={"health": 9}, items={"coin": 3}),
            "ben": Protagonist(name="Ben", description="Tired."),
        },
        "achievements": {"deep": Achievement(name="In Deep")},
    }
    return story(*_rooms(), **{**told, **more})


def _rooms() -> tuple[Node, ...]:
    return (
        node(
            "hall",
            choice("take", "cellar", text="Take the *lamp*", effects=("give(lamp)",)),
            choice("down", "cellar", text="Go down", condition="oath", locked_text="Not yet."),
            title="The Hall",
            content="You have {health} left.\n\n{if has(lamp)}It is lit.{else}It is dark.{end}",
            media=(Media(kind="image", source="hall.png", alt_text="A hall"),),
        ),
        node(
            "cellar",
            choice(
                "jump",
                text="Jump",
                effects=("health -= 2",),
                consequences="You **jump**.",
                roll=Roll(dice="2d6", modifier="health", target=9, success="safe", failure="well"),
                timer=Timer(seconds=10, default="stay"),
            ),
            choice("stay", "riddle", text="Stay"),
            title="The Cellar",
            content="Water.",
            on_enter=("oath = true",),
        ),
        node(
            "riddle",
            title="The Riddle",
            puzzle=Puzzle(
                kind="text",
                prompt="What am I?",
                answers=("echo", "Echo!", "an echo"),
                hints=("I come back.",),
                attempts=2,
                success="safe",
                failure="well",
            ),
        ),
        ending("safe", title="Safe", content="Light.", ending=Ending(name="Home")),
        ending("well", title="The Well", content="Dark.", on_enter=("unlock(deep)",)),
    )


def lamp_book(**more: Any) -> Book:
    """The book of `lamp_story`."""
    return book_of(lamp_story(**more), "A. Writer")


def section_of(book: Book, key: str) -> Section:
    """The section of a node."""
    return next(section for section in book.sections if section.key == key)


def choice_of(section: Section, key: str) -> BookChoice:
    """A choice of a section."""
    return next(each for each in section.choices if each.key == key)


def texts_of(section: Section) -> list[str]:
    """The texts of a section's blocks."""
    return [block.text for block in section.blocks]
