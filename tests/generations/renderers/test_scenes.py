"""The file of a narrated scene."""

import zipfile
from pathlib import Path

import pytest

from emberline.generations.renderers.narration.scenes import (
    SceneTimings,
    TimedBlock,
    TimedSentence,
    TimedWord,
    read_sound,
    read_timings,
    scene_path,
    write_scene,
)

TIMINGS = SceneTimings(
    seconds=1.5,
    blocks=(TimedBlock(id="t", start=0.25, end=1.0),),
    sentences=(TimedSentence(start=0.25, end=1.0, text="Two words", block="t"),),
    words=(
        TimedWord(start=0.25, end=0.5, text="Two"),
        TimedWord(start=0.5, end=1.0, text="words"),
    ),
)


def test_a_scene_is_read_as_it_was_written(tmp_path: Path):
    path = scene_path(tmp_path, "ab12")

    write_scene(path, TIMINGS, b"a", b"m", b"o")

    assert path.name == "ab12.zip"
    assert read_timings(path) == TIMINGS
    assert [read_sound(path, coding) for coding in ("aac", "mp3", "opus")] == [b"a", b"m", b"o"]


def test_its_parts_are_stored_as_they_are(tmp_path: Path):
    write_scene(scene_path(tmp_path, "d"), TIMINGS, b"a" * 999, b"m", b"o")

    with zipfile.ZipFile(scene_path(tmp_path, "d")) as archive:
        parts = archive.infolist()
    assert [part.filename for part in parts] == [
        *("scene.json", "scene.aac", "scene.mp3", "scene.opus")
    ]
    assert {part.compress_type for part in parts} == {zipfile.ZIP_STORED}


def test_equal_scenes_are_equal_files(tmp_path: Path):
    for name in ("one", "two"):
        write_scene(scene_path(tmp_path, name), TIMINGS, b"a", b"m", b"o")

    one, two = (scene_path(tmp_path, name).read_bytes() for name in ("one", "two"))
    assert one == two


def test_a_scene_that_cannot_be_written_leaves_nothing(tmp_path: Path):
    target = scene_path(tmp_path, "taken")
    target.mkdir()

    with pytest.raises(IsADirectoryError):
        write_scene(target, TIMINGS, b"a", b"m", b"o")

    assert list(tmp_path.iterdir()) == [target]
