"""Stories to narrate, and the narrations of them as a server is asked for them."""

import json
from http.client import HTTPConnection
from time import perf_counter
from typing import Any

from emberline.stories.engine.document import FORMAT, Choice, Node, Story

_PATH = "/api/story-generations"
_STARTS_WITHIN_SECONDS = 120.0
_SENTENCES = (
    "The path goes on between the stones, and the moss on them is wet.",
    "Somebody has lit a lamp in the house by the river; its light shakes in the water.",
    "You count your steps, as you did as a child, and lose count where the reeds begin.",
)


def walk(scenes: int, title: str) -> Story:
    """A story of so many scenes in a row, none of which sounds like one of another title's."""
    return Story(
        format=FORMAT,
        title=title,
        nodes=tuple(
            Node(
                key=f"n{number}",
                title=f"Stone {number}",
                content=" ".join([f"{title}, stone {number}.", *_SENTENCES]),
                start=number == 0,
                choices=(Choice(key="on", text="Go on", to=f"n{(number + 1) % scenes}"),),
            )
            for number in range(scenes)
        ),
    )


def begin_narration(port: int, token: str, story_id: str) -> str:
    """Ask for an audiobook; its id, once it is being narrated."""
    generation_id = ask_for_narration(port, token, story_id)
    deadline = perf_counter() + _STARTS_WITHIN_SECONDS
    while not rendered_scenes(port, token, generation_id):
        assert perf_counter() < deadline, "the narration did not begin"
    return generation_id


def ask_for_narration(port: int, token: str, story_id: str) -> str:
    """Ask for an audiobook; its id."""
    return str(_call(port, token, "POST", "", {"story_id": story_id})["id"])


def narration(port: int, token: str, generation_id: str) -> dict[str, Any]:
    """How it stands."""
    return _call(port, token, "GET", f"/{generation_id}")


def rendered_scenes(port: int, token: str, generation_id: str) -> int:
    """How many of its scenes are rendered, as far as the first page of its log tells."""
    entries = _call(port, token, "GET", f"/{generation_id}/logs?pageSize=100")["data"]
    return sum(entry["event"] == "scene.rendered" for entry in entries)


def cancel_narration(port: int, token: str, generation_id: str) -> None:
    """Stop it; what it made goes."""
    _call(port, token, "POST", f"/{generation_id}/cancel")


def _call(
    port: int, token: str, method: str, path: str, body: dict[str, Any] | None = None
) -> dict[str, Any]:
    connection = HTTPConnection("127.0.0.1", port, timeout=120)
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    sent = None if body is None else json.dumps(body)
    connection.request(method, _PATH + path, sent, headers)
    answer = connection.getresponse()
    text = answer.read()
    connection.close()
    assert answer.status in {200, 202}, text
    found: dict[str, Any] = json.loads(text)
    return found
