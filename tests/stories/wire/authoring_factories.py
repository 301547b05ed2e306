"""Stories as their people write them, over HTTP."""

from typing import Any

from httpx import Response

from tests.accounts.factories import Person
from tests.clips.factories import photo

WHOLE = {"title": "The well", "description": "A way down.", "difficulty_level": "easy"}


async def begin_story(author: Person, **fields: Any) -> Any:
    """A story that the author made."""
    return data(await author.http.post("/api/stories", json={**WHOLE, **fields}), 201)


async def add_node(author: Person, story_id: str, **fields: Any) -> Any:
    """A node that was added to the draft."""
    return data(await author.http.post(nodes_at(story_id), json=fields), 201)


async def add_choice(author: Person, node: dict[str, Any], **fields: Any) -> Any:
    """A choice that was added to the node."""
    address = f"{nodes_at(node['story_id'])}/{node['node_id']}/choices"
    return data(await author.http.post(address, json={"choice_text": "Go", **fields}), 201)


async def upload(author: Person) -> str:
    """The id of a picture that the author uploaded."""
    files = {"file": ("photo.jpg", photo(), "image/jpeg")}
    answer = await author.http.post("/media", files=files)
    assert answer.status_code == 201, answer.text
    media_id: str = answer.json()["media_id"]
    return media_id


async def all_nodes(person: Person, story_id: str) -> dict[str, dict[str, Any]]:
    """The nodes of the draft by their keys."""
    found = data(await person.http.get(nodes_at(story_id), params={"limit": 100}))
    return {node["key"]: node for node in found}


async def document_of(person: Person, story_id: str) -> Any:
    """The whole draft."""
    return data(await person.http.get(f"/api/admin/stories/{story_id}/document"))


def nodes_at(story_id: str) -> str:
    """The address of a draft's nodes."""
    return f"/api/admin/stories/{story_id}/nodes"


def data(answer: Response, status: int = 200) -> Any:
    """What the answer, which has this status, holds."""
    assert answer.status_code == status, answer.text
    body = answer.json()
    assert body["success"] is True
    return body["data"]
