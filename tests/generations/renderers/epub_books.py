"""Stories to make EPUBs of, and how they are made."""

from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import msgspec
import pyvips

from emberline.generations.renderers.epub.rendering import render
from emberline.generations.renderers.narration.planning import planned
from emberline.generations.renderers.narration.scenes import (
    SceneTimings,
    TimedBlock,
    scene_path,
    write_scene,
)
from emberline.generations.renderers.orders import Asset, Options, Order
from emberline.stories.engine.document import (
    FORMAT,
    Choice,
    Ending,
    Item,
    Media,
    Node,
    Protagonist,
    Puzzle,
    Roll,
    Story,
    Variable,
)
from tests.media.videos import ffmpeg

AUTHOR = "Ann Author"
LAMP = "01HVXZ6ZJ4M8Q4S8Q4S8Q4S8Q4"

_HOSTILE = (
    "\x00\x08\x0b\x1f\x7f ]]> <script>alert(1)</script> &amp; & \"quoted\" 'so' \ufffe\uffff "
    "\u202e\u2066 شجرة בית 漢字 👩‍👩‍👧‍👦🇺🇳 e\u0301\u0302\u0303 " + "endless" * 60
)


def samples() -> dict[str, Story]:
    """The stories that come with the product, by the names of their files."""
    folder = files("emberline.stories.samples")
    documents = [each for each in folder.iterdir() if each.name.endswith(".json")]
    return {each.name: msgspec.json.decode(each.read_bytes(), type=Story) for each in documents}


def story(**parts: Any) -> Story:
    """A story of these parts."""
    return Story(**{"format": FORMAT, "title": "A title", **parts})


def way(to: str, **parts: Any) -> Choice:
    """A choice that leads to the scene `to`."""
    return Choice(**{"key": "on", "text": "Go on", "to": to, **parts})


def alone() -> Story:
    """A single scene, without a title, choices or an author's name for it."""
    return story(title=" ", nodes=(Node(key="only", content="All there is."),))


def lamp() -> Story:
    """Three scenes with all that a book may have: dice, a puzzle, pictures, a sheet, an end."""
    pictures = (
        Media(kind="image", source=LAMP, alt_text="A lamp & its flame"),
        Media(kind="image", source="gone", alt_text="A wall, painted over"),
    )
    roll = Roll(dice="2d6", target=8, success="riddle", failure="end")
    choices = (
        way("riddle", key="kick", text="Kick the *door*", consequences="It hurts.\n\n- A lot."),
        way("", key="climb", text="Climb", roll=roll, effects=("coins += 1",)),
        way("end", key="pay", text="Pay", condition="coins >= 3", locked_text="*Too poor.*"),
    )
    text = "You stand.\n\n> It is dark.\n\n1. A lamp\n2. A wall\n   - painted\n\n---\n\n## A door"
    return story(
        title="The Brass Lamp",
        description="A tale\nof a lamp.",
        cover=LAMP,
        content_notes=("Dust",),
        variables={"coins": Variable(type="int", label="Coins", shown=True)},
        items={"key": Item(name="Brass key", description="Heavy.")},
        protagonists={
            "ada": Protagonist(name="Ada", description="A smith.", initial={"coins": 2}),
            "bo": Protagonist(name="Bo", items={"key": 1}),
        },
        nodes=(
            Node(
                key="hall",
                title="The hall",
                content=text,
                start=True,
                media=pictures,
                choices=choices,
            ),
            Node(
                key="riddle",
                title="A riddle",
                content="It asks.",
                type="puzzle",
                puzzle=_piano(),
                choices=(way("hall", text="Leave"),),
            ),
            Node(key="end", content="Light.", type="ending", ending=Ending(name="Lit")),
        ),
    )


def _piano() -> Puzzle:
    return Puzzle(
        kind="text",
        prompt="What has keys and opens nothing?",
        answers=("a piano",),
        attempts=2,
        hints=("It is **loud**.", "It is black and white."),
        success="end",
        failure="hall",
    )


def in_german() -> Story:
    """`lamp` as a story whose rules are told in German."""
    return msgspec.structs.replace(lamp(), language="de-AT")


def hostile() -> Story:
    """`lamp` with texts everywhere that break what is written without care, in Arabic."""
    whole = lamp()
    nodes = tuple(
        msgspec.structs.replace(
            node,
            title=_HOSTILE,
            content=f"{_HOSTILE}\n\n```\n{_HOSTILE}\n```\n\n* {_HOSTILE}\n\n# {_HOSTILE}",
            media=(Media(kind="image", source=LAMP, alt_text=_HOSTILE),),
            choices=tuple(
                msgspec.structs.replace(choice, text=_HOSTILE, consequences=_HOSTILE)
                for choice in node.choices
            ),
        )
        for node in whole.nodes
    )
    return msgspec.structs.replace(
        whole,
        title=_HOSTILE,
        description=_HOSTILE,
        language="ar_EG-a",
        content_notes=(_HOSTILE,),
        variables={"coins": Variable(type="int", label=_HOSTILE, shown=True)},
        items={"key": Item(name=_HOSTILE, description=_HOSTILE)},
        protagonists={"ada": Protagonist(name=_HOSTILE, description=_HOSTILE)},
        nodes=nodes,
    )


def order_of(folder: Path, whole: Story, **parts: Any) -> Order:
    """An order of an EPUB of a story into a new folder, with one picture."""
    folder.mkdir(parents=True, exist_ok=True)
    document, picture = folder / "story.json", folder / "lamp.webp"
    document.write_bytes(msgspec.json.encode(whole))
    picture.write_bytes(pyvips.Image.black(60, 40, bands=3).webpsave_buffer())
    return Order(
        kind="epub",
        folder=str(folder),
        document=str(document),
        author=AUTHOR,
        identifier="urn:uuid:6ac1a7c6-5b5c-4b6e-9c3e-0d6a2a3b4c5d",
        modified="2026-11-21T04:00:00.25+06:00",
        assets={LAMP: Asset(path=str(picture), media_type="image/webp")},
        **parts,
    )


def rendered(folder: Path, whole: Story) -> Path:
    """The EPUB of a story."""
    return _made(order_of(folder, whole))


def narrated(folder: Path, whole: Story) -> Path:
    """The EPUB of a story that is read aloud: of each scene one second, a tenth for each block."""
    scenes = folder / "scenes"
    scenes.mkdir(parents=True)
    order = order_of(folder, whole, scenes=str(scenes), options=Options(narrated=True))
    blocks = ("t", "b0", "p0", "c0", "unheard-of")
    timings = SceneTimings(
        seconds=1.0,
        blocks=tuple(
            TimedBlock(id=block, start=place / 10, end=(place + 0.5) / 10)
            for place, block in enumerate(blocks)
        ),
    )
    for scene in planned(order):
        write_scene(scene_path(scenes, scene.digest), timings, b"", _second_of_mp3(), b"")
    return _made(order)


def _made(order: Order) -> Path:
    results: list[str] = []
    render(order, lambda told: results.append(told.result.path) if told.result else None)
    (path,) = results
    return Path(order.folder) / path


@cache
def _second_of_mp3() -> bytes:
    tone = ("-f", "lavfi", "-i", "sine=r=24000", "-t", "1", "-c:a", "libmp3lame")
    return ffmpeg("mp3", *tone, "-write_xing", "0", "-id3v2_version", "0")
