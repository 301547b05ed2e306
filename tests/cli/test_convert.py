"""`emberline convert`: from one format into another, and what is told of the way."""

import json
from pathlib import Path

import pytest

from tests.cli.story_files import SEVERAL_CSV, choice, emberline, node, story, write

DOCUMENT = story(
    node("hall", choice("on", "end"), choice("wait", "hall", timer={"seconds": 5})),
    node("end", ending={"name": "Out"}),
    node("attic", choice("down", "hall")),
    title="A House",
)


@pytest.mark.parametrize(
    ("ending", "begins"),
    [
        ("json", "{"),
        ("csv", "story_title,"),
        ("mmd", "flowchart"),
        ("dot", "digraph"),
        ("svg", "<svg"),
        ("twee", ":: StoryTitle"),
        ("tw", ":: StoryData"),
    ],
)
def test_the_ending_of_the_output_picks_its_format(tmp_path: Path, ending: str, begins: str):
    write(tmp_path, DOCUMENT)
    ran = emberline(tmp_path, "convert", "story.json", f"out.{ending}")
    assert ran.code == 0, ran.errors
    text = (tmp_path / f"out.{ending}").read_text()
    assert begins in text[:200]
    assert f"out.{ending}: 3 nodes" in ran.output


def test_the_findings_and_the_reachable_shares_are_printed_as_json(tmp_path: Path):
    write(tmp_path, DOCUMENT)
    ran = emberline(tmp_path, "convert", "story.json", "out.csv", "--json")
    assert ran.code == 0
    assert set(ran.facts) == {"findings", "reachable"}
    assert all(set(each) == {"line", "code", "message"} for each in ran.facts["findings"])
    assert "lost" in {each["code"] for each in ran.facts["findings"]}
    assert ran.facts["reachable"] == pytest.approx({"before": 2 / 3, "after": 2 / 3})


def test_findings_are_told_with_their_lines(tmp_path: Path):
    (tmp_path / "story.csv").write_text(
        "node,content,choice_text,to,condition\na,A,Go,b,1 +\nb,B,,,\n"
    )
    ran = emberline(tmp_path, "convert", "story.csv", "out.json")
    assert ran.code == 0
    assert any(line.startswith("story.csv: 2 note ") for line in ran.output.splitlines())


def test_what_was_there_is_replaced(tmp_path: Path):
    write(tmp_path, DOCUMENT)
    (tmp_path / "out.json").write_text("older")
    (tmp_path / "out.json").chmod(0o640)
    assert emberline(tmp_path, "convert", "story.json", "out.json").code == 0
    assert json.loads((tmp_path / "out.json").read_text())["title"] == "A House"
    assert (tmp_path / "out.json").stat().st_mode & 0o777 == 0o640
    assert sorted(each.name for each in tmp_path.iterdir()) == ["out.json", "story.json"]


def test_nothing_is_written_where_the_input_cannot_be_read(tmp_path: Path):
    (tmp_path / "broken.json").write_text('{"format":')
    (tmp_path / "out.json").write_text("older")
    ran = emberline(tmp_path, "convert", "broken.json", "out.json")
    assert ran.code == 1
    assert ran.errors.startswith("broken.json: 1 error syntax: ")
    ran = emberline(tmp_path, "convert", "broken.json", "folder", "--json")
    assert ran.code == 1
    assert [each["line"] for each in ran.facts["findings"]] == [1]
    assert (tmp_path / "out.json").read_text() == "older"
    assert not (tmp_path / "folder").exists()


def test_several_stories_become_a_folder_named_by_their_titles(tmp_path: Path):
    write(tmp_path, [{**DOCUMENT, "title": title} for title in ("Étude №2", "étude no2!", "???")])
    ran = emberline(tmp_path, "convert", "story.json", "out", "--to", "csv", "--json")
    assert ran.code == 0
    assert [each["title"] for each in ran.facts["stories"]] == ["Étude №2", "étude no2!", "???"]
    assert all(each["reachable"] for each in ran.facts["stories"])
    names = sorted(each.name for each in (tmp_path / "out").iterdir())
    assert names == ["story.csv", "étude-no2-2.csv", "étude-no2.csv"]


def test_a_folder_holds_documents_unless_another_format_is_named(tmp_path: Path):
    (tmp_path / "both.csv").write_text(SEVERAL_CSV)
    assert emberline(tmp_path, "convert", "both.csv", "out/").code == 0
    assert emberline(tmp_path, "convert", "both.csv", "drawn.svg").code == 0
    files = sorted(str(each.relative_to(tmp_path)) for each in tmp_path.glob("*/*"))
    assert files == [
        "drawn.svg/the-first.svg",
        "drawn.svg/the-second.svg",
        "out/the-first.json",
        "out/the-second.json",
    ]


def test_one_story_goes_into_a_folder_that_is_there(tmp_path: Path):
    write(tmp_path, DOCUMENT)
    (tmp_path / "out").mkdir()
    assert emberline(tmp_path, "convert", "story.json", "out", "--to", "mmd").code == 0
    assert [each.name for each in (tmp_path / "out").iterdir()] == ["a-house.mmd"]


@pytest.mark.parametrize(
    "words",
    [
        ["missing.json", "out.csv"],
        ["story.json", "out.pdf"],
        ["story.json", "out", "--to", "pdf"],
        ["story.json", "out.csv", "--to", "svg"],
    ],
)
def test_what_is_not_there_or_unknown_is_refused(tmp_path: Path, words: list[str]):
    write(tmp_path, DOCUMENT)
    ran = emberline(tmp_path, "convert", *words)
    assert ran.code == 2
    assert ran.errors
    assert [each.name for each in tmp_path.iterdir()] == ["story.json"]


def test_an_output_that_cannot_be_written_is_told(tmp_path: Path):
    write(tmp_path, DOCUMENT)
    ran = emberline(tmp_path, "convert", "story.json", "gone/out.csv")
    assert ran.code == 1
    assert ran.errors == "gone/out.csv cannot be written: No such file or directory.\n"
