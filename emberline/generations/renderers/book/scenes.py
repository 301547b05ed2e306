"""Nodes as sections of a book."""

from collections.abc import Sequence

from emberline.generations.renderers.book.legible import legible
from emberline.generations.renderers.book.markdown import blocks_of
from emberline.generations.renderers.book.parts import Block, Section, Span
from emberline.generations.renderers.book.phrases import Phrases
from emberline.generations.renderers.book.questions import Questions
from emberline.generations.renderers.book.templates import Templates
from emberline.generations.renderers.book.ways import Ways, note
from emberline.generations.renderers.book.wording import Wording
from emberline.stories.engine.document import Media, Node


class Scenes:
    """Makes the sections of a book."""

    def __init__(self, wording: Wording) -> None:
        self._wording = wording
        self._templates = Templates(wording)
        self._ways = Ways(wording, self._templates)
        self._questions = Questions(wording, self._templates, self._ways)

    def section(self, node: Node, number: int) -> Section:
        """`node` with its rules in words: what happens on entering first, how long one has last."""
        return Section(
            key=node.key,
            number=number,
            title=title_of(node),
            blocks=(
                *(note(words) for words in self._wording.effects(node.on_enter)),
                *pictures_of(node.media),
                *blocks_of(self._templates.markdown(node.content)),
                *self._ways.timers(node),
                *ending_of(node, self._wording.phrases),
            ),
            puzzle=self._questions.puzzle(node),
            choices=self._ways.choices(node),
            is_ending=node.is_ending,
        )


def title_of(node: Node) -> str:
    """The title on one line; empty where there is none."""
    return " ".join(legible(node.title).split())


def pictures_of(media: Sequence[Media]) -> tuple[Block, ...]:
    """The pictures among the media of a node."""
    return tuple(
        Block(kind="picture", source=each.source, alt_text=legible(each.alt_text).strip())
        for each in media
        if each.kind == "image"
    )


def ending_of(node: Node, phrases: Phrases) -> tuple[Block, ...]:
    """The name of the ending that `node` is, or just that it is one."""
    if not node.is_ending:
        return ()
    name = node.ending.name if node.ending is not None else ""
    words = " ".join(legible(name).split()) or phrases.ways.the_end
    return (Block(kind="ending", spans=(Span(words),)),)
