"""Who may do what with stories: each call by everyone, upon a draft and upon a published story."""

import pytest

from tests.trust.cast import Cast
from tests.trust.story_calls import is_used_up, scene_for, story_request
from tests.trust.story_cast import STORY_ROLES, Scene, make_story_cast
from tests.trust.story_table import story_rows

pytestmark = pytest.mark.anyio

# Nothing listens there.
NO_MODEL = "http://127.0.0.1:9/v1"


@pytest.mark.parametrize("is_published", [False, True], ids=["draft", "published"])
async def test_everyone_may_do_what_the_table_says_and_nothing_else(start_server, is_published):
    # What is asked for is rendered elsewhere.
    server = await start_server(suggestions_url=NO_MODEL, jobs="external")
    cast = await make_story_cast(server)
    wrong = []
    for call, expected in story_rows(is_published=is_published).items():
        scene = await scene_for(cast, call, is_published=is_published)
        # The owner's own call comes last: it may end what the others call upon.
        for role in (*STORY_ROLES[1:], "owner"):
            got = await _status(cast, scene, role, call)
            if got != expected[role]:
                wrong.append(f"{call} by {role}: {got}, not {expected[role]}")
            if is_used_up(call) and got < 400:
                scene = await scene_for(cast, call, is_published=is_published)
    assert not wrong, "\n".join(wrong)


async def _status(cast: Cast, scene: Scene, role: str, call: str) -> int:
    method, path, body = await story_request(cast, scene, role, call)
    answer = await cast.send(role, method, path, **body)
    if answer.is_error:
        assert answer.headers["content-type"] == "application/problem+json"
    return answer.status_code
