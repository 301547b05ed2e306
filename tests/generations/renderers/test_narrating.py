"""Narration: every scene spoken once, timed to the word, and kept."""

import itertools
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from emberline.generations.renderers.narration import engines
from emberline.generations.renderers.narration.narrating import MEMORY_BYTES
from emberline.generations.renderers.narration.planning import spoken_scenes
from emberline.generations.renderers.narration.reciting import AFTER_SCENE, recite
from emberline.generations.renderers.narration.scenes import (
    SceneTimings,
    read_sound,
    read_timings,
)
from emberline.generations.renderers.narration.scripts import Line, Script
from emberline.generations.renderers.narration.speech import Utterance
from emberline.generations.renderers.orders import Options, heard, write_order
from emberline.kit.sandboxed import Refused
from tests.generations.renderers.factories import story
from tests.generations.renderers.narration_orders import (
    SAMPLES,
    Narration,
    decoded,
    sample,
    scenes,
)

MIXED = (
    "Hello, “wide” world 🌍🌍! It costs 3.50 € — or 2d6+1?\n\n"
    "你好\uff0c世界。「走れ。」 مرحبا بالعالم؟ שלום עולם. यह है। Привет, мир! ไทยไม่มีช่องว่าง ☃\n\n"
    "https://www.example.com/a?b=c [[h@l'oU]] <speak>&amp;</speak> "
    "\u202ertl\u202c z\u0335\u0335\u0335"
)


def check(timings: SceneTimings) -> None:
    """Words, sentences and blocks follow one another, inside of each other and of the scene."""
    assert timings.words
    spans: list[list[tuple[float, float]]] = [
        [(word.start, word.end) for word in timings.words],
        [(sentence.start, sentence.end) for sentence in timings.sentences],
        [(block.start, block.end) for block in timings.blocks],
    ]
    for rows in spans:
        assert all(start < end for start, end in rows)
        assert all(one[1] <= two[0] for one, two in itertools.pairwise(rows))
        assert rows[0][0] > 0 and rows[-1][1] <= timings.seconds - AFTER_SCENE + 0.002
    words = iter(timings.words)
    for sentence in timings.sentences:
        said = ""
        while said != bare(sentence.text):
            word = next(words)
            said += bare(word.text)
            assert sentence.start <= word.start and word.end <= sentence.end
    assert next(words, None) is None
    blocks = {block.id: block for block in timings.blocks}
    for sentence in timings.sentences:
        block = blocks[sentence.block]
        assert block.start <= sentence.start and sentence.end <= block.end


