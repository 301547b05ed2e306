"""`emberline play`: stories played in a pipe and at a terminal."""

import os
import pty
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.cli.playing import DICE, HOUSE, SEED, answer_to, heard, play
from tests.cli.story_files import SEVERAL_CSV, choice, emberline, node, story, write

AT_ONCE = 1e-9
"""Seconds that are over before anybody has answered."""

_PROGRAM = "from emberline.cli import app; app()"


def test_a_story_is_played_to_its_end_by_letters(tmp_path: Path):
    ran = play(tmp_path, HOUSE, "a", "B")
    assert heard(ran)[:8] == [
        "== A House ==",
        "Two ways out.",
        "By Nobody.",
        "== The Hall ==",
        "You are here, nerve 0.",
        "A. Take rope.",
        "B. You need a *rope*. [locked]",
        "C. Take leave.",
    ]
    assert answer_to(ran, "a")[:3] == [
        "Nerve 0 → 1 · + Rope",
        "== The Hall ==",
        "You are here, nerve 1.",
    ]
    assert "A. Take rope." not in answer_to(ran, "a")
    end = answer_to(ran, "B")
    assert end[0] == "★ Climber: Take the wall."
    assert "The end: Down the Wall (proud)." in end
    assert any(line.startswith("Endings found: 1 of 2.") for line in end)


def test_the_end_of_the_input_ends_the_play(tmp_path: Path):
    assert heard(play(tmp_path, HOUSE))[-1] == "Good-bye."
    assert heard(play(tmp_path, HOUSE, "a"))[-1] == "Good-bye, after 1 step."
    assert heard(play(tmp_path, HOUSE, "quit", "a"))[-2:] == ["> quit", "Good-bye."]


def test_what_is_locked_or_unknown_changes_nothing(tmp_path: Path):
    ran = play(tmp_path, HOUSE, "b", "x", "log")
    assert answer_to(ran, "b") == ["That is not open to you."]
    assert answer_to(ran, "x") == ["There is no x here. Type a letter, or ? for help."]
    assert answer_to(ran, "log")[0] == "You have done nothing yet."


def test_stats_inventory_achievements_endings_and_log_are_shown(tmp_path: Path):
    ran = play(tmp_path, HOUSE, "i", "a", "s", "inventory", "b", "achievements", "endings", "log")
    assert answer_to(ran, "i") == ["You carry nothing."]
    assert answer_to(ran, "s") == ["Nerve: 1"]
    assert answer_to(ran, "inventory") == ["Rope: Forty feet."]
    assert answer_to(ran, "achievements") == ["★ Climber: Take the wall."]
    assert answer_to(ran, "endings") == ["Down the Wall"]
    assert answer_to(ran, "log")[:2] == [
        "1. The Hall: A. Take rope.",
        "2. The Hall: B. Take jump.",
    ]


def test_every_command_is_listed_by_help(tmp_path: Path):
    told = " ".join(answer_to(play(tmp_path, HOUSE, "?"), "?"))
    for command in ("stats", "inventory", "rewind", "save FILE", "load FILE", "log", "quit"):
        assert command in told


def test_letters_win_over_commands_and_a_colon_says_that_a_command_is_meant(tmp_path: Path):
    hall = node(
        "hall", choice("stay", "hall", letter="S", consequences="Stayed."), choice("out", "end")
    )
    ran = play(tmp_path, story(hall, node("end")), "s", ":s", ":stay")
    assert answer_to(ran, "s")[0] == "Stayed."
    assert answer_to(ran, ":s") == ["This story shows no stats."]
    assert answer_to(ran, ":stay")[0].startswith("There is no :stay here.")


def test_steps_are_taken_back(tmp_path: Path):
    ran = play(tmp_path, HOUSE, "a", "b", "r", "rewind 9", "r", "rewind x")
    assert answer_to(ran, "r")[:3] == [
        "1 step taken back.",
        "== The Hall ==",
        "You are here, nerve 1.",
    ]
    assert answer_to(ran, "rewind 9")[2] == "You are here, nerve 0."
    assert "There is nothing to take back." in heard(ran)
    assert "Say how many steps to take back, as `rewind 2`." in answer_to(ran, "rewind x")


def test_a_story_begins_again(tmp_path: Path):
    ran = play(tmp_path, HOUSE, "a", "b", "restart", "c")
    assert "You are here, nerve 0." in answer_to(ran, "restart")
    assert any(line.startswith("Endings found: 2 of 2.") for line in answer_to(ran, "c"))


def test_dice_are_shown_as_they_fall_and_the_seed_decides_them(tmp_path: Path):
    ran = play(tmp_path, DICE, "a", options=("--seed", SEED))
    assert "A. Take lift. [2d6+1, 9 or more]" in heard(ran)
    fell = answer_to(ran, "a")[0]
    assert fell == "⚄ 2d6+1: 5 + 1, +1, modifier +2: 9 against 9, success"
    again = play(tmp_path, DICE, "a", "restart", "A", options=("--seed", SEED.upper()))
    assert answer_to(again, "a")[0] == fell == answer_to(again, "A")[0]


