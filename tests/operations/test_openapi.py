"""The OpenAPI document: every call, with an example for what it takes and what it answers."""

from collections.abc import Iterator
from typing import Any

import pytest

from emberline.main import create_app
from emberline.settings import Settings

pytestmark = pytest.mark.anyio


@pytest.fixture
def document() -> dict:
    return create_app(Settings()).openapi()


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
        if "example" not in content
    ]
    assert len(list(_operations(document))) > 40
    assert without == []


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
    missing = [ref for ref in _references(document) if ref.rpartition("/")[2] not in names]
    assert missing == []


def _references(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        if isinstance(node.get("$ref"), str):
            yield node["$ref"]
        for entry in node.values():
            yield from _references(entry)
    elif isinstance(node, list):
        for entry in node:
            yield from _references(entry)


async def test_the_documentation_loads_nothing_from_elsewhere(server):
    page = (await server.http.get("/docs")).text
    assert "swagger-ui-bundle.js" in page
    assert "//" not in page.replace("<!--", "").split("<script>")[0]
    assert (await server.http.get("/docs/assets/swagger-ui-bundle.js")).status_code == 200
    assert (await server.http.get("/docs/assets/swagger-ui.css")).status_code == 200
    assert (await server.http.get("/openapi.json")).json()["info"]["title"] == "Emberline"


async def test_the_front_page_leads_to_the_readme_and_the_documentation(server):
    page = (await server.http.get("/")).text
    assert 'href="/readme"' in page
    assert 'href="/docs"' in page
    assert "make run" in (await server.http.get("/readme")).text
