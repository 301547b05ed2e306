"""What guests are shown: the page, what its card tells, and passcodes."""

import asyncio
import re
from base64 import b64encode
from datetime import timedelta
from hashlib import sha256

import pytest

from tests.accounts.factories import make_person
from tests.clips.factories import post_photo, post_text
from tests.clips.test_links import make_link, read, status

pytestmark = pytest.mark.anyio

BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


async def test_no_page_and_no_head_counts_a_view(server):
    mara = await make_person(server)
    link = await make_link(mara, await post_text(mara), max_views=1)
    for _ in range(3):
        page = await server.http.get(link["url"], headers=BROWSER)
        assert (page.status_code, page.headers["content-type"]) == (200, "text/html; charset=utf-8")
        head = await server.http.head(f"{link['url']}?format=json")
        assert (head.status_code, head.content) == (200, b"")
        assert head.headers["content-type"] == "application/json"
        assert (await server.http.head(link["url"])).status_code == 200
    assert await status(server, link) == 200
    assert await status(server, link) == 410
    assert (await server.http.head(f"{link['url']}?format=json")).status_code == 410


async def test_the_page_of_a_clip_that_is_not_for_all_betrays_nothing(server, cheap_passwords):
    mara = await make_person(server, "marabout")
    private = await post_photo(mara, caption="Secret lake", visibility="PRIVATE")
    followers = await post_text(mara, "Secret words", visibility="FOLLOWERS")
    public = await post_photo(mara, caption="Secret lake")
    links = [
        await make_link(mara, private),
        await make_link(mara, followers),
        await make_link(mara, private, passcode="lighthouse"),
        await make_link(mara, public, passcode="lighthouse"),
        await make_link(mara, public, max_views=3),
    ]
    pages = [await server.http.get(link["url"]) for link in links]
    assert {page.status_code for page in pages} == {200}
    assert len({page.content for page in pages}) == 1
    for secret in ("marabout", "Secret", "og:", "/files/", private["id"]):
        assert secret not in pages[0].text
    open_page = await server.http.get((await make_link(mara, public))["url"])
    for told in ("marabout", "Secret lake", "og:image", "/files/link/"):
        assert told in open_page.text


async def test_a_public_clips_card_is_text_and_its_picture_is_served(server):
    mara = await make_person(server)
    caption = 'x" onload="alert(1) & <3'
    link = await make_link(mara, await post_photo(mara, caption=caption))
    page = (await server.http.get(link["url"])).text
    assert 'content="x&quot; onload=&quot;alert(1) &amp; &lt;3"' in page
    found = re.search(r'og:image" content="http://emberline(/files/link/[^"]+)"', page)
    assert found is not None
    picture = await server.http.get(found[1].replace("&amp;", "&"))
    assert (picture.status_code, picture.headers["content-type"]) == (200, "image/webp")
    assert (await read(server, link)).json()["caption"] == caption


async def test_the_page_runs_only_its_own_script_and_loads_nothing_from_elsewhere(server):
    mara = await make_person(server)
    link = await make_link(mara, await post_text(mara))
    page = await server.http.get(link["url"])
    policy = page.headers["content-security-policy"]
    for tag in ("script", "style"):
        (inside,) = re.findall(f"<{tag}>(.*?)</{tag}>", page.text, re.DOTALL)
        digest = b64encode(sha256(inside.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert "http://" not in page.text.replace('content="http://emberline', "")
    assert page.headers["referrer-policy"] == "no-referrer"
    assert page.headers["x-robots-tag"] == "noindex"
    assert page.headers["cache-control"] == "private, no-store"


async def test_a_browser_is_told_in_a_page_that_there_is_nothing(server):
    mara = await make_person(server, "marabout")
    clip = await post_text(mara, "Secret words")
    link = await make_link(mara, clip)
    assert (await server.http.get(link["url"], headers=BROWSER)).status_code == 200
    await mara.http.delete(f"/stories/{clip['id']}")
    gone = await server.http.get(link["url"], headers=BROWSER)
    assert (gone.status_code, gone.headers["content-type"]) == (410, "text/html; charset=utf-8")
    assert "Clip gone" in gone.text
    assert "marabout" not in gone.text
    problem = await server.http.get(link["url"])
    assert (problem.status_code, problem.json()["error"]) == (410, "Clip gone")
    assert problem.headers["cache-control"] == "private, no-store"
    # An altered code names no link, and is told so.
    code = link["url"].removeprefix("/g/")
    for wrong in (code[:-1], code + "x", "A" + code[1:], "nonsense", "é" * 54, code.upper()):
        for headers in (BROWSER, {}):
            answer = await server.http.get(f"/g/{wrong}", headers=headers)
            assert answer.status_code == 404, wrong
    assert (await server.http.get(f"{link['url']}?format=xml")).status_code == 400


async def test_a_passcode_opens_the_clip_and_nothing_else_does(server, cheap_passwords):
    mara = await make_person(server)
    clip = await post_photo(mara)
    link = await make_link(mara, clip, passcode=" Leuchttürm 灯 ")
    assert link["has_passcode"] is True
    assert "passcode_hash" not in link
    for wrong in (None, "", "leuchttürm 灯".encode(), b"\xff\xfe"):
        answer = await read(server, link, wrong)
        assert (answer.status_code, answer.json()["error"]) == (401, "Unauthorized"), wrong
    assert (await read(server, link, "Leuchttürm 灯".encode())).status_code == 200
    (listed,) = (await mara.http.get(f"/stories/{clip['id']}/links")).json()["data"]
    assert listed["views"] == 1
    latin = await make_link(mara, clip, passcode="Türm")
    assert (await read(server, latin, "Türm".encode("latin-1"))).status_code == 200


async def test_guessing_a_passcode_ends_soon_for_an_address_and_for_the_link(
    start_server, cheap_passwords
):
    server = await start_server(rate_limits="on")
    mara = await make_person(server)
    link = await make_link(mara, await post_text(mara), passcode="lighthouse")
    other = await make_link(mara, await post_text(mara), passcode="lighthouse")
    tries = [(await read(server, link, f"wrong{number}")).status_code for number in range(11)]
    assert tries == [401] * 10 + [429]
    refused = await read(server, link, "lighthouse")
    assert refused.status_code == 429
    assert int(refused.headers["retry-after"]) <= 60
    assert (await read(server, other, "lighthouse")).status_code == 200


async def test_wrong_passcodes_shut_a_link_for_good_whatever_limits_are_on(server, cheap_passwords):
    mara = await make_person(server)
    clip = await post_text(mara)
    link = await make_link(mara, clip, passcode="lighthouse")

    assert (await read(server, link, "lighthouse")).status_code == 200
    statuses = []
    for _ in range(2):
        answers = await asyncio.gather(*(read(server, link, "wrong") for _ in range(55)))
        statuses += [answer.status_code for answer in answers]
    assert sorted(statuses) == [401] * 100 + [410] * 10
    head = await server.http.head(
        f"{link['url']}?format=json", headers={"X-Passcode": "lighthouse"}
    )
    assert head.status_code == 410
    assert (await read(server, link, "lighthouse")).status_code == 410
    server.clock.advance(timedelta(hours=23))
    assert (await read(server, link, "lighthouse")).status_code == 410
    other = await make_link(mara, clip, passcode="lighthouse")
    assert (await read(server, other, "lighthouse")).status_code == 200
