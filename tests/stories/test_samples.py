"""The sample stories are sound, are proved to the last state, and show everything there is."""

from collections.abc import Iterator
from importlib.resources import files

import msgspec
import pytest

from emberline.stories.engine.check import check
from emberline.stories.engine.document import Node, Story
from emberline.stories.engine.names import choice_name
from emberline.stories.engine.playable import Playable
from emberline.stories.engine.prove import prove
from emberline.stories.engine.replay import replay, steps_of

FILES = sorted(
    (each for each in files("emberline.stories.samples").iterdir() if each.name.endswith(".json")),
    key=lambda each: each.name,
)
SAMPLES = [msgspec.json.decode(each.read_bytes(), type=Story) for each in FILES]

sample = pytest.mark.parametrize("story", SAMPLES, ids=[each.name for each in FILES])


def test_there_are_five_of_them():
    assert len(SAMPLES) == 5


@sample
def test_a_sample_has_between_40_and_300_nodes_and_nothing_to_complain_of(story: Story):
    report = check(story)
    assert (report.errors, report.warnings) == ((), ())
    assert 40 <= len(story.nodes) <= 300


@sample
def test_everything_in_a_sample_is_reached_by_its_witness_and_nobody_gets_stuck(story: Story):
    playable = Playable(story)
    proof = prove(playable)
    assert proof.complete
    assert proof.soft_locks == ()
    assert sum(_as_number(each.odds) for each in proof.endings.values()) == pytest.approx(1)
    for key, found in proof.nodes.items():
        assert found.witness is not None
        assert replay(playable, found.witness).node == key
    for name, found in proof.choices.items():
        assert found.witness is not None
        *_, last = steps_of(playable, found.witness)
        assert choice_name(last.move.node, last.move.choice or "") == name
    assert {each.verdict for each in proof.achievements.values()} <= {"reachable"}


def test_together_they_use_every_feature():
    assert {each for story in SAMPLES for each in _features(story)} == {
        *("condition", "locked_text", "effects", "consequences", "once", "fallback", "timer"),
        *("default", "roll", "modifier", "text", "number", "order", "match", "attempts", "hints"),
        *("items", "collectible", "protagonists", "achievements", "secret", "shown", "int", "bool"),
        *("string", "enum", "on_enter", "template", "ending", "note", "roll()", "protagonist()"),
        *("has()", "count()", "visited()", "times()", "chosen()"),
    }


def _features(story: Story) -> Iterator[str]:
    yield from (variable.type for variable in story.variables.values())
    yield from ("shown" for each in story.variables.values() if each.shown)
    yield from ("collectible" for each in story.items.values() if each.collectible)
    yield from ("secret" for each in story.achievements.values() if each.secret)
    for part in ("items", "protagonists", "achievements"):
        if getattr(story, part):
            yield part
    for node in story.nodes:
        yield from _of_node(node)


def _of_node(node: Node) -> Iterator[str]:
    yield from (part for part in ("on_enter", "ending", "note") if getattr(node, part))
    if "{if " in node.content:
        yield "template"
    if node.puzzle is not None:
        yield node.puzzle.kind
        yield from (part for part in ("attempts", "hints") if getattr(node.puzzle, part))
    for choice in node.choices:
        parts = ("condition", "locked_text", "effects", "consequences", "once", "fallback")
        yield from (part for part in (*parts, "timer", "roll") if getattr(choice, part))
        if choice.timer is not None and choice.timer.default:
            yield "default"
        if choice.roll is not None and choice.roll.modifier:
            yield "modifier"
    texts = [
        node.content,
        *node.on_enter,
        *(text for choice in node.choices for text in (choice.condition or "", *choice.effects)),
    ]
    for word in ("roll", "protagonist", "has", "count", "visited", "times", "chosen"):
        if any(f"{word}(" in text for text in texts):
            yield f"{word}()"


def _as_number(odds: str | float | None) -> float:
    assert odds is not None
    numerator, _, denominator = str(odds).partition("/")
    return float(numerator) / float(denominator or 1)
