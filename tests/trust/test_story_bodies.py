"""Bodies about stories that are nearly right: refused or taken, and nothing breaks."""

from typing import Any

import httpx
import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from emberline.stories.engine.document import Choice, Node, Story
from tests.trust.cast import Cast
from tests.trust.live import Aside, aside
from tests.trust.story_calls import story_request
from tests.trust.story_cast import Scene, make_scene, make_story_cast, told_story
from tests.trust.test_fuzz import tried

_DRAFT = "/api/admin/stories/{story_id}"
# What of a published story is asked for, and what of a draft, where plays are playtests.
PUBLISHED = (
    "PUT /api/stories/{story_id}",
    f"PUT {_DRAFT}/document",
    f"POST {_DRAFT}/nodes",
    f"PUT {_DRAFT}/nodes/{{node_id}}",
    f"POST {_DRAFT}/nodes/{{node_id}}/choices",
    f"PUT {_DRAFT}/choices/{{choice_id}}",
    f"POST {_DRAFT}/playtest",
    f"PUT {_DRAFT}/publish",
    "POST /api/stories/{story_id}/choice",
    "POST /api/progress/save",
)
DRAFTS = (
    "PUT /api/stories/{story_id}/variables",
    "POST /api/stories/{story_id}/dice-roll",
    "POST /api/stories/{story_id}/puzzle",
)

texts = st.text(max_size=40) | st.sampled_from(["", "\0", "\ud7ff", "../x", "well", "x" * 5000])
large = st.sampled_from([2**31, 2**63, -(2**70), 1e308])
numbers = st.integers() | st.floats(allow_nan=False, allow_infinity=False) | large
leaves = st.none() | st.booleans() | numbers | texts
values = st.recursive(
    leaves, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4)
)


class Mutated:
    """A server over real HTTP, a story of somebody's there, and its owner."""

    def __init__(self, beside: Aside, http: httpx.Client) -> None:
        self._beside = beside
        self._http = http
        self._cast: Cast = beside.run(make_story_cast(beside.server))
        scenes = [make_scene(self._cast, is_published=each) for each in (False, True)]
        self._scenes: list[Scene] = [beside.run(scene) for scene in scenes]
        self._riddle: Scene = beside.run(make_scene(self._cast, is_published=False, at="riddle"))
        document = beside.server.app.openapi()
        self.fields = {call: _fields(document, call) for call in (*PUBLISHED, *DRAFTS)}

    def send(self, call: str, field: str, value: Any) -> httpx.Response:
        """The answer to the whole, valid body of `call` with another value in one field."""
        scene = self._scenes[call in PUBLISHED]
        if call.endswith("puzzle"):
            scene = self._riddle
        method, path, made = self._beside.run(story_request(self._cast, scene, "owner", call))
        body = {**made["json"], field: value}
        headers = {"Authorization": f"Bearer {self._cast.owner.token}", **made.get("headers", {})}
        return self._http.request(method, path, json=body, headers=headers)


def _fields(document: dict[str, Any], call: str) -> list[str]:
    method, _, path = call.partition(" ")
    body = document["paths"][path][method.lower()]["requestBody"]
    schema = body["content"]["application/json"]["schema"]
    name = schema.get("$ref", "").rpartition("/")[2]
    schema = document["components"]["schemas"].get(name, schema)
    return sorted(schema.get("properties", Story.__struct_fields__))


@pytest.fixture
def mutated(data_dir, database_url):
    with (
        aside(data_dir, database_url) as beside,
        httpx.Client(base_url=beside.url, timeout=60) as http,
    ):
        yield Mutated(beside, http)


def test_a_body_with_one_strange_value_is_refused_or_taken(mutated, count):
    seen = set()

    @tried(max_examples=count(150, 1_500))
    @given(st.data())
    def send_one(data):
        call = data.draw(st.sampled_from((*PUBLISHED, *DRAFTS)))
        field = data.draw(st.sampled_from(mutated.fields[call]))
        answer = mutated.send(call, field, data.draw(values))
        assert answer.status_code < 500, answer.text
        if answer.is_error:
            assert answer.headers["content-type"] == "application/problem+json"
            assert answer.json()["message"]
        seen.add(answer.status_code)

    send_one()
    assert {200, 400} <= seen


def test_a_document_with_one_strange_value_anywhere_is_refused_or_taken(mutated, count):
    call = f"PUT {_DRAFT}/document"
    seen = set()

    @tried(max_examples=count(100, 1_500))
    @given(st.data())
    def send_one(data):
        nodes = _nodes()
        node = data.draw(st.sampled_from(nodes))
        choices = node.get("choices", [])
        part = data.draw(st.sampled_from([node, *choices]))
        of_choice = part is not node
        names = (Choice if of_choice else Node).__struct_fields__
        part[data.draw(st.sampled_from(names))] = data.draw(values)
        answer = mutated.send(call, "nodes", nodes)
        assert answer.status_code < 500, answer.text
        seen.add(answer.status_code)

    send_one()
    assert {200, 400} <= seen


def _nodes() -> list[dict[str, Any]]:
    """The nodes of a sound document, to be changed."""
    nodes: list[dict[str, Any]] = msgspec.to_builtins(told_story().nodes)
    return nodes
