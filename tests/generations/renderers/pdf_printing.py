"""Orders of gamebooks, rendered for a test."""

from pathlib import Path
from typing import Any

import msgspec

from emberline.generations.renderers.orders import LogLine, Order, Told, write_order
from emberline.generations.renderers.pdf.rendering import render
from emberline.stories.engine.document import Story
from tests.generations.renderers.pdf_pages import Gamebook

SAMPLES = Path(__file__).parents[3] / "emberline" / "stories" / "samples"


def order_of(story: Story, folder: Path, **more: Any) -> Order:
    """An order of a PDF of `story` that has its own folder in `folder`."""
    own = folder / f"order-{len(list(folder.iterdir()))}"
    own.mkdir()
    document = own / "story.json"
    document.write_bytes(msgspec.json.encode(story))
    told = {
        "kind": "pdf",
        "folder": str(own),
        "document": str(document),
        "author": "Mira Vance",
        "identifier": "urn:uuid:0193a1f0-0000-7000-8000-000000000000",
        "modified": "2026-11-21T04:05:06Z",
        **more,
    }
    order = Order(**told)
    write_order(order, own / "order.json")
    return order


def printed(story: Story, folder: Path, **more: Any) -> Gamebook:
    """The gamebook of `story`."""
    return Gamebook(rendered(order_of(story, folder, **more)))


def rendered(order: Order) -> Path:
    """Where the file of a rendered order lies."""
    (result,) = [each.result for each in told_by(order) if each.result]
    return Path(result.path)


def told_by(order: Order) -> list[Told]:
    """All that a renderer tells of an order."""
    told: list[Told] = []
    render(order, told.append)
    return told


def logged(order: Order) -> list[LogLine]:
    """What a renderer has to say to the owner."""
    return [each.log for each in told_by(order) if each.log]


def sample(name: str) -> Story:
    """One of the stories that come with Emberline."""
    return msgspec.json.decode((SAMPLES / f"{name}.json").read_bytes(), type=Story)
