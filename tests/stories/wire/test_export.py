"""Stories as files, for their people."""

from pathlib import Path

import pytest
from sqlalchemy import Connection, insert

from emberline import stories
from emberline.stories.formats.registry import read
from emberline.stories.models.drafts import Collaborator
from tests.accounts.factories import Person, make_person
from tests.app_fixtures import Server
from tests.stories.wire.factories import make_story, publish, redraft, short_story
from tests.stories.wire.transfer_factories import bulk_import

pytestmark = pytest.mark.anyio

SAMPLES = Path(stories.__path__[0]) / "samples"


def path_of(story_id: str) -> str:
    return f"/api/admin/stories/{story_id}/export"


async def test_a_draft_comes_out_in_each_format(server):
    ada = await make_person(server, "ada")
    story_id = await make_story(server, ada)
    types = {}
    for format in ("json", "csv", "twee"):
        answer = await ada.http.get(path_of(story_id), params={"format": format})
        assert answer.status_code == 200, answer.text
        disposition = answer.headers["content-disposition"]
        assert disposition.startswith(f'attachment; filename="the-well.{format}"')
        types[format] = answer.headers["content-type"]
        (imported,) = read(f"story.{format}", answer.content)
        assert imported.story.title == "The well"
        assert [len(node.choices) for node in imported.story.nodes] == [2, 0, 0]
    assert types == {
        "json": "application/json",
        "csv": "text/csv; charset=utf-8; header=present",
        "twee": "text/plain; charset=utf-8",
    }


@pytest.mark.parametrize("sample", sorted(SAMPLES.glob("*.json")), ids=lambda path: path.stem)
async def test_what_is_imported_comes_out_the_same(server, sample):
    ada = await make_person(server, "ada")
    text = sample.read_bytes()
    answer = await bulk_import(ada, (sample.name, text))
    (story,) = answer.json()["data"]["stories"]
    exported = await ada.http.get(path_of(story["story_id"]))
    (was,), (now,) = read("a.json", text), read("b.json", exported.content)
    assert now.story == was.story
    again = await bulk_import(ada, ("again.json", exported.content))
    (copy,) = again.json()["data"]["stories"]
    assert (await ada.http.get(path_of(copy["story_id"]))).content == exported.content


async def test_a_version_comes_out_as_it_was_frozen(server):
    ada = await make_person(server, "ada")
    story_id = await make_story(server, ada)
    await publish(server, ada, story_id)
    await redraft(server, ada, story_id, short_story(title="The deep well"))

    async def title(**params: int) -> str:
        return str((await ada.http.get(path_of(story_id), params=params)).json()["title"])

    assert await title() == "The deep well"
    assert await title(version=1) == "The well"
    for version, status in ((2, 404), (0, 400), (2**31, 400)):
        answer = await ada.http.get(path_of(story_id), params={"version": version})
        assert answer.status_code == status


async def test_what_a_format_cannot_hold_is_told(server):
    ada = await make_person(server, "ada")
    story_id = await make_story(server, ada, short_story(content_notes=["darkness"]))
    whole = await ada.http.get(path_of(story_id))
    assert whole.headers["x-export-findings"] == "0"
    told = await ada.http.get(path_of(story_id), params={"format": "csv", "report": "true"})
    data = told.json()["data"]
    assert data["format"] == "csv"
    assert data["findings"]
    assert {(each["line"], each["severity"]) for each in data["findings"]} == {(None, "lost")}
    lossy = await ada.http.get(path_of(story_id), params={"format": "csv"})
    assert lossy.headers["x-export-findings"] == str(len(data["findings"]))


@pytest.mark.parametrize(
    ("title", "disposition"),
    [
        ('A "quoted"; title', "attachment; filename=\"a-quoted-title.json\"; filename*=UTF-8''"),
        ("../../etc/passwd", "attachment; filename=\"etc-passwd.json\"; filename*=UTF-8''"),
        ("Øre\r\nX: y", "attachment; filename=\"story.json\"; filename*=UTF-8''%C3%B8re-x-y.json"),
        ("井戸", "attachment; filename=\"story.json\"; filename*=UTF-8''%E4%BA%95%E6%88%B8.json"),
    ],
)
async def test_any_title_makes_a_safe_name(server, title, disposition):
    ada = await make_person(server, "ada")
    story_id = await make_story(server, ada, short_story(title=title))
    answer = await ada.http.get(path_of(story_id))
    assert answer.headers["content-disposition"].startswith(disposition)


async def test_only_the_story_s_people_export_it(server):
    ada, ben, cleo, boss = [
        await make_person(server, name, role=role)
        for name, role in (
            ("ada", "user"),
            ("ben", "user"),
            ("cleo", "user"),
            ("boss", "admin"),
        )
    ]
    story_id = await make_story(server, ada)
    await server.runtime.database.write(_let_in, story_id, ben.id, server)

    async def status(person: Person) -> int:
        return (await person.http.get(path_of(story_id))).status_code

    assert [await status(each) for each in (ada, ben, boss, cleo)] == [200, 200, 200, 404]
    await publish(server, ada, story_id)
    assert await status(cleo) == 403
    assert (await server.http.get(path_of(story_id))).status_code == 401
    assert (await ada.http.get(path_of(ada.id))).status_code == 404
    odd = await ada.http.get(path_of(story_id), params={"format": "pdf"})
    assert odd.status_code == 400


def _let_in(conn: Connection, story_id: str, user_id: str, server: Server) -> None:
    row = {"story_id": story_id, "user_id": user_id, "role": "viewer"}
    conn.execute(insert(Collaborator), {**row, "added_at": server.clock.now()})
