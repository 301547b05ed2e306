"""Stories and reviews that are reported, held, shown again and removed."""

from typing import Any

import pytest

from tests.accounts.factories import Person, block, make_person
from tests.app_fixtures import Server
from tests.clips.factories import inbox_of, post_text
from tests.moderation.factories import hold, made_report, queue, report, resolve
from tests.sharing.test_links import link_to
from tests.stories.wire.factories import make_story, published_story
from tests.stories.wire.reading_factories import rate, reviewed, reviews_of
from tests.stories.wire.test_reviews import counted

pytestmark = pytest.mark.anyio


async def start(person: Person, story_id: str) -> int:
    return int((await person.http.get(f"/api/stories/{story_id}/start")).status_code)


async def listed(server: Server, story_id: str) -> bool:
    entries = (await server.http.get("/api/stories?pageSize=100")).json()["data"]
    return story_id in {entry["story_id"] for entry in entries}


async def people(server: Server) -> tuple[Person, Person, Person]:
    """Somebody who writes, somebody who reports, a moderator."""
    mara, ben = await make_person(server), await make_person(server)
    return mara, ben, await make_person(server, role="moderator")


async def test_a_reported_story_is_kept_as_it_was(server):
    mara, ben, ida = await people(server)
    story_id, draft_id = await published_story(server, mara), await make_story(server, mara)
    assert (await report(ben, "story", draft_id)).status_code == 404
    assert (await report(mara, "story", story_id)).status_code == 400
    report_id = await made_report(ben, "story", story_id)
    assert (await report(ben, "story", story_id)).status_code == 409
    (entry,) = await queue(ida, "?kind=story")
    assert (entry["report_id"], entry["kind"], entry["id"]) == (report_id, "story", story_id)
    snapshot = entry["snapshot"]
    told = ("author_id", "author_username", "title", "description", "version")
    assert [snapshot[name] for name in told] == [
        *(mara.id, mara.username, "The well", "A way down.", 1)
    ]
    assert (snapshot["media_id"], snapshot["media_url"]) == (None, None)
    shut_out = await make_person(server)
    await block(server, mara, shut_out)
    assert (await report(shut_out, "story", story_id)).status_code == 404


async def test_a_held_story_is_out_of_sight_for_all_but_its_people(server):
    mara, ben, ida = await people(server)
    story_id = await published_story(server, mara)
    link = await link_to(ben, story_id)
    clip = await post_text(ben, story_link=story_id)
    report_id = await made_report(ida, "story", story_id)
    assert [await start(person, story_id) for person in (mara, ben)] == [200, 200]
    assert await listed(server, story_id)
    assert (await hold(ida, report_id)).status_code == 200
    assert [await start(person, story_id) for person in (mara, ben)] == [200, 404]
    assert (await server.http.get(f"/api/stories/{story_id}/start")).status_code == 404
    assert not await listed(server, story_id)
    assert (await server.http.get(link)).status_code == 410
    shown = (await ben.http.get(f"/stories/item/{clip['id']}")).json()
    assert (shown["text"], shown["story_link"]) == (clip["text"], None)
    assert (await mara.http.delete(f"/api/stories/{story_id}")).status_code == 409
    told = (await mara.http.get("/api/notifications")).json()["data"]
    assert [(each["type"], each["story_id"]) for each in told] == [("moderation.held", story_id)]
    assert (await resolve(ida, report_id, "dismiss")).status_code == 200
    assert await start(ben, story_id) == 200
    assert await listed(server, story_id)
    assert (await server.http.get(link)).status_code == 200


@pytest.mark.parametrize("held", [True, False])
async def test_a_removed_story_is_deleted_with_all_that_hung_on_it(server, held):
    mara, ben, ida = await people(server)
    story_id, other_id = [await published_story(server, mara) for _ in range(2)]
    link = await link_to(ben, story_id)
    await reviewed(ben, story_id)
    report_id = await made_report(ben, "story", story_id)
    if held:
        assert (await hold(ida, report_id)).status_code == 200
    assert (await resolve(ida, report_id, "remove", "No.")).status_code == 200
    assert [await start(person, story_id) for person in (mara, ben)] == [404, 404]
    assert not await listed(server, story_id)
    assert (await server.http.get(link)).status_code == 404
    assert await start(ben, other_id) == 200
    assert ("moderation.removed", None) in await inbox_of(mara)
    (entry,) = await queue(ida)
    assert (entry["status"], entry["snapshot"]["title"]) == ("resolved", "The well")
    assert (await hold(ida, report_id)).status_code == 409


async def test_the_author_of_a_reported_story_is_suspended_and_it_goes(server):
    mara, ben, ida = await people(server)
    story_id, other_id = [await published_story(server, mara) for _ in range(2)]
    report_id = await made_report(ben, "story", story_id)
    assert (await resolve(ida, report_id, "suspend")).status_code == 200
    assert [await start(ben, each) for each in (story_id, other_id)] == [404, 404]
    assert not await listed(server, other_id)
    admin = await make_person(server, role="admin")
    lifted = await admin.http.delete(f"/api/admin/users/{mara.id}/suspension")
    assert lifted.status_code < 300
    assert [await start(ben, each) for each in (story_id, other_id)] == [404, 200]


async def test_a_review_is_held_shown_again_and_removed(server):
    mara, ben, ida = await people(server)
    story_id = await published_story(server, mara)
    review_id = await reviewed(ben, story_id, 1, "Rude.")
    assert (await report(ben, "review", review_id)).status_code == 400
    report_id = await made_report(mara, "review", review_id)
    (entry,) = await queue(ida, "?kind=review")
    snapshot = entry["snapshot"]
    told = ("author_id", "rating", "text", "answer", "story_id", "story_title")
    assert [snapshot[name] for name in told] == [*(ben.id, 1, "Rude.", None, story_id, "The well")]

    async def shown() -> list[Any]:
        return [entry["review"] for entry in (await reviews_of(server.http, story_id))["data"]]

    assert (await shown(), await counted(server, story_id)) == (["Rude."], (1, 1))
    assert (await hold(ida, report_id)).status_code == 200
    assert (await shown(), await counted(server, story_id)) == ([], (0, 0))
    assert (await report(ida, "review", review_id)).status_code == 404
    assert (await resolve(ida, report_id, "dismiss")).status_code == 200
    assert (await shown(), await counted(server, story_id)) == (["Rude."], (1, 1))
    second = await made_report(ida, "review", review_id)
    assert (await resolve(ida, second, "remove")).status_code == 200
    assert (await shown(), await counted(server, story_id)) == ([], (0, 0))
    assert ("moderation.removed", None) in await inbox_of(ben)
    assert (await rate(ben, story_id, 5)).status_code == 201


async def test_a_review_that_the_reporter_does_not_see_cannot_be_reported(server):
    mara, ben, eve = [await make_person(server) for _ in range(3)]
    story_id = await published_story(server, mara)
    review_id = await reviewed(ben, story_id)
    await block(server, ben, eve)
    assert (await report(eve, "review", review_id)).status_code == 404
    assert (await report(mara, "review", review_id)).status_code == 201
