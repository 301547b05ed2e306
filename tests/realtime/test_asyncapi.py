"""The AsyncAPI document: every message of realtime, with examples that are what they say."""

from typing import Any

import jsonschema_rs
import msgspec
import pytest

from emberline.realtime import rules, wire
from emberline.realtime.asyncapi import EXAMPLES, asyncapi_document
from tests.json_references import references

pytestmark = pytest.mark.anyio


@pytest.fixture
def document() -> dict[str, Any]:
    decoded: dict[str, Any] = msgspec.json.decode(asyncapi_document())
    return decoded


async def test_everyone_may_read_it(server):
    answer = await server.http.get("/asyncapi.json")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/json")
    assert answer.content == asyncapi_document()
    assert answer.json()["asyncapi"] == "3.0.0"


def test_both_channels_carry_every_message(document):
    assert {each["address"] for each in document["channels"].values()} == {"/ws", "/events"}
    for channel in document["channels"].values():
        messages = [_found(document, each["$ref"]) for each in channel["messages"].values()]
        assert {message["name"] for message in messages} == set(wire.MESSAGES)
    operations = list(document["operations"].values())
    told = [_found(document, operation["channel"]["$ref"]) for operation in operations]
    assert [channel["address"] for channel in told] == ["/ws", "/events"]
    for operation in operations:
        assert operation["action"] == "send"
        assert len(operation["messages"]) == len(wire.MESSAGES)


def test_every_example_is_what_its_message_says(document):
    assert set(EXAMPLES) == set(wire.MESSAGES)
    for message in document["components"]["messages"].values():
        schema = {**message["payload"], "components": document["components"]}
        validator = jsonschema_rs.validator_for(schema, validate_formats=True)
        (example,) = [each["payload"] for each in message["examples"]]
        assert [error.message for error in validator.iter_errors(example)] == []
        assert not validator.is_valid({**example, "type": "story.forgotten"})
        assert not validator.is_valid({**example, "id": "17"})
        assert not validator.is_valid({**example, "timestamp": "at noon"})


@pytest.mark.parametrize("type", wire.MESSAGES)
def test_every_example_has_exactly_the_fields_of_its_shape(type):
    shape = msgspec.convert(EXAMPLES[type], wire.MESSAGES[type])
    assert msgspec.to_builtins(shape) == EXAMPLES[type]


def test_every_message_and_close_code_says_what_it_means(document):
    for message in document["components"]["messages"].values():
        assert message["summary"].endswith(".")
    socket = document["channels"]["socket"]
    assert [each["code"] for each in socket["x-close-codes"]] == [
        close.code for close in rules.CLOSES
    ]
    for close in rules.CLOSES:
        assert f"| {close.code} `{close.reason}` |" in socket["description"]


def test_every_reference_leads_somewhere(document):
    found = list(references(document))
    assert len(found) > 40
    assert all(_found(document, reference) for reference in found)


def _found(document: dict[str, Any], reference: str) -> dict[str, Any]:
    found: dict[str, Any] = document
    for name in reference.removeprefix("#/").split("/"):
        found = found[name]
    return _found(document, found["$ref"]) if "$ref" in found else found
