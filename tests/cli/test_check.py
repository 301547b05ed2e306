"""`emberline check`: files of stories, and what is told of them."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.story_files import SEVERAL_CSV, choice, emberline, node, story, write

SOUND = story(node("hall", choice("on", "end")), node("end"))

_LOADED = """
import sys
from emberline.cli import app
try:
    app()
finally:
    print(*sorted({name.partition(".")[0] for name in sys.modules}), file=sys.stderr)
    print(*sorted(name for name in sys.modules if name.startswith("emberline")), file=sys.stderr)
"""


def test_a_sound_story_is_told_in_one_line(tmp_path: Path):
    write(tmp_path, SOUND)
    ran = emberline(tmp_path, "check", "story.json")
    assert ran.code == 0
    assert ran.output == (
        "story.json: 2 nodes, 1 choice, 1 ending, 10 words: 0 errors, 0 warnings.\n"
    )


def test_the_report_is_printed_as_json(tmp_path: Path):
    write(tmp_path, SOUND)
    ran = emberline(tmp_path, "check", "story.json", "--json")
    assert ran.code == 0
    assert ran.facts["valid"] is True
    assert (ran.facts["errors"], ran.facts["warnings"]) == ([], [])
    assert ran.facts["metrics"]["nodes"] == 2


def test_errors_are_told_with_their_place_and_end_with_exit_code_1(tmp_path: Path):
    hall = node("hall", choice("on", "nowhere"), content="Well.\n\n  {purse} coins")
    write(tmp_path, story(hall, node("end")))
    ran = emberline(tmp_path, "check", "story.json")
    assert ran.code == 1
    lines = ran.output.splitlines()
    assert [line for line in lines if line.startswith("story.json: hall/on error missing_target: ")]
    assert [line for line in lines if line.startswith("story.json: hall 3:3 error undeclared: ")]
    codes = {
        each["code"]
        for each in emberline(tmp_path, "check", "story.json", "--json").facts["errors"]
    }
    assert {"missing_target", "undeclared"} <= codes


def test_warnings_alone_end_with_exit_code_0(tmp_path: Path):
    write(tmp_path, {**SOUND, "items": {"rope": {}}})
    ran = emberline(tmp_path, "check", "story.json")
    assert ran.code == 0
    assert "story.json: warning unused_item: " in ran.output
    assert "0 errors, 1 warning." in ran.output


def test_what_cannot_be_read_is_told_by_line(tmp_path: Path):
    (tmp_path / "broken.json").write_text('{\n"format": "emberline-story/1",\n"title" "x"}')
    ran = emberline(tmp_path, "check", "broken.json")
    assert ran.code == 1
    assert ran.output.startswith("broken.json: 3 error format: ")
    report = emberline(tmp_path, "check", "broken.json", "--json").facts
    assert report["valid"] is False
    assert [(each["code"], each["line"]) for each in report["errors"]] == [("format", 3)]
    assert report["metrics"]["errors"] == 1


TWEE = ":: StoryTitle\nA Try\n\n:: Start\nGo on. [[on->end]]\n\n:: end\nThere.\n"
TWINE = (
    '<tw-storydata name="A Try" startnode="1">'
    '<tw-passagedata pid="1" name="Start">Go on. [[on-&gt;end]]</tw-passagedata>'
    '<tw-passagedata pid="2" name="end">There.</tw-passagedata></tw-storydata>'
)
CSV = "node,content,choice_text,to\nStart,Go on.,on,end\nend,There.,,\n"


@pytest.mark.parametrize(
    ("name", "text"),
    [("a.twee", TWEE), ("a.tw", TWEE), ("a.html", TWINE), ("a.csv", CSV), ("A.CSV", CSV)],
)
def test_the_ending_of_the_name_says_how_a_file_is_read(tmp_path: Path, name: str, text: str):
    (tmp_path / name).write_text(text)
    ran = emberline(tmp_path, "check", name, "--json")
    assert ran.code == 0
    assert (ran.facts["metrics"]["nodes"], ran.facts["metrics"]["choices"]) == (2, 1)


@pytest.mark.parametrize("name", ["missing.json", "folder.json", "story.txt", "story"])
def test_what_is_no_file_of_a_story_is_refused(tmp_path: Path, name: str):
    (tmp_path / "folder.json").mkdir()
    (tmp_path / "story.txt").touch()
    (tmp_path / "story").touch()
    ran = emberline(tmp_path, "check", name)
    assert ran.code == 2
    assert ran.output == ""
    assert name in ran.errors


def test_each_of_several_stories_is_reported(tmp_path: Path):
    (tmp_path / "both.csv").write_text(SEVERAL_CSV)
    ran = emberline(tmp_path, "check", "both.csv")
    assert ran.code == 0
    assert [line.partition(":")[0] for line in ran.output.splitlines() if "2 nodes" in line] == [
        "both.csv [The First]",
        "both.csv [The Second]",
    ]
    stories = emberline(tmp_path, "check", "both.csv", "--json").facts["stories"]
    assert [each["title"] for each in stories] == ["The First", "The Second"]
    assert all(each["valid"] for each in stories)


def test_one_unsound_story_of_several_is_enough_for_exit_code_1(tmp_path: Path):
    write(tmp_path, [SOUND, story(node("hall", choice("on", "gone")), title="Lost")])
    assert emberline(tmp_path, "check", "story.json").code == 1


def test_what_was_found_while_reading_is_told_too(tmp_path: Path):
    (tmp_path / "story.csv").write_text(
        "node,content,choice_text,to,condition\na,A,Go,b,key\nb,B,,,\n"
    )
    ran = emberline(tmp_path, "check", "story.csv")
    assert "story.csv: note declared_by_use: " in ran.output
    found = emberline(tmp_path, "check", "story.csv", "--json").facts["findings"]
    assert [each["code"] for each in found] == ["declared_by_use"]


def test_nothing_that_a_terminal_would_obey_is_printed(tmp_path: Path):
    write(tmp_path, story(node("hall", choice("\x1b[2J", "\x1b]0;gone\x07"))))
    ran = emberline(tmp_path, "check", "story.json")
    assert ran.code == 1
    assert "\\x1b[2J" in ran.output
    assert "\x1b" not in ran.output and "\x07" not in ran.output


def test_checking_loads_neither_database_nor_settings_nor_server(tmp_path: Path):
    write(tmp_path, SOUND)
    ran = subprocess.run(
        [sys.executable, "-c", _LOADED, "check", "story.json"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = set(ran.stderr.split())
    assert {"emberline.cli.stories.check", "emberline.stories.engine.check"} <= loaded
    unwanted = {"sqlalchemy", "fastapi", "pydantic_settings", "structlog", "emberline.settings"}
    assert unwanted & loaded == set()