def test_a_lapse_goes_on_with_the_default(tmp_path: Path):
    hall = node(
        "hall",
        choice("run", "won", timer={"seconds": AT_ONCE, "default": "freeze"}),
        choice("freeze", "lost", consequences="You stood there."),
    )
    document = story(hall, node("won"), node("lost"))
    late = play(tmp_path, document, "a", "r", "")
    assert answer_to(late, "a")[:3] == [
        "Time is over: B. Take freeze.",
        "You stood there.",
        "== lost ==",
    ]
    assert answer_to(late, "r")[0] == "1 step taken back."
    assert answer_to(late, "")[0] == "Time is over: B. Take freeze."
    calm = play(tmp_path, document, "a", options=("--timers", "off"))
    assert "== won ==" in answer_to(calm, "a")


def test_seconds_are_shown_as_the_reader_wants_them(tmp_path: Path):
    hall = node(
        "hall",
        choice("run", "end", timer={"seconds": 30, "default": "wait"}),
        choice("wait", "end"),
    )
    document = story(hall, node("end"))
    for setting, shown in (("on", " [30 s]"), ("10", " [300 s]"), ("off", "")):
        ran = play(tmp_path, document, options=("--timers", setting))
        assert f"A. Take run.{shown}" in heard(ran)
    assert play(tmp_path, document, options=("--timers", "3")).code == 2


def test_a_choice_whose_time_is_over_is_gone(tmp_path: Path):
    hall = node("hall", choice("run", "won", timer={"seconds": AT_ONCE}), choice("wait", "lost"))
    ran = play(tmp_path, story(hall, node("won"), node("lost")), "a", "", "b")
    assert answer_to(ran, "a") == ["The time for this choice is over."]
    assert answer_to(ran, "") == ["A. Take run. [too late]", "B. Take wait."]
    assert "== lost ==" in answer_to(ran, "b")


def _riddle(**puzzle: Any) -> dict[str, Any]:
    door = node(
        "door", choice("leave", "lost"), puzzle={"prompt": "Well?", "success": "won", **puzzle}
    )
    return story({**door, "type": "puzzle"}, node("won"), node("lost"))


def test_a_text_is_answered_and_each_wrong_answer_earns_a_hint(tmp_path: Path):
    riddle = _riddle(kind="text", answers=["log"], hints=["It burns.", "It floats."], attempts=3)
    ran = play(tmp_path, riddle, "stone", "log", "= LOG")
    assert "Well?" in heard(ran) and "Attempts left: 3" in heard(ran)
    assert answer_to(ran, "stone")[:4] == [
        "That is not it.",
        "Well?",
        "Hint: It burns.",
        "Attempts left: 2",
    ]
    assert answer_to(ran, "log") == ["1. door: stone, wrong"]
    assert answer_to(ran, "= LOG")[:2] == ["Right.", "== won =="]


def test_a_number_is_answered(tmp_path: Path):
    ran = play(tmp_path, _riddle(kind="number", answers=[7.5]), "many", "7.50")
    assert answer_to(ran, "many") == ["Answer with a number."]
    assert answer_to(ran, "7.50")[0] == "Right."


def test_parts_are_put_in_order_by_their_numbers(tmp_path: Path):
    riddle = _riddle(kind="order", answers=["one", "two", "three"])
    lines = heard(play(tmp_path, riddle))
    shown = [line.split("  ")[1] for line in lines if line[:1].isdigit()]
    assert sorted(shown) == ["one", "three", "two"] and shown != ["one", "two", "three"]
    ran = play(tmp_path, riddle, "1 2", "1 1 2", "3 2 1", options=("--seed", SEED))
    how = "Type the numbers 1 to 3 in the order that you mean, each once, with spaces."
    assert answer_to(ran, "1 2") == answer_to(ran, "1 1 2") == [how]
    options = [
        line.split("  ")[1]
        for line in heard(ran)[: heard(ran).index("> 1 2")]
        if line[:1].isdigit()
    ]
    right = " ".join(str(options.index(part) + 1) for part in ("one", "two", "three"))
    assert answer_to(play(tmp_path, riddle, right, options=("--seed", SEED)), right)[0] == "Right."


def test_parts_are_matched_in_pairs(tmp_path: Path):
    riddle = _riddle(kind="match", answers={"cat": "meows", "dog": "barks"})
    ran = play(tmp_path, riddle, "1=1", "1=2 2=2", options=("--seed", SEED))
    lines = heard(ran)
    assert lines[lines.index("On the left:") + 1 :][:2] == ["1  cat", "2  dog"]
    right = lines[lines.index("On the right:") + 1 :][:2]
    assert sorted(line[3:] for line in right) == ["barks", "meows"]
    assert answer_to(ran, "1=1")[0].startswith("Type for each on the left")
    assert answer_to(ran, "1=2 2=2")[0] == "That is not it."
    pairs = "1=1, 2-2" if right[0] == "1  meows" else "1=2, 2-1"
    assert answer_to(play(tmp_path, riddle, pairs, options=("--seed", SEED)), pairs)[0] == "Right."


