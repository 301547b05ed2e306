"""Plays that `emberline play` keeps and takes up again, in a newer version of the story too."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.playing import HOUSE, SEED, answer_to, heard, play
from tests.cli.story_files import choice, node, story, write


def test_a_save_is_taken_up_again_where_it_was(tmp_path: Path):
    ran = play(tmp_path, HOUSE, "a", "save mine.json", "quit", options=("--seed", SEED))
    assert answer_to(ran, "save mine.json") == ["Saved to mine.json."]
    save = json.loads((tmp_path / "mine.json").read_text())
    assert (save["format"], save["story"]) == ("emberline-save/1", "A House")
    assert save["log"] == {"seed": SEED, "moves": [{"node": "hall", "choice": "rope"}]}
    loaded = play(tmp_path, HOUSE, "log", "r", options=("--load", "mine.json"))
    assert "You are here, nerve 1." in heard(loaded)
    assert answer_to(loaded, "log") == ["1. The Hall: A. Take rope."]
    assert "You are here, nerve 0." in answer_to(loaded, "r")
    within = play(tmp_path, HOUSE, "load mine.json")
    assert "You are here, nerve 1." in answer_to(within, "load mine.json")


def test_a_save_replaces_a_save_and_nothing_else(tmp_path: Path):
    ran = play(tmp_path, HOUSE, "save mine.json", "a", "save mine.json", "save story.json", "save")
    assert heard(ran).count("Saved to mine.json.") == 2
    assert len(json.loads((tmp_path / "mine.json").read_text())["log"]["moves"]) == 1
    assert answer_to(ran, "save story.json")[0].startswith("story.json is something else")
    assert json.loads((tmp_path / "story.json").read_text()) == json.loads(json.dumps(HOUSE))
    assert answer_to(ran, "save")[0] == "Say where to, as `save my-play.json`."


def _renamed(document: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """A document whose choice `rope` is `cord` now."""
    text = json.dumps(document).replace('"rope", "text"', '"cord", "text"')
    changed: dict[str, Any] = {**json.loads(text), **changes}
    return changed


def test_a_save_moves_to_a_version_that_its_moves_do_not_lead_through(tmp_path: Path):
    play(tmp_path, HOUSE, "a", "save mine.json")
    wider = _renamed(
        HOUSE, variables={"nerve": {"type": "int", "initial": 5, "min": 3, "shown": True}}
    )
    ran = play(tmp_path, wider, "i", "b", "r 9", "save mine.json", options=("--load", "mine.json"))
    lines = heard(ran)
    moved = lines.index("The story has changed, and your play was moved.")
    assert lines[moved + 1] == "`nerve` was 1; in its new range it is 3."
    assert "You are here, nerve 3." in lines
    assert answer_to(ran, "i") == ["Rope: Forty feet."]
    assert "The end: Down the Wall (proud)." in answer_to(ran, "b")
    # Before the move lies another version, which nobody can go back to.
    assert answer_to(ran, "r 9")[0] == "1 step taken back."
    again = play(tmp_path, wider, "i", options=("--load", "mine.json"))
    assert "You are here, nerve 3." in heard(again)
    assert answer_to(again, "i") == ["Rope: Forty feet."]


def test_a_save_whose_moves_still_lead_through_the_story_says_that_it_changed(tmp_path: Path):
    play(tmp_path, HOUSE, "a", "save mine.json")
    ran = play(tmp_path, {**HOUSE, "author": "Somebody"}, options=("--load", "mine.json"))
    assert "The story has changed since; your moves lead through it as before." in heard(ran)
    assert "You are here, nerve 1." in heard(ran)


def test_a_save_that_cannot_follow_its_story_is_refused(tmp_path: Path):
    play(tmp_path, HOUSE, "a", "save mine.json")
    other = story(node("cave", choice("on", "end")), node("end"))
    ran = play(tmp_path, other, options=("--load", "mine.json"))
    assert ran.code == 1
    assert "The scene `hall` is not in the new version." in ran.errors
    within = play(tmp_path, other, "load mine.json")
    assert "cannot follow" in answer_to(within, "load mine.json")[0]
    assert "You are at cave." in heard(within)


def test_a_file_that_cannot_be_a_save_is_told(tmp_path: Path):
    deep = '{"format": "emberline-save/1", "story": "x", "log": {"moves": [{"answer": %s}]}}'
    (tmp_path / "deep.json").write_text(deep.replace("%s", "[" * 100_000))
    names = ["deep.json", "gone.json", ".", "a\0b", "~nobody-at-all/x"]
    lines = [f"{verb} {name}" for name in names for verb in ("load", "save")]
    ran = play(tmp_path, HOUSE, *lines, "a")
    assert "You are here, nerve 1." in answer_to(ran, "a")
    assert [line for line in heard(ran) if line.startswith("Saved")] == ["Saved to gone.json."]


@pytest.mark.parametrize(
    "save",
    [
        [],
        {"format": "emberline-story/1"},
        {"log": {"seed": "xyz"}},
        {"log": {"moves": [{"node": "a", "choice": "b"}]}},
        {"log": {}, "base": {"version": 1, "node": "hall", "seed": "1"}},
        {"log": {}, "base": {"version": 1, "node": "cave", "seed": SEED}},
    ],
)
def test_what_is_no_save_of_the_story_is_refused(tmp_path: Path, save: Any):
    whole = {"format": "emberline-save/1", "story": "x", **save} if "log" in save else save
    write(tmp_path, whole, "mine.json")
    ran = play(tmp_path, HOUSE, options=("--load", "mine.json"))
    assert ran.code == 1
    assert ran.errors.startswith("mine.json: ")
    within = play(tmp_path, HOUSE, "load mine.json", "a")
    assert "You are here, nerve 1." in answer_to(within, "a")
