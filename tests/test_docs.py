"""What the documents name exists: commands with their options, files with what they hold."""

import re
import shlex
from pathlib import Path

import pytest
import typer
from typer.core import TyperGroup

from emberline.cli import app
from emberline.notifications.rules import EVENTS
from emberline.worker import SWEEPS, WORK

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "emberline"
PAGES = [
    ROOT / "README.md",
    ROOT / "docs" / "operators.md",
    *(ROOT / "docs" / "guide").glob("*.md"),
    *(ROOT / "docs" / "authors").glob("*.md"),
]

_SPAN = re.compile(r"`([^`]+)`")
_BLOCK = re.compile(r"^```.*?$(.*?)^```", re.MULTILINE | re.DOTALL)
# The word is a command where a line begins, at the end of a path, and in a container of that name.
_CALL = re.compile(r"(?:^|/|\bemberline )emberline[ \t]+([a-z][^\n\\;|&)#]*)", re.MULTILINE)
_PLACE = re.compile(r"([a-z_/]+\.py)(?::(\w+))?")
_RATE = re.compile(r"""\bRate\(\s*["']([^"']+)""")
_METRIC = re.compile(r"""\b(?:Counter|Gauge|Histogram)\(\s*["'](emberline_\w+)""")
_LINK = re.compile(r"\]\(([^)#]+)(?:#[^)]*)?\)")


def _calls(page: str) -> list[str]:
    """The arguments of every `emberline …` in the code of `page`."""
    spans = [" ".join(span.split()) for span in _SPAN.findall(_BLOCK.sub("", page))]
    return [call.strip() for part in _BLOCK.findall(page) + spans for call in _CALL.findall(part)]


def _problem(call: str) -> str | None:
    """What the command line does not know of `call`; None when it knows all."""
    command = typer.main.get_command(app)
    for word in shlex.split(call):
        if word.startswith("-"):
            known = {name for option in command.params for name in option.opts} | {"--help"}
            if word.partition("=")[0] not in known:
                return f"{command.name} has no {word}"
        elif isinstance(command, TyperGroup):
            if word not in command.commands:
                return f"{command.name} has no command {word}"
            command = command.commands[word]
    return None


def test_an_unknown_command_or_option_would_be_found():
    page = "`emberline fly`\n```sh\nsudo /opt/x/emberline serve --hots 1\n```\n`emberline admin x`"
    calls = _calls(page)
    assert sorted(calls) == ["admin x", "fly", "serve --hots 1"]
    assert all(_problem(call) for call in calls)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_in_the_documents_exists(page: Path):
    problems = [problem for call in _calls(page.read_text()) if (problem := _problem(call))]
    assert problems == []


def test_the_operators_guide_names_every_command():
    guide = (ROOT / "docs" / "operators.md").read_text()
    top = typer.main.get_command(app)
    assert isinstance(top, TyperGroup)
    for name, command in top.commands.items():
        below = command.commands if isinstance(command, TyperGroup) else None
        for each in [f"{name} {word}" for word in below] if below else [name]:
            assert f"`emberline {each}`" in guide


@pytest.mark.parametrize(
    "span", [s for s in _SPAN.findall((ROOT / "STYLE.md").read_text()) if _PLACE.fullmatch(s)]
)
def test_every_place_that_the_style_guide_shows_exists(span: str):
    path, _, name = span.partition(":")
    file = next((f for f in (PACKAGE / path, ROOT / path) if f.is_file()), None)
    assert file is not None
    if name:
        assert re.search(rf"^((async )?def |class )?{name}\b", file.read_text(), re.MULTILINE)


def test_the_readme_has_a_row_for_every_folder():
    rows = [line for line in (ROOT / "README.md").read_text().splitlines() if line[:3] == "| `"]
    named = {name for row in rows for name in _SPAN.findall(row.split("|")[1])}
    folders = {each.name for each in PACKAGE.iterdir() if (each / "__init__.py").is_file()}
    assert {"clips", "kit"} <= folders
    assert folders - named == set()


@pytest.mark.parametrize("pattern", [_RATE, _METRIC], ids=["rate", "metric"])
def test_the_operators_guide_names_every_rate_and_metric(pattern: re.Pattern[str]):
    guide = (ROOT / "docs" / "operators.md").read_text()
    named = {name for file in PACKAGE.rglob("*.py") for name in pattern.findall(file.read_text())}
    assert len(named) > 5
    assert {name for name in named if not re.search(rf"`{name}[`{{]", guide)} == set()


def test_the_operators_guide_names_every_kind_of_job():
    guide = (ROOT / "docs" / "operators.md").read_text()
    assert [kind for kind in (*WORK, *SWEEPS) if f"| `{kind}` |" not in guide] == []


def test_the_guide_to_webhooks_names_every_event():
    page = (ROOT / "docs" / "guide" / "webhooks.md").read_text()
    assert [event for event in sorted(EVENTS) if f"`{event}`" not in page] == []


@pytest.mark.parametrize(
    ("page", "folder"),
    [
        ("README.md", "guide"),
        ("docs/guide/first-clip.md", "guide"),
        ("README.md", "authors"),
        ("docs/authors/first-story.md", "authors"),
    ],
)
def test_whoever_begins_is_led_to_every_guide(page: str, folder: str):
    links = {Path(link).name for link in _LINK.findall((ROOT / page).read_text())}
    guides = {guide.name for guide in (ROOT / "docs" / folder).glob("*.md")}
    assert guides - links - {Path(page).name} == set()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_within_the_documents_leads_somewhere(page: Path):
    text = _SPAN.sub("", _BLOCK.sub("", page.read_text()))
    links = [link for link in _LINK.findall(text) if "://" not in link]
    assert [link for link in links if not (page.parent / link).exists()] == []
