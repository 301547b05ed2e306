"""Which scenes a narration has, who speaks each of them, and the digests they are kept by."""

import hashlib
from collections.abc import Sequence
from functools import cache

import msgspec

from emberline.generations.renderers.book.making import book_of, sections_of_path, sections_of_play
from emberline.generations.renderers.book.parts import Section
from emberline.generations.renderers.book.tags import tag_of
from emberline.generations.renderers.narration import engines
from emberline.generations.renderers.narration.coding import ENCODINGS
from emberline.generations.renderers.narration.levelling import LOUDNESS, PEAK, RATE
from emberline.generations.renderers.narration.reciting import AFTER_SCENE
from emberline.generations.renderers.narration.scripts import Script, script_of
from emberline.generations.renderers.narration.voices import default_voice
from emberline.generations.renderers.orders import Order, PlannedScene, Tell, Told
from emberline.kit.sandboxed import Refused
from emberline.stories.engine.document import Story

_TITLE_MOST = 200
CHARACTERS_AT_MOST = 2_000_000
"""How much text a narration may have: about 35 hours."""

# What else than the text and the voice decides a scene's file: a new number makes all of them anew.
_FORMAT = 1


class SpokenScene(msgspec.Struct, frozen=True, kw_only=True):
    """A scene, what is said in it, and the id of the voice that says it."""

    planned: PlannedScene
    voice: str
    script: Script


def plan(order: Order, tell: Tell) -> None:
    """The step: tell the scenes of an order's narration. Raises as `spoken_scenes`."""
    tell(Told(plan=planned(order)))


def planned(order: Order) -> tuple[PlannedScene, ...]:
    """The scenes of an order's narration, in their order. Raises as `spoken_scenes`."""
    return tuple(scene.planned for scene in spoken_scenes(order))


def spoken_scenes(order: Order) -> tuple[SpokenScene, ...]:
    """The scenes of an order's narration, with what is said in each.

    A recorded play, one way through the story, or all of it in reading order; what has nothing to
    say is left out. Scenes have their sections' numbers.

    Raises Refused: "nothing_to_say", "too_large", "missing_model", "unknown_voice", and as the
    functions of `book.making`.
    """
    story = order.story()
    identity = cache(lambda voice: engines.identity(voice, order.models))
    scenes = []
    characters = 0
    for section in _sections(order, story):
        script = script_of(section, tag_of(story.language))
        if script.lines:
            characters += script.characters
            # At once: a way may come by a long scene ten thousand times.
            _check_length(characters)
            voice = _voice(order, story, section)
            scenes.append(_scene(section, script, voice, identity(voice)))
    if not scenes:
        raise Refused(
            "nothing_to_say", "There is no text in this story. Write a scene, then narrate it."
        )
    return tuple(scenes)


def _sections(order: Order, story: Story) -> Sequence[Section]:
    if order.log is not None:
        return sections_of_play(story, order.log)
    if order.options.path is not None:
        return sections_of_path(story, order.options.path)
    return book_of(story, order.author).sections


def _voice(order: Order, story: Story, section: Section) -> str:
    chosen = order.options.voices.get(section.protagonist) if section.protagonist else None
    return chosen or order.voice or default_voice(tag_of(story.language))


def _scene(section: Section, script: Script, voice: str, identity: str) -> SpokenScene:
    planned = PlannedScene(
        number=section.number,
        key=section.key,
        title=section.title[:_TITLE_MOST],
        digest=_digest(script, identity),
        words=script.words,
    )
    return SpokenScene(planned=planned, voice=voice, script=script)


def _digest(script: Script, identity: str) -> str:
    decisive = (_FORMAT, RATE, LOUDNESS, PEAK, AFTER_SCENE, ENCODINGS, identity, script)
    return hashlib.sha256(msgspec.json.encode(decisive)).hexdigest()


def _check_length(characters: int) -> None:
    if characters > CHARACTERS_AT_MOST:
        raise Refused(
            "too_large",
            f"More than {CHARACTERS_AT_MOST:,} characters cannot be narrated at once. Narrate one "
            "way through the story.",
        )
