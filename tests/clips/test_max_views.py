"""A clip that only so many people may see is gone for the others then."""

import asyncio
from typing import Any

import pytest

from tests.accounts.factories import make_person
from tests.clips.factories import post_photo, post_text
from tests.clips.keeping_factories import ids_in

pytestmark = pytest.mark.anyio


async def test_after_so_many_viewers_a_clip_is_gone_for_others(server):
    author, first, second, late = [await make_person(server) for _ in range(4)]
    clip = await post_photo(author, max_views="2")
    (shown,) = (await late.http.get("/stories")).json()["data"]
    for viewer in (author, first, first, second):
        answer = await viewer.http.post(f"/stories/{clip['id']}/view")
        assert answer.status_code == 200, answer.text
    for address in (f"/stories/item/{clip['id']}", shown["media_url"], shown["thumbnail_url"]):
        assert (await late.http.get(address)).status_code == 404
    assert (await late.http.post(f"/stories/{clip['id']}/view")).status_code == 404
    assert await ids_in(late, "/stories") == []
    for counted in (author, first, second):
        assert await ids_in(counted, "/stories") == [clip["id"]]
        (mine,) = (await counted.http.get("/stories")).json()["data"]
        assert (await server.http.get(mine["media_url"])).status_code == 200
        assert (await counted.http.post(f"/stories/{clip['id']}/view")).status_code == 200


async def test_only_its_author_is_told_how_many_may_see_a_clip(server):
    author, reader = await make_person(server), await make_person(server)
    clip, free = await post_text(author, max_views=5), await post_text(author)
    assert (clip["max_views"], free["max_views"]) == (5, None)
    for person, told in ((author, 5), (reader, None)):
        listed = {each["id"]: each for each in (await person.http.get("/stories")).json()["data"]}
        alone = (await person.http.get(f"/stories/item/{clip['id']}")).json()
        assert (listed[clip["id"]]["max_views"], alone["max_views"]) == (told, told)


async def test_of_thirty_at_once_exactly_as_many_see_it_as_may(server):
    author = await make_person(server)
    viewers = [await make_person(server) for _ in range(30)]
    clip = await post_text(author, max_views=5)
    answers = await asyncio.gather(
        *(viewer.http.post(f"/stories/{clip['id']}/view") for viewer in viewers)
    )
    assert sorted(answer.status_code for answer in answers) == [200] * 5 + [404] * 25
    assert (await author.http.get(f"/stories/item/{clip['id']}")).json()["views_count"] == 5


async def test_of_many_bulk_views_at_once_exactly_as_many_count_as_may(server):
    author = await make_person(server)
    viewers = [await make_person(server) for _ in range(12)]
    clips = [await post_text(author, max_views=3) for _ in range(2)]
    ids = [clip["id"] for clip in clips]
    answers = await asyncio.gather(
        *(
            viewer.http.post("/stories/views", json={"story_ids": ids[:: (-1) ** number]})
            for number, viewer in enumerate(viewers)
        )
    )
    assert {answer.status_code for answer in answers} == {200}
    for clip in (await author.http.get("/stories")).json()["data"]:
        assert clip["views_count"] == 3


async def test_how_many_may_see_it_is_one_to_a_hundred_thousand(server):
    author = await make_person(server)
    for number, status in {0: 400, 1: 201, 100_000: 201, 100_001: 400}.items():
        body = {"text": "For few", "max_views": number}
        assert (await author.http.post("/stories", json=body)).status_code == status


async def test_reads_by_links_and_views_together_are_as_many_as_may_be(server):
    author, viewer = await make_person(server), await make_person(server)
    clip = await post_photo(author, max_views="4")
    made = [await author.http.post(f"/stories/{clip['id']}/links", json={}) for _ in range(3)]
    links = [answer.json() for answer in made]

    async def read(link: dict[str, Any]) -> Any:
        return await server.http.get(f"{link['url']}?format=json")

    first = await read(links[0])
    assert first.status_code == 200
    revoked = f"/stories/{clip['id']}/links/{links[0]['link_id']}"
    assert (await viewer.http.post(f"/stories/{clip['id']}/view")).status_code == 200
    answers = await asyncio.gather(*(read(link) for link in links * 4))
    assert sorted(answer.status_code for answer in answers) == [200] * 2 + [410] * 10
    # The page too; who has it open goes on looking, as long as the link is there.
    assert (await server.http.get(links[1]["url"])).status_code == 410
    picture = first.json()["media_url"]
    assert (await server.http.get(picture)).status_code == 200
    assert (await author.http.delete(revoked)).status_code == 204
    assert [(await read(link)).status_code for link in links] == [410] * 3
    # For people it is not burnt: one has seen it.
    assert (await viewer.http.get(f"/stories/item/{clip['id']}")).status_code == 200
