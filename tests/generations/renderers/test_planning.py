"""The scenes of a narration, and what they are kept by."""

from pathlib import Path
from typing import Any

import msgspec
import pytest

from emberline.generations.renderers.narration import planning
from emberline.generations.renderers.narration.planning import plan, planned, spoken_scenes
from emberline.generations.renderers.orders import Options, Told
from emberline.kit.sandboxed import Refused
from emberline.stories.engine.document import Protagonist, Story
from emberline.stories.engine.state import Log, Move
from tests.generations.renderers.factories import choice, ending, lamp_story, node, story
from tests.generations.renderers.narration_orders import SAMPLES, Narration, sample, scenes


def digests(folder: Path, told: Story, **more: Any) -> list[str]:
    return [scene.digest for scene in Narration(folder, told, **more).plan]


@pytest.mark.parametrize("name", SAMPLES)
def test_every_scene_of_a_sample_is_planned(name: str, tmp_path: Path):
    told = sample(name)

    scenes = Narration(tmp_path, told).plan

    assert len(scenes) == len(told.nodes)
    assert [scene.number for scene in scenes] == list(range(1, len(scenes) + 1))
    assert sum(scene.words for scene in scenes) > 2000


def test_the_plan_is_told(tmp_path: Path):
    told: list[Told] = []
    order = Narration(tmp_path, lamp_story()).order

    plan(order, told.append)

    assert told == [Told(plan=planned(order))]
    assert [scene.title for scene in planned(order)] == [
        *("The Hall", "The Cellar", "The Riddle", "Safe", "The Well")
    ]


def test_one_way_is_planned_in_its_order(tmp_path: Path):
    way = Options(path=("hall", "cellar", "safe"))

    assert [scene.key for scene in Narration(tmp_path, lamp_story(), options=way).plan] == [
        *("hall", "cellar", "safe")
    ]


def test_a_play_is_planned_as_it_was_read(tmp_path: Path):
    told = story(
        node("a", choice("round", "a", letter="R"), choice("on", "b"), content="Around."),
        ending("b", content="Out."),
    )
    moves = (*(Move(node="a", choice="round"),) * 2, Move(node="a", choice="on"))

    scenes = spoken_scenes(Narration(tmp_path, told, log=Log(moves=moves)).order)

    assert [(scene.planned.number, scene.planned.key) for scene in scenes] == [
        *((1, "a"), (2, "a"), (3, "a"), (4, "b"))
    ]
    assert [scene.script.lines[-1].text for scene in scenes] == [
        *("You choose R.", "You choose R.", "You choose A."),
        "The End",
    ]
    assert scenes[0].planned.digest == scenes[1].planned.digest != scenes[2].planned.digest


def test_a_digest_is_of_what_is_heard_alone(tmp_path: Path):
    before = digests(tmp_path, scenes("One.", "Two.", "Three."))

    renamed = digests(tmp_path, scenes("One.", "Two.", "Three.", title="New", description="x"))

    assert len(set(before)) == 3
    assert renamed == before


def test_an_edited_scene_alone_has_a_new_digest(tmp_path: Path):
    before = digests(tmp_path, scenes("One.", "Two.", "Three."))

    after = digests(tmp_path, scenes("One.", "Two!", "Three."))

    changed = [old != new for old, new in zip(before, after, strict=True)]
    assert changed == [False, True, False]


def test_a_scene_keeps_its_digest_wherever_it_stands(tmp_path: Path):
    before = digests(tmp_path, scenes("One.", "Two."))

    after = digests(tmp_path, scenes("New.", "One.", "Two."))

    assert after[1:] == before


@pytest.mark.parametrize(
    "other", [{"voice": "espeak:en-us"}, {"voice": "espeak:en-gb+f3"}, {"voice": "espeak:de"}]
)
def test_another_voice_makes_other_scenes(other: dict[str, str], tmp_path: Path):
    told = scenes("One.", "Two.")

    assert not set(digests(tmp_path, told)) & set(digests(tmp_path, told, **other))


def test_the_voice_is_of_the_language_of_the_story(tmp_path: Path):
    def voices(told: Story, **more: Any) -> set[str]:
        return {scene.voice for scene in spoken_scenes(Narration(tmp_path, told, **more).order)}

    assert voices(scenes("Eins.", language="de")) == {"espeak:de"}
    assert voices(scenes("Um.", language="pt_BR")) == {"espeak:pt-br"}
    assert voices(scenes("One.", language="!")) == {"espeak:en-gb"}
    assert voices(scenes("One."), voice="espeak:en-us") == {"espeak:en-us"}


def test_scenes_without_anything_to_say_are_left_out(tmp_path: Path):
    told = story(node("a", content="* * *"), ending("b", content="Out."))
    linked = story(
        node("a", choice("go", "b", text="→", letter="*"), content="* * *"),
        ending("b", content="Out."),
    )
    assert [scene.key for scene in Narration(tmp_path, linked).plan] == ["b"]

    silent = msgspec.structs.replace(told, nodes=told.nodes[:1])
    with pytest.raises(Refused, match="no text in this story") as refused:
        planned(Narration(tmp_path, silent).order)

    assert refused.value.code == "nothing_to_say"


def test_too_much_text_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    order = Narration(tmp_path, scenes("x" * 600, "y" * 600)).order
    assert planned(order)
    monkeypatch.setattr(planning, "CHARACTERS_AT_MOST", 1000)

    with pytest.raises(Refused, match="one way through") as refused:
        planned(order)

    assert refused.value.code == "too_large"


def test_a_voice_that_nobody_has_is_refused(tmp_path: Path):
    with pytest.raises(Refused, match="espeak:xx") as refused:
        planned(Narration(tmp_path, scenes("One."), voice="espeak:xx").order)

    assert refused.value.code == "unknown_voice"


def test_whoever_the_reader_is_in_a_play_speaks(tmp_path: Path):
    told = story(
        node("a", choice("on", "b", effects=("protagonist(ben)",)), content="I am Ada."),
        ending("b", content="I am Ben."),
        protagonists={"ada": Protagonist(name="Ada"), "ben": Protagonist(name="Ben")},
    )
    play = Log(protagonist="ada", moves=(Move(node="a", choice="on"),))
    options = Options(voices={"ben": "espeak:en-gb+m3"})

    spoken = spoken_scenes(
        Narration(tmp_path, told, log=play, options=options, voice="espeak:en-gb+f3").order
    )

    assert [scene.voice for scene in spoken] == ["espeak:en-gb+f3", "espeak:en-gb+m3"]
