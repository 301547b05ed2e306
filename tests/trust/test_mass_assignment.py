"""Nobody writes what is not theirs to write by adding fields to a body."""

import json
from typing import Any

import msgspec
import pytest
from sqlalchemy import Connection, select

from emberline.generations.models import StoryGeneration
from emberline.stories.models.drafts import Story, StoryChoice, StoryNode
from emberline.stories.models.plays import Play
from emberline.stories.models.reviews import Review
from emberline.stories.models.versions import CatalogueEntry, StoryVersion
from emberline.tables import metadata
from tests.app_fixtures import Server
from tests.clips.factories import photo
from tests.stories.wire.factories import short_story
from tests.trust.calls import request_for
from tests.trust.cast import make_cast
from tests.trust.story_calls import scene_for, story_request
from tests.trust.story_cast import make_story_cast
from tests.trust.story_table import story_rows

# A body is refused before any database is asked.
pytestmark = [
    pytest.mark.anyio,
    pytest.mark.parametrize("backend", ["sqlite"], indirect=True),
]

# What other systems fell for, and every column of every table.
FIELDS = {"is_admin", "is_staff", "admin", "roles", "permissions", "verified", "owner", "__proto__"}
FIELDS |= {"id", "_id", "user", "constructor", "self", "model_config", "score", "views_count"}
COLUMNS = {column.name for table in metadata.sorted_tables for column in table.columns}
STORY_MODELS = (Story, StoryNode, StoryChoice, StoryVersion, CatalogueEntry, Play, Review)
STORY_COLUMNS = {
    column.name for model in (*STORY_MODELS, StoryGeneration) for column in model.__table__.columns
}
# Who makes what the owner of the thing may not do.
CALLERS = {
    "POST /api/reports": "follower",
    "POST /stories/{clip_id}/replies": "follower",
    "POST /stories/{clip_id}/repost": "follower",
    "POST /stories/{clip_id}/stickers/{sticker_id}/answers": "follower",
    "POST /api/stories/{story_id}/rate": "follower",
}
# What only a playtest takes; everything else about stories is asked of a published one.
PLAYTESTS = {"PUT /api/stories/{story_id}/variables", "POST /api/stories/{story_id}/dice-roll"}
# Nothing that could answer it is set: that it is refused is seen all the same.
WITHOUT_ANSWER = "POST /api/admin/stories/{story_id}/suggest"
# No job runs that changes what is compared.
ELSEWHERE = "external"
FORMS = {"POST /stories": "text", "POST /api/clips/upload": "caption"}


async def test_no_body_takes_a_field_that_is_not_documented(start_server, cheap_passwords):
    server = await start_server(jobs=ELSEWHERE)
    document = server.app.openapi()
    about_stories = story_rows(is_published=True)
    calls = [
        (call, schema) for call, schema in _calls_with_json(document) if call not in about_stories
    ]
    assert len(calls) >= 15
    cast = await make_cast(server)
    for call, schema in calls:
        caller = CALLERS.get(call, "admin" if "/admin/" in call else "owner")
        method, path, valid = await request_for(cast, caller, call)
        before = await server.runtime.database.read(_everything)
        unknown = sorted((FIELDS | COLUMNS) - set(schema["properties"]))
        assert {"role", "user_id", "author_id", "created_at", "suspended_at"} & set(unknown)
        for field in unknown:
            body = {**valid["json"], field: "admin"}
            answer = await cast.send(caller, method, path, json=body)
            assert answer.status_code == 400, f"{call} takes {field}: {answer.text}"
            assert field in {entry["field"] for entry in answer.json()["details"]}
        assert await server.runtime.database.read(_everything) == before, call
        # The same without the field is fine: it was the field that was refused.
        assert (await cast.send(caller, method, path, **valid)).is_success, call
        cast = await make_cast(server)


async def test_no_body_about_stories_does_either(start_server):
    server = await start_server(jobs=ELSEWHERE)
    about_stories = story_rows(is_published=True)
    calls = [each for each in _calls_with_json(server.app.openapi()) if each[0] in about_stories]
    assert len(calls) >= 20
    cast = await make_story_cast(server)
    for call, schema in calls:
        caller = CALLERS.get(call, "owner")
        scene = await scene_for(cast, call, is_published=call not in PLAYTESTS)
        method, path, valid = await story_request(cast, scene, caller, call)
        before = await server.runtime.database.read(_everything)
        # A whole document's form is the engine's own.
        known = schema.get("properties", msgspec.structs.asdict(short_story()))
        unknown = sorted((FIELDS | STORY_COLUMNS) - set(known))
        assert {"role", "reader_id", "owner_id", "changed_by", "held_at"} & set(unknown)
        for field in unknown:
            body = {**valid["json"], field: "admin"}
            answer = await cast.send(caller, method, path, **{**valid, "json": body})
            assert answer.status_code == 400, f"{call} takes {field}: {answer.text}"
            assert field in str(answer.json()["details"])
        assert await server.runtime.database.read(_everything) == before, call
        answer = await cast.send(caller, method, path, **valid)
        assert answer.is_success or call == WITHOUT_ANSWER, f"{call}: {answer.text}"


def _calls_with_json(document: dict[str, Any]):
    for path, item in document["paths"].items():
        for method, operation in item.items():
            content = operation.get("requestBody", {}).get("content", {})
            if "application/json" in content:
                schema = content["application/json"]["schema"]
                # A body that may be left out is "this or null".
                schema = schema["anyOf"][0] if "anyOf" in schema else schema
                name = schema.get("$ref", "").rpartition("/")[2]
                yield (
                    f"{method.upper()} {path}",
                    document["components"]["schemas"].get(name, schema),
                )


def _everything(conn: Connection) -> dict[str, list[str]]:
    """Every row of every table, as text."""
    return {
        table.name: sorted(
            json.dumps(list(row), default=str) for row in conn.execute(select(table))
        )
        for table in metadata.sorted_tables
    }


@pytest.mark.parametrize("call", FORMS)
async def test_no_form_does_either(start_server, call):
    server = await start_server(jobs=ELSEWHERE)
    cast = await make_cast(server)
    before = await server.runtime.database.read(_everything)
    for field in sorted(FIELDS | {"role", "user_id", "author_id", "created_at", "archived_at"}):
        answer = await _send_form(cast, call, {field: "admin"})
        assert answer.status_code == 400, f"{call} takes {field}: {answer.text}"
    assert await server.runtime.database.read(_everything) == before
    assert await _stored(server) == 0
    assert (await _send_form(cast, call, {})).status_code == 201
    assert await _stored(server) == 2


async def _send_form(cast: Any, call: str, more: dict[str, str]) -> Any:
    method, _, path = call.partition(" ")
    name = "clip" if "upload" in path else "file"
    files = {name: ("photo.jpg", photo(4, 3), "image/jpeg")}
    return await cast.send("owner", method, path, data={FORMS[call]: "x", **more}, files=files)


async def _stored(server: Server) -> int:
    return len([stored async for stored in server.runtime.blobs.keys("")])
