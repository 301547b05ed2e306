"""What a client of tus sends, step by step."""

from base64 import b64encode
from typing import Any

import httpx

from tests.accounts.factories import Person

TUS = {"Tus-Resumable": "1.0.0"}
BYTES = {**TUS, "Content-Type": "application/offset+octet-stream"}


def named(filename: str) -> dict[str, str]:
    """The header that says what the file is called."""
    return {"Upload-Metadata": f"filename {b64encode(filename.encode()).decode()}"}


async def ask(person: Person, length: int, name: str = "photo.jpg", **more: Any) -> httpx.Response:
    """The answer to beginning an upload of `length` bytes."""
    headers = {**TUS, **named(name), "Upload-Length": str(length), **more.pop("headers", {})}
    return await person.http.post("/media/tus", headers=headers, **more)


async def begin(person: Person, length: int, name: str = "photo.jpg") -> str:
    """The address of a new upload."""
    answer = await ask(person, length, name)
    assert answer.status_code == 201, answer.text
    return str(answer.headers["location"])


async def send(
    person: Person, address: str, offset: int, content: Any, **headers: str
) -> httpx.Response:
    """The answer to `content` sent from `offset` on."""
    return await person.http.patch(
        address, content=content, headers={**BYTES, "Upload-Offset": str(offset), **headers}
    )


async def look(person: Person, address: str) -> httpx.Response:
    """The answer to the question where to go on."""
    return await person.http.head(address, headers=TUS)
