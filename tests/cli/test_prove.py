"""`emberline prove`: what readers can reach, and what is told of it."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.cli.story_files import SEVERAL_CSV, Ran, choice, emberline, node, story, write

_PROGRAM = "from emberline.cli import app; app()"


def _counters(number: int) -> dict[str, Any]:
    """A story with more states than anybody can see, and a door that is hard to prove."""
    names = [f"v{each}" for each in range(number)]
    turns = [
        choice(name, "hall", effects=[f"{name} = ({name} * 3 + {place} + {names[place - 1]}) % 17"])
        for place, name in enumerate(names)
    ]
    door = choice("door", "out", condition=" and ".join(f"{name} == 16" for name in names))
    return story(
        node("hall", *turns, door, choice("leave", "home")),
        node("out"),
        node("home"),
        variables={name: {"type": "int"} for name in names},
    )


def _planted() -> dict[str, Any]:
    """A story with an impossible choice, and a cellar that needs a key to leave."""
    return story(
        node(
            "hall",
            choice("take", "hall", effects=["give(key)"], once=True),
            choice("down", "cellar"),
            choice("fly", "sky", condition="wings > 3"),
        ),
        node("cellar", choice("unlock", "garden", condition="has(key)")),
        node("garden", on_enter=["unlock(free)"]),
        node("sky"),
        title="The Cellar",
        variables={"wings": {"type": "int", "max": 3}},
        items={"key": {}},
        achievements={"free": {"name": "Free"}},
    )


def _proved(folder: Path, document: Any, *words: str) -> Ran:
    return emberline(folder, "prove", write(folder, document).name, *words)


def test_what_is_impossible_and_where_readers_get_stuck_is_told(tmp_path: Path):
    ran = _proved(tmp_path, _planted())
    assert ran.code == 1
    lines = ran.output.splitlines()
    assert lines[0] == "The Cellar"
    assert lines[1].startswith("Everything is decided: ")
    assert "4 nodes: 3 reachable, 1 impossible" in lines
    impossible = lines.index("Impossible:")
    assert lines[impossible + 1 : impossible + 3] == ["  node sky", "  choice hall/fly"]
    stuck = lines.index("Soft locks (readers get stuck):")
    assert lines[stuck + 1] == "  cellar: hall/down"
    assert [line.split() for line in lines if "(sky)" in line] == [
        ["0.00", "%", "sky", "(sky)", "0/1"]
    ]
    assert [line.split() for line in lines if "Free" in line] == [["reachable", "Free", "(free)"]]


def test_the_proof_is_printed_as_json(tmp_path: Path):
    ran = _proved(tmp_path, _planted(), "--json")
    assert ran.code == 1
    proof = ran.facts
    assert proof["complete"] is True
    assert proof["states"] > 0 and proof["seconds"] >= 0
    assert proof["choices"]["hall/fly"] == {"verdict": "impossible"}
    assert proof["achievements"]["free"]["verdict"] == "reachable"
    assert [each["node"] for each in proof["soft_locks"]] == ["cellar"]
    assert ran.errors == ""


def test_what_is_impossible_is_no_fault(tmp_path: Path):
    hall = node("hall", choice("on", "end"), choice("never", "end", condition="1 > 2"))
    ran = _proved(tmp_path, story(hall, node("end")))
    assert ran.code == 0
    assert "  choice hall/never" in ran.output.splitlines()


def test_odds_are_told_as_percentage_and_fraction(tmp_path: Path):
    hall = node("hall", choice("a", "one"), choice("b", "two"), choice("c", "two"))
    document = story(hall, node("one"), node("two", ending={"name": "Twice"}))
    lines = _proved(tmp_path, document).output.splitlines()
    assert lines[lines.index("Endings:") + 1].split() == ["66.67", "%", "Twice", "(two)", "2/3"]
    endings = _proved(tmp_path, document, "--json").facts["endings"]
    assert {key: each["odds"] for key, each in endings.items()} == {"one": "1/3", "two": "2/3"}


def test_witnesses_of_the_report_replay(tmp_path: Path):
    report = _proved(tmp_path, _planted(), "--json").facts
    lock = report["soft_locks"][0]
    found = {"lock": lock, "garden": report["nodes"]["garden"], "bare": lock["witness"]}
    for name, finding in found.items():
        (tmp_path / f"{name}.witness").write_text(json.dumps(finding))
    for name, where in (("lock", "stuck at cellar"), ("garden", "ends"), ("bare", "stuck")):
        ran = emberline(tmp_path, "play", "story.json", "--witness", f"{name}.witness")
        assert ran.code == 0, ran.output + ran.errors
        assert where in ran.output.splitlines()[-1]


def test_a_spent_budget_leaves_things_open(tmp_path: Path):
    ran = _proved(tmp_path, _counters(12), "--budget", "2000")
    assert ran.code == 0
    lines = ran.output.splitlines()
    assert lines[1].startswith("Not everything is decided: ")
    assert "  choice hall/door" in lines[lines.index("Open (not decided):") :]
    assert _proved(tmp_path, _counters(12), "--budget", "0").code == 2


def test_a_story_with_errors_is_checked_and_not_proved(tmp_path: Path):
    unsound = story(node("hall", choice("on", "nowhere")))
    ran = _proved(tmp_path, unsound)
    assert ran.code == 1
    assert "hall/on error missing_target" in ran.output
    assert ran.output.splitlines()[-1] == "It has errors, so that it was not proved."
    report = _proved(tmp_path, unsound, "--json").facts
    assert report["valid"] is False and "states" not in report


def test_each_of_several_stories_is_proved(tmp_path: Path):
    (tmp_path / "both.csv").write_text(SEVERAL_CSV)
    ran = emberline(tmp_path, "prove", "both.csv", "--json")
    assert ran.code == 0
    told = [(each["title"], each["complete"]) for each in ran.facts["stories"]]
    assert told == [("The First", True), ("The Second", True)]


@pytest.mark.parametrize(("name", "code"), [("missing.json", 2), ("broken.json", 1)])
def test_a_file_that_cannot_be_read_is_not_proved(tmp_path: Path, name: str, code: int):
    (tmp_path / "broken.json").write_text("{")
    ran = emberline(tmp_path, "prove", name)
    assert (ran.code, ran.output) == (code, "")
    assert ran.errors.startswith(name)


def test_an_interrupt_ends_the_proof_with_what_was_found(tmp_path: Path):
    write(tmp_path, _counters(14))
    kept = {name: value for name, value in os.environ.items() if not name.startswith("EMBERLINE_")}
    with subprocess.Popen(
        [sys.executable, "-c", _PROGRAM, "prove", "story.json", "--budget", "1000000000"],
        cwd=tmp_path,
        env=kept,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stderr is not None and process.stdout is not None
        assert process.stderr.readline() == "Proving …\n"
        process.send_signal(signal.SIGINT)
        lines = process.stdout.read().splitlines()
    assert process.returncode == 0
    assert lines[1].startswith("Stopped early: ")
    assert "  choice hall/door" in lines[lines.index("Open (not decided):") :]
