"""A story as a printed gamebook: numbered paragraphs, a character sheet, solutions at the end."""

import re
from datetime import datetime
from pathlib import Path

from emberline.generations.renderers.book.making import book_of
from emberline.generations.renderers.orders import Order, Result, Tell, Told
from emberline.generations.renderers.pdf.memory import MEMORY_BYTES
from emberline.generations.renderers.pdf.typesetting import Press, typeset
from emberline.stories.engine.document import Story

__all__ = ["MEMORY_BYTES", "render"]

NAME = "gamebook.pdf"
MEDIA_TYPE = "application/pdf"

_DRAWS_NUMBERS = re.compile(r"\b(roll|random)\s*\(")


def render(order: Order, tell: Tell) -> None:
    """Make `gamebook.pdf` of the order's story; the same order gives the same bytes.

    Raises Refused: "no_scenes", "too_large".
    """
    story = order.story()
    book = book_of(story, order.author)
    press = Press(
        assets=order.assets,
        paper=order.options.paper,
        made=datetime.fromisoformat(order.modified),
        uses_dice=_uses_dice(story),
    )
    tell(Told(progress=0.05))
    file = Path(order.folder) / NAME
    typeset(book, press, file, tell)
    tell(Told(progress=1))
    tell(Told(result=Result(name=NAME, media_type=MEDIA_TYPE, path=str(file))))


def _uses_dice(story: Story) -> bool:
    choices = [choice for node in story.nodes for choice in node.choices]
    effects = [effect for choice in choices for effect in choice.effects]
    effects += [effect for node in story.nodes for effect in node.on_enter]
    return any(choice.roll for choice in choices) or any(map(_DRAWS_NUMBERS.search, effects))
