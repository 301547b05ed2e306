"""A story, or whose it is, goes at the moment at which something is done to it: no surprise."""

import asyncio

import pytest

from tests.accounts.factories import PASSWORD
from tests.trust.story_calls import scene_for, story_request
from tests.trust.story_cast import make_story_cast
from tests.trust.story_table import story_rows

pytestmark = pytest.mark.anyio

ROUNDS = 2
# It is what happens beside the calls.
DELETION = "DELETE /api/stories/{story_id}"
ANY_REVISION = {"If-Match": "*"}


def _changes(*roles: str) -> list[tuple[str, str]]:
    """Every call that changes something, each with a role that may make it."""
    return [
        (call, role)
        for call, expected in story_rows(is_published=True).items()
        if not call.startswith("GET") or call.endswith("/start")
        for role in roles
        if call != DELETION and expected[role] < 300
    ]


async def test_a_story_may_go_while_anything_is_done_to_it(server):
    changes = _changes("editor", "other")
    assert len(changes) > 20
    cast = await make_story_cast(server)
    wrong = []
    for call, role in changes * ROUNDS:
        scene = await scene_for(cast, call, is_published=True)
        method, path, made = await story_request(cast, scene, role, call)
        address = f"/api/stories/{scene.story_id}"
        done, gone = await asyncio.gather(
            cast.send(role, method, path, **made),
            cast.send("owner", "DELETE", address, headers=ANY_REVISION),
        )
        assert gone.status_code in (200, 404), gone.text
        if done.status_code >= 500:
            wrong.append(f"{call} by {role}: {done.text}")
        if gone.status_code == 200:
            assert (await cast.send("owner", "GET", address)).status_code == 404
    assert not wrong, "\n".join(wrong)


async def test_whose_story_it_is_may_leave_while_they_do_anything_to_it(
    server, cheap_passwords, count
):
    changes = _changes("owner")
    assert len(changes) > 20
    # Each call needs people of its own: a few of them here, all of them at night.
    changes = changes[:: max(1, len(changes) // count(8, len(changes)))]
    wrong = []
    for call, role in changes:
        cast = await make_story_cast(server)
        scene = await scene_for(cast, call, is_published=True)
        method, path, made = await story_request(cast, scene, role, call)
        done, left = await asyncio.gather(
            cast.send(role, method, path, **made),
            cast.send("owner", "DELETE", "/api/auth/account", json={"password": PASSWORD}),
        )
        assert left.status_code == 200, left.text
        if done.status_code >= 500:
            wrong.append(f"{call} by {role}: {done.text}")
    assert not wrong, "\n".join(wrong)
