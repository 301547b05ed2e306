"""Readers at play over HTTP: what tests of plays do again and again."""

from typing import Any

import httpx

from emberline.stories.rules.part_ids import choice_id, node_id
from tests.accounts.factories import Person


async def begun(person: Person, story_id: str, **query: Any) -> dict[str, Any]:
    """A play that `person` begins, or goes on with; what the call answers."""
    response = await person.http.get(f"/api/stories/{story_id}/start", params=query)
    assert response.status_code == 200, response.text
    data: dict[str, Any] = response.json()["data"]
    return data


async def chosen(
    person: Person, story_id: str, node: str, choice: str, **fields: Any
) -> httpx.Response:
    """The answer to a choice, both named by their keys."""
    return await choosing(person.http, story_id, node, choice, **fields)


async def choosing(
    http: httpx.AsyncClient, story_id: str, node: str, choice: str, **fields: Any
) -> httpx.Response:
    """The answer to a choice by whoever `http` is."""
    headers = fields.pop("headers", None)
    body = {
        "current_node_id": node_id(story_id, node),
        "choice_id": choice_id(story_id, node, choice),
        **fields,
    }
    return await http.post(f"/api/stories/{story_id}/choice", json=body, headers=headers)


async def took(person: Person, story_id: str, *path: tuple[str, str]) -> dict[str, Any]:
    """Take choices one after the other, each as `(node, choice)`; the last turn."""
    turn: dict[str, Any] = {}
    for node, choice in path:
        response = await chosen(person, story_id, node, choice)
        assert response.status_code == 200, response.text
        turn = response.json()["data"]
    return turn
