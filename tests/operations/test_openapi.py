"""The OpenAPI document: every call, with an example for what it takes and what it answers."""

import msgspec
import pytest
from fastapi import FastAPI
from pydantic import BaseModel

from emberline.kit import answers
from emberline.kit.answers import documented
from emberline.kit.openapi import install_openapi
from emberline.main import create_app
from emberline.settings import Settings
from tests.json_references import references

pytestmark = pytest.mark.anyio


@pytest.fixture
def document() -> dict:
    return create_app(Settings()).openapi()


@pytest.fixture
def own_components(monkeypatch):
    """Shapes of this test alone."""
    monkeypatch.setattr(answers, "_components", {})


def _operations(document: dict):
    for path, item in document["paths"].items():
        for method, operation in item.items():
            yield f"{method.upper()} {path}", operation


def test_every_call_has_an_example_of_its_answer(document):
    without = [
        f"{call} {status}"
        for call, operation in _operations(document)
        for status, answer in operation["responses"].items()
        for content in answer.get("content", {}).values()
        if not {"example", "examples"} & set(content)
    ]
    assert len(list(_operations(document))) > 40
    assert without == []


def test_an_example_says_what_is_null(document):
    answer = document["paths"]["/stories/item/{clip_id}"]["get"]["responses"]["200"]
    example = answer["content"]["application/json"]["example"]
    assert set(example) == set(document["components"]["schemas"]["Clip"]["properties"])
    assert example["text"] is None
    answer = document["paths"]["/api/users/search"]["get"]["responses"]["200"]
    assert answer["content"]["application/json"]["example"]["meta"] == {"next_cursor": None}


def test_every_answer_says_what_it_is(document):
    silent = {"Done.", "Successful Response", ""}
    said = {
        f"{call} {status}": answer["description"]
        for call, operation in _operations(document)
        for status, answer in operation["responses"].items()
    }
    assert [call for call, text in said.items() if text in silent] == []
    assert said["DELETE /api/webhooks/{webhook_id} 200"] == "Webhook deleted."
    assert said["GET /g/{code} 410"].startswith("The link is used up")
    for status in ("409", "410", "412", "460"):
        answer = document["paths"]["/media/tus/{upload_id}"]["patch"]["responses"][status]
        assert "application/problem+json" in answer["content"]


def test_times_words_and_cursors_have_their_types(document):
    schemas = document["components"]["schemas"]
    clip = schemas["Clip"]["properties"]
    assert (clip["created_at"]["type"], clip["created_at"]["format"]) == ("string", "date-time")
    assert clip["status"]["enum"] == ["processing", "ready", "failed"]
    assert clip["stickers"]["items"] == {"$ref": "#/components/schemas/ShownSticker"}
    assert "not_close_friend" in schemas["MaySee"]["properties"]["why"]["enum"]
    assert schemas["Inbox"]["properties"]["meta"] == {"$ref": "#/components/schemas/InboxMeta"}
    assert "next_cursor" in schemas["InboxMeta"]["properties"]
    untimed = [
        f"{name}.{field}"
        for name, schema in schemas.items()
        for field, shape in schema.get("properties", {}).items()
        if field.endswith("_at") or field == "timestamp"
        if "date-time" not in str(shape)
    ]
    assert untimed == []


def test_an_answer_has_every_field_that_is_always_sent(document):
    schemas = document["components"]["schemas"]
    clip = schemas["Clip"]
    assert set(clip["required"]) == set(clip["properties"])
    assert "story_link" in clip["required"]
    # Not what is left out where there is nothing to say: by UNSET, and by a struct's own choice.
    assert "refresh_token" not in schemas["SessionAnswer"]["required"]
    assert "column" not in schemas["Finding"]["required"]


def test_an_object_without_known_fields_is_open_and_words_are_strings(document):
    schemas = document["components"]["schemas"]
    assert schemas["Activity"]["properties"]["detail"]["anyOf"][0]["additionalProperties"] is True
    assert schemas["FollowState"]["properties"]["state"]["type"] == "string"
    assert "additionalProperties" not in schemas["Done"]


def test_every_tag_is_described(document):
    used = {tag for _, operation in _operations(document) for tag in operation["tags"]}
    assert used == {tag["name"] for tag in document["tags"]}


@pytest.mark.usefixtures("own_components")
def test_two_answers_of_one_name_are_refused():
    first = msgspec.defstruct("SomethingShown", [("id", str)])
    second = msgspec.defstruct("SomethingShown", [("id", int)])
    documented(first, {"id": "a"}, description="First.")
    documented(first, {"id": "b"}, description="The same again.")
    with pytest.raises(ValueError, match="SomethingShown"):
        documented(second, {"id": 1}, description="Second.")


@pytest.mark.usefixtures("own_components")
def test_a_request_and_an_answer_of_one_name_are_refused():
    shown = msgspec.defstruct("SomethingSent", [("id", int)])

    class SomethingSent(BaseModel):
        name: str

    app = FastAPI()

    @app.post("/things", responses=documented(shown, {"id": 1}, description="Sent."))
    async def send(form: SomethingSent) -> None:
        assert form.name

    install_openapi(app)
    with pytest.raises(ValueError, match="SomethingSent"):
        app.openapi()


def test_every_body_has_an_example(document):
    without = []
    for call, operation in _operations(document):
        for kind, content in operation.get("requestBody", {}).get("content", {}).items():
            schema = content["schema"]
            if "$ref" in schema:
                schema = document["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
            if not ({"example", "examples"} & (set(content) | set(schema))):
                without.append(f"{call} {kind}")
    assert without == []


def test_every_call_says_which_problems_it_answers(document):
    for call, operation in _operations(document):
        assert {"4XX", "5XX"} <= set(operation["responses"]), call
        assert "422" not in operation["responses"], call
        if operation.get("security"):
            assert {"401", "429"} <= set(operation["responses"]), call


def test_every_reference_leads_somewhere(document):
    names = set(document["components"]["schemas"])
    missing = [ref for ref in references(document) if ref.rpartition("/")[2] not in names]
    assert missing == []


async def test_the_documentation_loads_nothing_from_elsewhere(server):
    page = (await server.http.get("/docs")).text
    assert "swagger-ui-bundle.js" in page
    assert "//" not in page.replace("<!--", "").split("<script>")[0]
    assert (await server.http.get("/docs/assets/swagger-ui-bundle.js")).status_code == 200
    assert (await server.http.get("/docs/assets/swagger-ui.css")).status_code == 200
    assert (await server.http.get("/openapi.json")).json()["info"]["title"] == "Emberline"


async def test_the_readme_is_served_as_it_was_packaged(server):
    assert "make run" in (await server.http.get("/readme")).text
