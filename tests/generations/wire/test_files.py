"""The files that generations came to: served to their owners, with ranges, and to nobody else."""

from datetime import timedelta

import pytest

from emberline.kit.files import FileSigner
from tests.accounts.factories import PASSWORD, make_person
from tests.app_fixtures import Server
from tests.generations.wire.factories import (
    AT,
    TEXT,
    kept,
    problem,
    shown,
    succeeded,
    tiny_story,
)
from tests.stories.wire.factories import published_story

pytestmark = pytest.mark.anyio

ON_SQLITE = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)


@pytest.fixture
async def generation_id(server, ada, story_id) -> str:
    """A playable file of ada's."""
    return await succeeded(server, ada, story_id)


@pytest.fixture
async def url(ada, generation_id) -> str:
    """Its signed address."""
    return str((await shown(ada, generation_id))["result_url"])


async def test_a_file_is_served_by_its_address_alone_with_a_fixed_type_and_runs_nothing(
    server, url
):
    answer = await server.http.get(url)
    assert (answer.status_code, answer.content) == (200, TEXT)
    assert answer.headers["content-type"].startswith("text/html")
    assert answer.headers["x-content-type-options"] == "nosniff"
    policy = answer.headers["content-security-policy"]
    assert "sandbox" in policy and "default-src 'none'" in policy
    assert "allow-scripts" not in policy
    assert answer.headers["cache-control"] == "private, no-cache"
    assert answer.headers["cross-origin-resource-policy"] == "same-origin"


async def test_a_file_is_saved_under_the_title_of_its_story(server, ada):
    named = {
        "The <b>well</b>\r\nX: y": "the-b-well-b-x-y",
        "Über das Meer 海": "%C3%BCber-das-meer-%E6%B5%B7",
        '"../..": ✨': "story",
    }
    files = {"gamebook.pdf": ("application/pdf", TEXT), "audiobook.mp3": ("audio/mpeg", TEXT)}
    for title, name in named.items():
        story_id = await published_story(server, ada, tiny_story(title=title))
        made = await shown(ada, await succeeded(server, ada, story_id, files))
        told = [
            (await server.http.get(each["url"])).headers["content-disposition"]
            for each in made["results"]
        ]
        plain = "story" if "%" in name else name
        expected = "{}; filename=\"{}.{}\"; filename*=UTF-8''{}.{}"
        assert sorted(told) == [
            expected.format("attachment", plain, "pdf", name, "pdf"),
            expected.format("inline", plain, "mp3", name, "mp3"),
        ]


async def test_a_file_comes_in_ranges_and_its_head_alone(server, url):
    part = await server.http.get(url, headers={"Range": "bytes=2-8"})
    assert (part.status_code, part.content) == (206, TEXT[2:9])
    assert part.headers["content-range"] == f"bytes 2-8/{len(TEXT)}"
    last = await server.http.get(url, headers={"Range": "bytes=-5"})
    assert (last.status_code, last.content) == (206, TEXT[-5:])
    beyond = await server.http.get(url, headers={"Range": "bytes=9999-"})
    assert beyond.status_code == 416
    head = await server.http.head(url)
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-length"] == str(len(TEXT))
    again = await server.http.get(url, headers={"If-None-Match": head.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


@ON_SQLITE
async def test_an_altered_address_is_refused(server, ada, url, generation_id, story_id):
    ben = await make_person(server)
    other = await succeeded(server, ada, story_id)
    assert (await server.http.get(url)).status_code == 200
    signature = url.rpartition("=")[2]
    altered = (
        url.replace(ada.id, ben.id),
        url.replace(generation_id, other),
        url[:-1] + ("A" if url[-1] != "A" else "B"),
        url.replace(signature, ""),
        url.replace("expires=1", "expires=2"),
    )
    for address in altered:
        assert address != url
        assert problem(await server.http.get(address)) == (403, "Forbidden")
        assert (await ada.http.get(address)).status_code == 403
    assert problem(await server.http.get(url.partition("?")[0]))[0] == 400


async def test_an_address_is_good_for_some_hours_and_made_anew_for_the_owner(
    server, ada, url, generation_id
):
    server.clock.advance(timedelta(minutes=59))
    assert (await server.http.get(url)).status_code == 200
    server.clock.advance(timedelta(hours=2))
    assert problem(await server.http.get(url)) == (403, "Forbidden")
    anew = (await shown(ada, generation_id))["result_url"]
    assert anew != url
    assert (await server.http.get(anew)).status_code == 200


async def test_an_address_signed_for_another_viewer_shows_nothing(server, generation_id):
    ben = await make_person(server)
    base = f"/files/generation/{generation_id}"
    query = FileSigner(server.runtime.files_signer, ben.id, server.clock.now()).query(base)
    assert problem(await server.http.get(f"{base}/story.html{query}"))[0] == 404


@ON_SQLITE
async def test_only_names_of_results_are_served(server, url):
    for name in ("story.htm", "..%2Fstory.html", "%2e%2e", "x" * 101, "story.html%00"):
        refused = await server.http.get(url.replace("story.html", name))
        assert refused.status_code in (400, 404), name
    assert (await server.http.get(url)).status_code == 200


async def test_a_deleted_generation_is_gone_with_its_files(server, ada, url, generation_id):
    assert len(await kept(server)) == 1
    assert (await ada.http.delete(f"{AT}/{generation_id}")).status_code == 204
    assert problem(await server.http.get(url)) == (404, "Generation not found")
    assert await kept(server) == []
    assert problem(await ada.http.get(f"{AT}/{generation_id}")) == (404, "Generation not found")
    assert problem(await ada.http.delete(f"{AT}/{generation_id}"))[0] == 404


async def test_the_files_die_with_the_story_at_once(server, ada, url, story_id):
    assert (await server.http.get(url)).status_code == 200
    gone = await ada.http.delete(f"/api/stories/{story_id}", headers={"If-Match": "*"})
    assert gone.status_code == 200
    assert (await server.http.get(url)).status_code == 404


async def test_the_files_die_with_the_account_at_once(server: Server, ada, url):
    assert (await server.http.get(url)).status_code == 200
    left = await ada.http.request("DELETE", "/api/auth/account", json={"password": PASSWORD})
    assert left.status_code == 200
    assert (await server.http.get(url)).status_code == 404
    assert await kept(server) == []


async def test_a_suspended_owner_reaches_nothing_until_they_are_back(
    server, ada, story_id, generation_id, url
):
    root = await make_person(server, role="admin")
    assert (await server.http.get(url)).status_code == 200
    at = f"/api/admin/users/{ada.id}/suspension"
    assert (await root.http.post(at)).is_success
    assert (await ada.http.get(f"{AT}/{generation_id}")).status_code == 401
    assert (await ada.http.post(AT, json={"story_id": story_id})).status_code == 401
    assert (await server.http.get(url)).status_code == 404
    assert (await root.http.delete(at)).is_success
    assert (await server.http.get(url)).content == TEXT
