"""Requests generated from the OpenAPI document, valid and not, alone and in sequences."""

import asyncio
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis import Case, GenerationMode
from schemathesis.checks import load_all_checks
from schemathesis.core.result import Ok
from schemathesis.core.transport import Response
from schemathesis.specs.openapi.checks import positive_data_acceptance
from sqlalchemy import Connection, delete

from emberline.kit.edge import PIECE_TYPE
from emberline.stories.rules.part_ids import choice_id, node_id
from emberline.tables import metadata
from tests.accounts.factories import Person, make_person
from tests.app_fixtures import Server
from tests.clips.answering_factories import POLL
from tests.clips.factories import post_text
from tests.generations.wire.factories import succeeded
from tests.media.tus import begin
from tests.trust.calls import ENDLESS
from tests.trust.cast import Cast, make_api_token, make_media, make_session
from tests.trust.live import Aside, aside
from tests.trust.story_cast import make_scene

load_all_checks()
# The bytes of a piece are sent as any bytes are.
schemathesis.serializer.alias(PIECE_TYPE, "application/octet-stream")

MEMBERS = {"type", "title", "status", "detail", "error", "message", "request_id"}
# Like a request that came through a proxy: only then is it never the machine's own.
FORWARDED = {"X-Forwarded-For": "203.0.113.9"}
# A document cannot say all that is wrong: that a password is not the caller's, that nobody
# follows themselves. Every other check of the library is on.
EXCLUDED: list[Any] = [positive_data_acceptance]
ENDLESS_PATHS = {call.partition(" ")[2] for call in ENDLESS}
# One of a generation that waits lasts until it is rendered.
ENDLESS_PATHS |= {"/api/story-generations/{generation_id}/events"}
# What the running server keeps in memory too.
KEPT = {"signing_keys", "revocations"}


def tried(**more: Any) -> settings:
    """Hypothesis's settings for running servers, whose every health check would be wrong."""
    return settings(database=None, suppress_health_check=list(HealthCheck), **more)


class Fuzzed:
    """A server over real HTTP, and one signed-in person who sends it what was generated."""

    def __init__(self, beside: Aside, role: str) -> None:
        document = _without_security(beside.server.app.openapi())
        self.schema = schemathesis.openapi.from_dict(document)
        found = list(self.schema.get_all_operations())
        self.operations = [result.ok() for result in found if isinstance(result, Ok)]
        assert len(self.operations) == len(found) > 60
        self.statuses: Counter[int] = Counter()
        self.things: dict[str, Any] = {}
        self._beside = beside
        self._role = role
        self.begin_anew()

    def begin_anew(self) -> None:
        """Empty tables, another person, things of theirs."""
        self._beside.run(self._beside.server.runtime.database.write(_delete_everything))
        self._enter_person()

    def send(self, case: Case) -> Response:
        """The answer to `case`, which every check is content with."""
        headers = {"Authorization": f"Bearer {self._person.token}", **FORWARDED}
        response: Response = case.call(base_url=self._beside.url, headers=headers)
        self.statuses[response.status_code] += 1
        case.validate_response(
            response,
            headers=headers,
            excluded_checks=EXCLUDED,
            additional_checks=[_errors_are_whole_problems],
            transport_kwargs={"base_url": self._beside.url, "headers": headers},
        )
        if response.status_code == 401:
            # They signed out, left or were suspended by an earlier call.
            self._enter_person()
        return response

    def _enter_person(self) -> None:
        self._person, self.things = self._beside.run(
            _person_with_things(self._beside.server, self._role)
        )


async def _person_with_things(server: Server, role: str) -> tuple[Person, dict[str, Any]]:
    person, other = await make_person(server, role=role), await make_person(server)
    clip, media_id, session_id, token_id = await asyncio.gather(
        post_text(person, stickers=[POLL]),
        make_media(server, person),
        make_session(server, person),
        make_api_token(server, person),
    )
    comments = f"/stories/{clip['id']}/comments"
    people = {"owner": person, "editor": other, "viewer": await make_person(server)}
    scene = await make_scene(Cast(server, people, ""), is_published=True)
    return person, {
        "user_id": other.id,
        "clip_id": str(clip["id"]),
        "comment_id": (await person.http.post(comments, json={"text": "Mine"})).json()["id"],
        "sticker_id": clip["stickers"][0]["id"],
        "media_id": media_id,
        "upload_id": (await begin(person, 100)).rpartition("/")[2],
        "session_id": session_id,
        "token_id": token_id,
        "story_id": scene.story_id,
        "node_id": node_id(scene.story_id, "well"),
        "choice_id": choice_id(scene.story_id, "well", "down"),
        "progress_id": scene.plays["owner"],
        "review_id": scene.review_id,
        "import_id": scene.import_id,
        "generation_id": await succeeded(server, person, scene.story_id),
        "code": scene.code,
        "number": 1,
    }


def _without_security(document: dict[str, Any]) -> dict[str, Any]:
    """The document without who may: `send` signs in always, and `test_who_may` is about it.

    Without the stream of events too, whose yes has no end.
    """
    paths = {
        path: {method: {**operation, "security": []} for method, operation in item.items()}
        for path, item in document["paths"].items()
        if path not in ENDLESS_PATHS
    }
    return {**document, "paths": paths}


def _delete_everything(conn: Connection) -> None:
    for table in reversed(metadata.sorted_tables):
        if table.name not in KEPT:
            conn.execute(delete(table))


def _errors_are_whole_problems(_: Any, response: Response, case: Case) -> None:
    if response.status_code < 400:
        return
    assert response.headers["content-type"] == ["application/problem+json"]
    problem = response.json()
    assert set(problem) >= MEMBERS
    assert problem["status"] == response.status_code
    assert problem["message"] == problem["detail"] != ""
    assert problem["error"] == problem["title"] != ""


@pytest.fixture(params=["user", "admin"])
def fuzzed(request, data_dir, database_url, cheap_passwords) -> Iterator[Fuzzed]:
    """An application on each database, for an ordinary person and for an administrator."""
    with aside(data_dir, database_url) as beside:
        yield Fuzzed(beside, request.param)


def test_no_generated_request_gets_an_answer_that_is_not_documented(fuzzed, count):
    @tried(max_examples=count(75, 2_500))
    @given(st.data())
    def send_one(data):
        operation = data.draw(st.sampled_from(fuzzed.operations))
        mode = data.draw(st.sampled_from(list(GenerationMode)))
        case = data.draw(operation.as_strategy(generation_mode=mode))
        if mode.is_positive and data.draw(st.booleans()):
            # Of generated identifiers hardly one would be anybody's.
            names = set(case.path_parameters or {}) & set(fuzzed.things)
            case.path_parameters.update({name: fuzzed.things[name] for name in names})
        fuzzed.send(case)

    send_one()
    assert {200, 400, 404} <= set(fuzzed.statuses)


def test_no_sequence_of_linked_requests_does_either(fuzzed, count):
    class Linked(fuzzed.schema.as_state_machine()):  # type: ignore[misc]
        def setup(self) -> None:
            fuzzed.begin_anew()

        def call(self, case: Case, **_: Any) -> Response:
            answer: Response = fuzzed.send(case)
            return answer

        def validate_response(self, *_: Any, **__: Any) -> None:
            """`send` did."""

    Linked.run(settings=tried(max_examples=count(5, 200), stateful_step_count=12))
    assert {200, 400, 404} <= set(fuzzed.statuses)
