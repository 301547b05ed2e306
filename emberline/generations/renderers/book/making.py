"""A story as a book: all of it, one way through it, or a play as it was read."""

import msgspec

from emberline.generations.renderers.book.cast import characters_of
from emberline.generations.renderers.book.legible import legible
from emberline.generations.renderers.book.parts import Book, Section
from emberline.generations.renderers.book.playing import Telling
from emberline.generations.renderers.book.reading_order import in_reading_order
from emberline.generations.renderers.book.scenes import Scenes
from emberline.generations.renderers.book.tags import direction_of, tag_of
from emberline.generations.renderers.book.wording import Wording
from emberline.kit.sandboxed import Refused
from emberline.stories.engine.document import Story
from emberline.stories.engine.state import Log, RefusedError


def book_of(story: Story, author: str) -> Book:
    """The whole of `story`, with every rule in words. Linear time.

    Scenes that no way leads to are left out. Refused `no_scenes`.
    """
    nodes = in_reading_order(story)
    if not nodes:
        raise _no_scenes()
    wording = Wording(story)
    scenes = Scenes(wording)
    language = tag_of(story.language)
    return Book(
        title=legible(story.title).strip(),
        author=legible(author).strip(),
        description=legible(story.description).strip(),
        language=language,
        direction=direction_of(language),
        content_notes=tuple(legible(each).strip() for each in story.content_notes),
        cover=story.cover,
        characters=characters_of(wording),
        sections=tuple(scenes.section(node, number) for number, node in enumerate(nodes, 1)),
    )


def sections_of_path(story: Story, path: tuple[str, ...]) -> tuple[Section, ...]:
    """The sections of the book on one way, numbered as they follow each other.

    path: the keys of nodes, each linked to the one before by a choice, a roll or a puzzle; the
    first is the start. `taken` is the choice that leads on. Refused `no_scenes`, `bad_path`.
    """
    nodes = in_reading_order(story)
    if not nodes:
        raise _no_scenes()
    by_key = {node.key: node for node in nodes}
    if not path or path[0] != nodes[0].key:
        raise Refused("bad_path", f"Begin the path with the story's first scene, `{nodes[0].key}`.")
    scenes = Scenes(Wording(story))
    made: list[Section] = []
    known: dict[str, Section] = {}
    for number, (key, following) in enumerate(zip(path, (*path[1:], None), strict=True), 1):
        if key not in known:
            known[key] = scenes.section(by_key[key], number)
        section = msgspec.structs.replace(known[key], number=number)
        made.append(_led_on(section, following))
    return tuple(made)


def sections_of_play(story: Story, log: Log) -> tuple[Section, ...]:
    """A whole play, replayed by the engine: each scene as its reader saw it, in turn.

    Choices are those offered then, the open ones with an outcome and the locked ones without;
    `taken` is the one that was taken. What was told of it stands before the next scene.
    Refused `no_scenes`, `bad_play`.
    """
    if not story.nodes:
        raise _no_scenes()
    try:
        return tuple(Telling(story).sections(log))
    except RefusedError as error:
        message = f"This play cannot be played again in this version of the story: {error}"
        raise Refused("bad_play", message) from error


def _led_on(section: Section, following: str | None) -> Section:
    """`section` with the choice marked that leads to the next one."""
    if following is None:
        return section
    for choice in section.choices:
        if any(outcome.to == following for outcome in choice.outcomes):
            return msgspec.structs.replace(section, taken=choice.key)
    puzzle = section.puzzle
    if puzzle is None or all(outcome.to != following for outcome in puzzle.outcomes):
        raise Refused(
            "bad_path", f"No way leads from `{section.key}` to `{following}`: mend the path."
        )
    return section


def _no_scenes() -> Refused:
    return Refused("no_scenes", "The story has no scenes yet: write one, then generate it again.")
