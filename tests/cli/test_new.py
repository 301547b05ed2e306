"""`emberline new`: stories to begin with."""

import json
from pathlib import Path

import pytest

from emberline.stories.service.templates import templates
from tests.cli.story_files import emberline


def test_the_templates_are_listed_with_what_they_are(tmp_path: Path):
    ran = emberline(tmp_path, "new", "--list")
    assert ran.code == 0
    known = templates()
    assert len(known) > 1
    assert [line.split()[0] for line in ran.output.splitlines() if line[:1].strip()] == list(known)
    listed = emberline(tmp_path, "new", "--list", "--json").facts["templates"]
    assert [each["name"] for each in listed] == list(known)
    assert all(each["title"] and each["description"] for each in listed)


@pytest.mark.parametrize("template", templates())
def test_every_template_makes_a_sound_story(tmp_path: Path, template: str):
    ran = emberline(tmp_path, "new", "story.json", "--template", template)
    assert ran.code == 0
    assert ran.output.startswith(f"Made story.json from the template {template}. ")
    report = emberline(tmp_path, "check", "story.json", "--json").facts
    assert report["valid"] and not report["warnings"]


def test_the_blank_story_has_three_nodes_and_the_title_that_was_asked_for(tmp_path: Path):
    ran = emberline(tmp_path, "new", "story.json", "--title", "The Well", "--json")
    assert ran.facts == {"file": "story.json", "template": "blank", "title": "The Well"}
    document = json.loads((tmp_path / "story.json").read_text())
    assert document["title"] == "The Well"
    assert len(document["nodes"]) == 3


def test_a_file_that_is_there_is_left_alone(tmp_path: Path):
    (tmp_path / "story.json").write_text("mine")
    ran = emberline(tmp_path, "new", "story.json", "--template", "blank")
    assert ran.code == 2
    assert "story.json is there already" in ran.errors
    assert (tmp_path / "story.json").read_text() == "mine"


@pytest.mark.parametrize(
    "words", [["story.json", "--template", "novel"], ["story.svg"], ["story"], []]
)
def test_what_cannot_be_made_is_refused(tmp_path: Path, words: list[str]):
    ran = emberline(tmp_path, "new", *words)
    assert ran.code == 2
    assert ran.errors
    assert list(tmp_path.iterdir()) == []


def test_the_ending_picks_the_format(tmp_path: Path):
    assert emberline(tmp_path, "new", "story.csv").code == 0
    assert "The beginning" in (tmp_path / "story.csv").read_text()