PEOPLE = story(
    node("hall", choice("swap", "hall", effects=["protagonist(rat)"]), choice("out", "end")),
    node("end"),
    variables={"size": {"type": "int", "shown": True}},
    protagonists={
        "cat": {"name": "The Cat", "description": "It sees you.", "initial": {"size": 4}},
        "rat": {"name": "The Rat", "initial": {"size": 1}},
    },
)


def test_who_to_be_is_asked_for(tmp_path: Path):
    ran = play(tmp_path, PEOPLE, "3", "the rat", "s")
    lines = heard(ran)
    assert lines[lines.index("== Who are you? ==") + 1 :][:2] == [
        "1  The Cat: It sees you.",
        "2  The Rat",
    ]
    assert lines[lines.index("1 to 2: 3") + 1] == "Type the number in front."
    assert answer_to(ran, "s") == ["size: 1"]
    assert heard(play(tmp_path, PEOPLE))[-1] == "2  The Rat"


def test_who_to_be_is_chosen_by_key_and_may_change(tmp_path: Path):
    ran = play(tmp_path, PEOPLE, "s", "a", options=("--protagonist", "cat"))
    assert answer_to(ran, "s") == ["size: 4"]
    assert answer_to(ran, "a")[0] == "You are The Rat now · size 4 → 1"
    assert play(tmp_path, PEOPLE, options=("--protagonist", "dog")).code == 2
    assert play(tmp_path, HOUSE, options=("--protagonist", "cat")).code == 2


def test_the_story_of_several_is_asked_for_or_named(tmp_path: Path):
    (tmp_path / "both.csv").write_text(SEVERAL_CSV)
    asked = emberline(tmp_path, "play", "both.csv", sent="2\n")
    assert "== The Second ==" in heard(asked)
    named = emberline(tmp_path, "play", "both.csv", "--story", "the second")
    assert heard(named)[0] == "== The Second =="
    assert emberline(tmp_path, "play", "both.csv", "--story", "The Third").code == 2


def test_a_draft_with_errors_is_played_as_far_as_it_goes(tmp_path: Path):
    draft = story(
        node("hall", choice("on", "gone"), choice("stay", "pit")), node("pit", type="story")
    )
    ran = play(tmp_path, draft, "a", "b")
    assert any("This draft has 2 errors" in line for line in heard(ran))
    assert answer_to(ran, "a") == ["This leads to `gone`, which does not exist."]
    assert answer_to(ran, "b")[-1] == "Nothing is open to you here. `r` takes a step back."
    nowhere = {**draft, "nodes": [{**each, "start": False} for each in draft["nodes"]]}
    ran = play(tmp_path, nowhere)
    assert ran.code == 1
    assert "no node to begin with" in ran.errors


@pytest.mark.parametrize(
    "options",
    [
        ("--witness", "gone.json"),
        ("--load", "gone.json"),
        ("--seed", "12"),
        ("--seed", SEED, "--load", "story.json"),
        ("--witness", "story.json", "--load", "story.json"),
    ],
)
def test_options_that_cannot_be_followed_are_refused(tmp_path: Path, options: tuple[str, ...]):
    ran = play(tmp_path, HOUSE, options=options)
    assert ran.code == 2
    assert ran.errors


def test_nothing_that_a_terminal_would_obey_is_printed(tmp_path: Path):
    wild = "\x1b[2J\x9b2J\u202egone\x07"
    hall = node(
        "hall", choice("on", "end", consequences=wild), content=f"One{wild}\n\nTwo", title=wild
    )
    end = node("end", ending={"name": wild})
    ran = play(tmp_path, story(hall, end, title=wild, description=wild), "a", wild)
    text = "".join(heard(ran))
    assert "One\\x1b[2J\\x9b2J\\u202egone\\x07" in text
    assert not set("\x1b\x9b\u202e\x07") & set(text)


def test_a_terminal_shows_frames_within_its_width(tmp_path: Path):
    write(tmp_path, HOUSE)
    keyboard, terminal = pty.openpty()
    kept = {name: value for name, value in os.environ.items() if not name.startswith("EMBERLINE_")}
    with subprocess.Popen(
        [sys.executable, "-c", _PROGRAM, "play", "story.json"],
        cwd=tmp_path,
        env={**kept, "TERM": "xterm", "COLUMNS": "60"},
        stdin=terminal,
        stdout=terminal,
        stderr=terminal,
    ):
        os.close(terminal)
        os.write(keyboard, b"a\nquit\n")
        shown = b""
        while part := _part(keyboard):
            shown += part
    os.close(keyboard)
    assert b"\x1b[" in shown
    lines = re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", shown.decode()).splitlines()
    frames = [line for line in lines if "The Hall" in line]
    assert [(line[:14], len(line), line[-2:]) for line in frames] == [
        ("╭─ The Hall ──", 60, "─╮")
    ] * 2
    assert "Good-bye, after 1 step." in lines[-1]


def _part(descriptor: int) -> bytes:
    """What a terminal shows next; nothing once its last writer is gone, where Linux fails."""
    try:
        return os.read(descriptor, 65536)
    except OSError:
        return b""
