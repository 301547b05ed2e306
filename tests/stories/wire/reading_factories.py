"""Readers who play stories and say what they think, through the front door."""

from typing import Any

import httpx

from tests.accounts.factories import Person


async def start_play(reader: Person, story_id: str, **query: Any) -> dict[str, Any]:
    """The play that a reader begins; `query` says where they came from."""
    answer = await reader.http.get(f"/api/stories/{story_id}/start", params=query)
    assert answer.status_code == 200, answer.text
    play: dict[str, Any] = answer.json()["data"]
    return play


async def finish_play(reader: Person, story_id: str, choice: int = 0, **query: Any) -> None:
    """Play a story whose first choices lead to its endings."""
    play = await start_play(reader, story_id, **query)
    node = play["node"]
    body = {
        "current_node_id": node["node_id"],
        "choice_id": node["choices"][choice]["choice_id"],
        "progress_id": play["progress_id"],
    }
    answer = await reader.http.post(f"/api/stories/{story_id}/choice", json=body)
    assert answer.status_code == 200, answer.text
    assert answer.json()["data"]["is_ending"]


async def rate(
    reader: Person, story_id: str, rating: Any = 4, review: str | None = None, **headers: str
) -> httpx.Response:
    """The answer to a rating."""
    body = {"rating": rating} if review is None else {"rating": rating, "review": review}
    return await reader.http.post(f"/api/stories/{story_id}/rate", json=body, headers=headers)


async def reviewed(reader: Person, story_id: str, rating: int = 4, review: str = "Deep.") -> str:
    """The id of the review of a reader who has played the story."""
    await finish_play(reader, story_id)
    answer = await rate(reader, story_id, rating, review)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["data"]["review_id"])


async def reviews_of(reader: httpx.AsyncClient, story_id: str, query: str = "") -> dict[str, Any]:
    """The page of a story's reviews that somebody is shown."""
    answer = await reader.get(f"/api/stories/{story_id}/reviews{query}")
    assert answer.status_code == 200, answer.text
    page: dict[str, Any] = answer.json()
    return page
