"""Whatever a story holds comes to a result or to a clear failure, in every kind."""

import re
import zipfile
from io import BytesIO
from typing import Any

import pytest

from emberline.generations.rules import KINDS
from emberline.stories.engine.document import Story
from tests.accounts.factories import Person, make_person
from tests.app_fixtures import Server
from tests.generations.wire.factories import AT, asked, run_once, shown, succeeded, tiny_story
from tests.operations.operators import command, stamp
from tests.stories.wire.factories import document, published_story

pytestmark = [pytest.mark.anyio, pytest.mark.parametrize("backend", ["sqlite"], indirect=True)]

SCRIPTS = (
    "Der Brunnen, le puits, el pozo. Колодец, το πηγάδι, 井戸は深い。우물은 깊다. कुआँ गहरा है। "
    "บ่อน้ำลึก. ጉድጓድ. ջրհոր. ചക്ക. 👩‍👩‍👧‍👦 🏴‍☠️ 🇩🇪 ☠︎ Z̷̢̛̮a̸͙͒l̴̥̈g̵͎̈́o̷ e\u0301\u0301\u0301. \u200b\ufeff\u00ad."
)
RTL = "\u202eevil\u202c البئر عميق جدًا 123 والحبل قصير. הבאר עמוקה (מאוד) abc, והחבל קצר.\u2067"
HOSTILE_TITLE = '../../etc/passwd\r\nX-Evil: 1"; filename="x.html" <script>alert(1)</script> \u202e'
MARKUP = (
    '</script><script>alert(1)</script> ]]> <!-- --> {{7*7}} #include "a" $x$ \\ `a` *b* '
    '[a](javascript:alert(1)) ![b](file:///etc/passwd) &amp; &#0; #read("/etc/passwd")'
)


@pytest.fixture
async def server(start_server) -> Server:
    """A server whose jobs run when the test says so."""
    started: Server = await start_server(jobs="external")
    return started


@pytest.fixture
async def ada(server) -> Person:
    """Who writes stories."""
    return await make_person(server)


def _of(text: str, title: str, **parts: Any) -> Story:
    return document(
        {
            "key": "well",
            "title": title,
            "content": text,
            "choices": [{"key": "down", "text": text[:100] or "On", "to": "bottom"}],
        },
        {"key": "bottom", "type": "ending", "content": text, "ending": {"name": title[:100]}},
        title=title,
        **parts,
    )


@pytest.mark.parametrize("kind", KINDS)
async def test_every_kind_makes_something_of_any_script_and_of_markup(server, ada, kind):
    text = f"{SCRIPTS}\n\n{RTL}\n\n{MARKUP}"
    story = _of(text, HOSTILE_TITLE.replace("\r\n", " "))
    state = await _rendered(server, ada, story, kind)
    assert state["status"] == "succeeded", state["error"]
    for result in state["results"]:
        assert "/" not in result["name"] and ".." not in result["name"]
        file = await ada.http.get(result["url"])
        assert file.status_code == 200 and len(file.content) == result["bytes"] > 0
        assert "x-evil" not in file.headers
        shown, _, name = file.headers["content-disposition"].partition("; ")
        assert shown == ("inline" if kind == "audio" else "attachment")
        # Named after the story: of its title nothing is left but letters, digits and dashes.
        assert re.fullmatch(r"filename=\"([a-z0-9-]+\.\w+)\"; filename\*=UTF-8''\1", name), name
        assert file.headers["x-content-type-options"] == "nosniff"
        assert "sandbox" in file.headers["content-security-policy"]
        if result["media_type"] == "application/epub+zip":
            with zipfile.ZipFile(BytesIO(file.content)) as archive:
                assert not [n for n in archive.namelist() if ".." in n or n.startswith("/")]


@pytest.mark.parametrize("kind", KINDS)
async def test_a_story_of_nothing_is_refused_or_rendered_and_never_tried_in_vain(server, ada, kind):
    nothing = document({"key": "a", "type": "ending", "content": "\u200b"}, title="\u00ad")
    _assert_clear(await _rendered(server, ada, nothing, kind))


async def test_what_can_never_be_rendered_is_no_work_for_the_operator(
    server, ada, data_dir, database_url
):
    story_id = await published_story(server, ada, tiny_story())
    options = {"path": ["bottom", "well"]}
    generation_id = await asked(ada, story_id, kind="audio", options=options)
    await run_once(server, generation_id)
    state = await shown(ada, generation_id)
    assert state["status"] == "failed"
    _assert_clear(state)
    await stamp(data_dir, database_url)
    code, output, errors = await command(data_dir, database_url, "doctor", "--json")
    assert (code, output) == (0, '{"findings":[]}\n'), errors
    assert (await ada.http.post(f"{AT}/{generation_id}/retry")).status_code == 202
    await run_once(server, generation_id)
    again = await shown(ada, generation_id)
    assert (again["status"], again["error"]) == ("failed", state["error"])


async def test_a_story_of_many_nodes_comes_to_an_end_in_every_silent_kind(server, ada, count):
    nodes = count(1_000, 100_000)
    story = document(
        *[
            {
                "key": f"n{number}",
                "content": f"Stone {number}.",
                "choices": [{"key": "on", "text": "On", "to": f"n{(number + 1) % nodes}"}],
            }
            for number in range(nodes)
        ]
    )
    story_id = await published_story(server, ada, story)
    for kind in ("html", "epub", "pdf"):
        state = await _run(server, ada, story_id, kind)
        _assert_clear(state)
        if nodes <= 10_000:
            assert state["status"] == "succeeded", state["error"]


async def test_a_result_s_name_leads_nowhere_else(server, ada):
    story_id = await published_story(server, ada, tiny_story())
    state = await shown(ada, await succeeded(server, ada, story_id))
    address, _, query = state["result_url"].partition("?")
    folder, _, name = address.rpartition("/")
    assert (await ada.http.get(state["result_url"])).status_code == 200
    names = [
        *("..", "../../../emberline.db", "..%2f..%2f..%2femberline.db", "%2e%2e%2f%2e%2e"),
        *(f"{name}%00", f"%00{name}", f"./{name}", f"{name}/", f"{name}%2f..", "%ff%fe", ""),
        *("x" * 101, "x" * 5_000, "emberline.db", "story.html%0d%0aX-Evil:%201", "con", "*"),
    ]
    for each in names:
        answer = await ada.http.get(f"{folder}/{each}?{query}")
        if each not in (f"./{name}", f"{name}/"):
            assert answer.status_code in (400, 404), (each, answer.status_code)
            assert "x-evil" not in answer.headers
        else:
            assert answer.status_code in (200, 404)


async def _rendered(server: Server, ada: Person, story: Story, kind: str) -> dict[str, Any]:
    return await _run(server, ada, await published_story(server, ada, story), kind)


async def _run(server: Server, ada: Person, story_id: str, kind: str) -> dict[str, Any]:
    """How a generation stands after one attempt."""
    generation_id = await asked(ada, story_id, kind=kind)
    await run_once(server, generation_id)
    return await shown(ada, generation_id)


def _assert_clear(state: dict[str, Any]) -> None:
    """It succeeded, or failed with a sentence that is about this story."""
    assert state["status"] in ("succeeded", "failed")
    if state["status"] == "failed":
        assert state["error"]["code"] not in ("internal", "died")
        assert state["error"]["message"].endswith(".")
        assert state["results"] == []