def bare(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_is_spoken_and_timed(name: str, tmp_path: Path):
    order = Narration(tmp_path, sample(name)).order

    for scene in spoken_scenes(order)[:3]:
        with (tmp_path / "sound").open("w+b") as file, engines.speaker(scene.voice, {}) as speaker:
            timings, unspoken = recite(scene.script, speaker, file, lambda _: None)

        check(timings)
        assert timings.blocks[0].id == "t"
        # People read 100 to 250 words a minute aloud.
        assert 100 < scene.planned.words / timings.seconds * 60 < 250
        assert unspoken == ()


def test_a_scene_of_a_sample_is_narrated(tmp_path: Path):
    told = sample("a-house-in-instalments")
    start = next(node.key for node in told.nodes if node.start)
    narration = Narration(tmp_path, told, options=Options(path=(start,)))

    assert narration.narrate() == [1]

    path = narration.path(1)
    timings = read_timings(path)
    check(timings)
    for coding in ("aac", "mp3", "opus"):
        seconds = decoded(read_sound(path, coding))[0]
        assert timings.seconds <= seconds + 0.001 < timings.seconds + 0.15
    assert narration.logged == []


def test_each_scene_is_told_when_it_is_kept(tmp_path: Path):
    narration = Narration(tmp_path, scenes("One.", "Two, and three.", "Four."))

    assert narration.narrate() == [1, 2, 3]

    assert len(list(narration.scenes.iterdir())) == 3
    assert list(Path(narration.order.folder).iterdir()) == []
    assert narration.progress == sorted(set(narration.progress))
    assert narration.progress[-1] == 1.0


def test_a_repeat_renders_nothing(tmp_path: Path):
    narration = Narration(tmp_path, scenes("One.", "Two."))
    assert narration.narrate() == [1, 2]
    kept = {path: path.stat().st_mtime_ns for path in narration.scenes.iterdir()}

    assert narration.narrate() == []

    assert {path: path.stat().st_mtime_ns for path in narration.scenes.iterdir()} == kept
    assert narration.progress == [1.0]


def test_an_edited_scene_alone_is_spoken_again(tmp_path: Path):
    assert Narration(tmp_path, scenes("One.", "Two.", "Three.")).narrate() == [1, 2, 3]

    assert Narration(tmp_path, scenes("One.", "Two!", "Three.")).narrate() == [2]


def test_equal_scenes_are_spoken_once(tmp_path: Path):
    narration = Narration(tmp_path, scenes("The same.", "Another.", "The same.", "The end."))
    same, _, again, _ = narration.plan
    assert same.digest == again.digest

    assert sorted(narration.narrate()) == [1, 2, 3, 4]

    assert len(list(narration.scenes.iterdir())) == 3


def test_the_same_scene_is_the_same_file(tmp_path: Path):
    contents = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        narration = Narration(tmp_path / name, scenes("Before."[: len(name) * 3], "The same."))
        narration.narrate()
        contents.append(narration.path(2).read_bytes())

    assert contents[0] == contents[1]


def test_all_scripts_are_spoken_and_timed(tmp_path: Path):
    narration = Narration(tmp_path, scenes(MIXED))

    assert narration.narrate() == [1]

    timings = read_timings(narration.path(1))
    check(timings)
    said = " ".join(word.text for word in timings.words)
    for word in ("“wide”", "3.50", "6 + 1?", "世", "走", "مرحبا", "שלום", "Привет,", "example.com"):
        assert word in said
    assert not set(said) & set("🌍\u202e")


@pytest.mark.parametrize(
    "text",
    [
        "x" * 900,
        "\ufdfa" * 40,
        "a. " * 200,
        "(" * 3000 + "a",
        "e" + "\u0301" * 3000,
        "https://" + "a" * 900,
        "\U0001f3f4\U000e0067\U000e0062" * 50 + "a",
    ],
)
def test_hostile_text_is_spoken_or_dropped(text: str, tmp_path: Path):
    narration = Narration(tmp_path, story(*scenes(text).nodes, title="T"))

    assert narration.narrate() == [1]

    check(read_timings(narration.path(1)))


class OneWordSpeaker:
    """A voice that says "yes" for as long as it is told to, and nothing else."""

    rate = 8000

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds

    def speak(self, text: str) -> Utterance:
        """Half a second of noise, if it is the right word."""
        loud = b"\x00\x40\x00\xc0" * int(self.rate * self._seconds / 2)
        return Utterance(pcm=loud if "yes" in text else bytes(len(loud)))


def script(*texts: str) -> Script:
    return Script(lines=tuple(Line(block="b0", text=text, pause=0.1) for text in texts))


def test_sentences_that_a_voice_cannot_say_are_reported(tmp_path: Path):
    with (tmp_path / "sound").open("w+b") as file:
        timings, unspoken = recite(
            script("yes", "no", "yes"), OneWordSpeaker(0.5), file, lambda _: None
        )

    assert unspoken == ("no",)
    assert [sentence.text for sentence in timings.sentences] == ["yes", "yes"]
    check(timings)


def test_a_scene_that_a_voice_cannot_say_is_refused(tmp_path: Path):
    with (tmp_path / "sound").open("w+b") as file, pytest.raises(Refused) as refused:
        recite(script("no", "no"), OneWordSpeaker(0.5), file, lambda _: None)

    assert refused.value.code == "cannot_be_spoken"


@pytest.mark.parametrize("seconds", [0.02, 60.0])
def test_sound_that_cannot_be_its_text_fails(seconds: float, tmp_path: Path):
    with (
        (tmp_path / "sound").open("w+b") as file,
        pytest.raises(RuntimeError, match="cannot be 3 characters"),
    ):
        recite(script("yes"), OneWordSpeaker(seconds), file, lambda _: None)


def test_a_child_narrates_in_little_memory(tmp_path: Path):
    narration = Narration(tmp_path, scenes("A sentence of the sea. " * 12))
    order = tmp_path / "order.json"
    write_order(narration.order, order)

    made = subprocess.run(
        [sys.executable, "-m", "emberline.generations.renderers.child", "narrate", str(order)],
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES // 2,) * 2),
        stdout=subprocess.PIPE,
        check=True,
    )

    told = [heard(line) for line in made.stdout.decode().splitlines()]
    assert [each.scene for each in told if each and each.scene is not None] == [1]
    assert narration.path(1).exists()
