"""`emberline import` and `emberline export`, in processes of their own beside a running server."""

import asyncio
import json
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from emberline.kit.clock import SteppedClock
from tests.accounts.factories import make_person
from tests.app_fixtures import SECRET_KEY, Server
from tests.cli.story_files import SEVERAL_CSV, Ran
from tests.commands import COMMANDS
from tests.stories.wire.transfer_factories import document_of, json_of, titles, zip_of

pytestmark = pytest.mark.anyio

NOBODY = "0195a3f0-7b1c-7c3e-9a54-3f2b6f0c1d02"


@pytest.fixture
async def server(start_server):
    """A server that lives by about the same time as the commands."""
    return await start_server(clock=SteppedClock(datetime.now(UTC)))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the commands are typed."""
    folder = tmp_path / "here"
    folder.mkdir()
    return folder


async def run(server: Server, folder: Path, *words: str) -> Ran:
    """Run `emberline …` in `folder` on the server's database."""
    chosen = {"EMBERLINE_DATA_DIR": str(server.data_dir), "EMBERLINE_SECRET_KEY": SECRET_KEY}
    if url := server.runtime.settings.database_url:
        chosen["EMBERLINE_DATABASE_URL"] = url
    environment = {**os.environ, **chosen}
    return Ran(*await asyncio.to_thread(COMMANDS.run, words, environment, folder=folder))


async def imported(server: Server, folder: Path, *words: str) -> list[dict[str, Any]]:
    """The facts of an import that went well."""
    ran = await run(server, folder, "import", *words, "--author", "ada", "--json")
    assert ran.code == 0, ran.errors + ran.output
    stories: list[dict[str, Any]] = ran.facts["stories"]
    return stories


async def test_files_become_drafts_of_the_author(server, folder):
    ada = await make_person(server, "ada")
    (folder / "well.json").write_bytes(json_of("The well"))
    (folder / "several.csv").write_text(SEVERAL_CSV)
    (folder / "more.zip").write_bytes(zip_of({"in/lake.json": json_of("The lake")}))
    ran = await run(
        server, folder, "import", "well.json", "several.csv", "more.zip", "--author", "ADA"
    )
    assert ran.code == 0, ran.errors
    assert await titles(server) == dict.fromkeys(
        ["The well", "The First", "The Second", "The lake"], ada.id
    )
    assert "more.zip/in/lake.json: The lake: imported as " in ran.output


async def test_what_is_left_out_is_told_and_ends_with_one(server, folder):
    ada = await make_person(server, "ada")
    (folder / "two.json").write_text(
        json.dumps([document_of("Fine"), {**document_of("Odd"), "category": "c" * 60}])
    )
    (folder / "broken.json").write_text("{")
    ran = await run(server, folder, "import", "two.json", "broken.json", "--author", "ada")
    assert ran.code == 1
    assert "two.json: error too_large: category: " in ran.output
    assert "two.json: Odd: left out." in ran.output
    assert "broken.json: 1 error syntax: " in ran.output
    assert await titles(server) == {"Fine": ada.id}


async def test_valid_stories_are_published_and_others_stay_drafts(server, folder):
    await make_person(server, "ada")
    nowhere = [{"key": "top", "start": True, "choices": [{"key": "a", "text": "Go", "to": "x"}]}]
    (folder / "well.json").write_bytes(json_of("The well"))
    (folder / "odd.json").write_bytes(json_of("Odd", nodes=nowhere))
    (told,) = await imported(server, folder, "well.json", "--publish")
    assert (told["status"], told["version"]) == ("imported", 1)
    shown = await server.http.get(f"/api/stories/{told['story_id']}")
    assert shown.status_code == 200
    ran = await run(server, folder, "import", "odd.json", "--author", "ada", "--publish", "--json")
    assert ran.code == 1
    (odd,) = ran.facts["stories"]
    assert odd["status"] == "imported"
    assert odd["error"]["report"]["errors"][0]["code"] == "missing_target"
    assert (await server.http.get(f"/api/stories/{odd['story_id']}")).status_code == 404


async def test_usage_is_refused_before_anything_is_done(server, folder):
    await make_person(server, "ada")
    (folder / "well.json").write_bytes(json_of("The well"))
    (folder / "well.txt").write_text("words")
    for words in (
        ("well.json", "--author", "nobody"),
        ("missing.json", "--author", "ada"),
        ("well.json", "well.txt", "--author", "ada"),
        ("well.json",),
    ):
        ran = await run(server, folder, "import", *words)
        assert ran.code == 2, words
    assert await titles(server) == {}


async def test_a_story_comes_out_as_it_came_in(server, folder):
    await make_person(server, "ada")
    document = document_of("The well", description="A way down.", tags=["dark"], language="de")
    (folder / "well.json").write_text(json.dumps(document))
    (told,) = await imported(server, folder, "well.json", "--publish")
    ran = await run(server, folder, "export", told["story_id"])
    assert ran.code == 0, ran.errors
    assert json.loads(ran.output) == document
    frozen = await run(server, folder, "export", told["story_id"], "--version", "1")
    assert json.loads(frozen.output) == document
    assert (await run(server, folder, "export", told["story_id"], "--version", "2")).code == 1


async def test_the_ending_of_the_output_is_the_format(server, folder):
    await make_person(server, "ada")
    (folder / "well.json").write_bytes(json_of("The well"))
    (told,) = await imported(server, folder, "well.json")
    ran = await run(server, folder, "export", told["story_id"], "--output", "out.twee", "--json")
    assert ran.code == 0, ran.errors
    (fact,) = ran.facts["stories"]
    assert (fact["path"], fact["title"]) == ("out.twee", "The well")
    assert ":: StoryTitle" in (folder / "out.twee").read_text()
    csv = await run(server, folder, "export", told["story_id"], "--format", "csv")
    assert csv.output.startswith("node,") or "node" in csv.output.splitlines()[0]


async def test_all_stories_go_into_a_folder(server, folder):
    await make_person(server, "ada")
    (folder / "one.json").write_bytes(json_of("The well"))
    first = await imported(server, folder, "one.json")
    again = await imported(server, folder, "one.json")
    ran = await run(server, folder, "export", "all", "--output", "out")
    assert ran.code == 0, ran.errors
    names = {f"the-well-{each['story_id'][-12:]}.json" for each in (*first, *again)}
    assert {path.name for path in (folder / "out").iterdir()} == names


async def test_an_export_of_what_is_not_there_is_refused(server, folder):
    assert (await run(server, folder, "export", NOBODY)).code == 1
    for words in (
        ("nonsense",),
        ("all",),
        ("all", "--output", "out", "--version", "1"),
        (NOBODY, "--json"),
        (NOBODY, "--output", "out.csv", "--format", "twee"),
    ):
        assert (await run(server, folder, "export", *words)).code == 2, words


def test_without_a_database_nothing_is_made(tmp_path: Path):
    kept = {name: value for name, value in os.environ.items() if not name.startswith("EMBERLINE_")}
    (tmp_path / "well.json").write_bytes(json_of("The well"))
    words = ("import", "well.json", "--author", "ada")
    assert COMMANDS.run(words, kept, folder=tmp_path)[0] == 2
    assert COMMANDS.run(("export", NOBODY), kept, folder=tmp_path)[0] == 2
    assert not (tmp_path / "data").exists()
