"""The moderators' queue: its pages, holds, decisions and their log."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from emberline.clips.jobs import clean_up_expired
from tests.accounts.factories import PASSWORD, Person, make_person
from tests.app_fixtures import Server
from tests.clips.factories import inbox_of, post_photo, post_text, stored_keys
from tests.clips.test_links import make_link, status
from tests.moderation.factories import (
    comment_on,
    hold,
    made_report,
    queue,
    report,
    resolve,
)

pytestmark = pytest.mark.anyio


async def item(person: Person, clip: dict[str, Any]) -> int:
    """How the reading of one clip is answered."""
    return int((await person.http.get(f"/stories/item/{clip['id']}")).status_code)


async def test_the_queue_pages_newest_first_in_a_fixed_number_of_statements(
    server, count_statements
):
    mara, ben = await make_person(server), await make_person(server)
    ida = await make_person(server, role="moderator")
    made = []
    for _ in range(3):
        made.append(await made_report(ben, "clip", (await post_photo(mara))["id"]))
        server.clock.advance(timedelta(seconds=1))
    made.append(await made_report(ben, "user", mara.id))
    await hold(ida, made[0])
    await resolve(ida, made[1], "dismiss")
    ids = [entry["report_id"] for entry in await queue(ida)]
    assert ids == made[::-1]
    first = (await ida.http.get("/api/admin/reports?limit=3")).json()
    params = {"limit": 3, "cursor": first["meta"]["next_cursor"]}
    rest = (await ida.http.get("/api/admin/reports", params=params)).json()
    assert [entry["report_id"] for entry in first["data"] + rest["data"]] == ids
    assert rest["meta"] == {"next_cursor": None}
    for query, expected in (
        ("?status=held", [made[0]]),
        ("?status=resolved", [made[1]]),
        ("?status=open&kind=clip", [made[2]]),
        ("?kind=user", [made[3]]),
        ("?kind=comment", []),
    ):
        assert [entry["report_id"] for entry in await queue(ida, query)] == expected, query
    assert (await ida.http.get("/api/admin/reports?status=lost")).status_code == 400
    with count_statements() as few:
        await queue(ida, "?kind=clip&limit=1")
    with count_statements() as many:
        await queue(ida, "?kind=clip")
    assert len(few) == len(many) > 0


async def test_a_held_clip_is_gone_for_all_and_kept_as_evidence_past_its_end(server):
    mara, ben = await make_person(server), await make_person(server)
    ida = await make_person(server, role="moderator")
    clip, other = await post_photo(mara), await post_text(mara)
    link = await make_link(mara, clip)
    report_id = await made_report(ben, "clip", clip["id"])
    assert [await item(person, clip) for person in (mara, ben, ida)] == [200, 200, 200]
    answer = await hold(ida, report_id, note="Asked the author")
    assert answer.status_code == 200
    assert answer.json()["data"]["status"] == "held"
    assert [await item(person, clip) for person in (mara, ben, ida)] == [404, 404, 404]
    for person in (mara, ben):
        for address in ("/stories", f"/stories/{mara.id}"):
            listed = (await person.http.get(address)).json()["data"]
            assert [each["id"] for each in listed] == [other["id"]]
    assert (await server.http.get(clip["media_url"])).status_code == 404
    assert await status(server, link) == 410
    # Its author cannot take it away from the moderators.
    assert (await mara.http.delete(f"/stories/{clip['id']}")).status_code == 404
    server.clock.advance(timedelta(days=1))
    archived = (await mara.http.get("/stories/archive")).json()["data"]
    assert [each["id"] for each in archived] == [other["id"]]
    server.clock.advance(timedelta(days=40))
    await clean_up_expired(server.runtime)
    (shown,) = await queue(ida)
    for name in ("media_url", "thumbnail_url"):
        evidence = await server.http.get(shown["snapshot"][name])
        assert (evidence.status_code, evidence.headers["content-type"]) == (200, "image/webp")
    assert ("moderation.held", None) in await inbox_of(mara)
    # Once let go, it is over like any other.
    assert (await resolve(ida, report_id, "dismiss")).status_code == 200
    await clean_up_expired(server.runtime)
    assert await stored_keys(server) == []


async def test_a_dismissed_hold_shows_the_clip_again(server):
    mara, ben = await make_person(server), await make_person(server)
    ida = await make_person(server, role="moderator")
    clip = await post_text(mara)
    report_id = await made_report(ben, "clip", clip["id"])
    assert (await hold(ida, report_id)).status_code == 200
    assert (await hold(ida, report_id)).status_code == 409
    assert await item(ben, clip) == 404
    answer = await resolve(ida, report_id, "dismiss", "A lighthouse")
    assert answer.json()["data"]["status"] == "resolved"
    assert await item(ben, clip) == 200
    assert (await hold(ida, report_id)).status_code == 409
    again = await resolve(ida, report_id, "remove")
    assert (again.status_code, again.json()["error"]) == (409, "Resolved already")
    assert await item(ben, clip) == 200
    told = [type for type, _ in await inbox_of(mara)]
    assert told == ["moderation.held", "moderation.released"]
    assert await inbox_of(ben) == [("moderation.resolved", None)]


async def test_removal_deletes_the_clip_with_its_files_and_tells_its_author(server):
    mara, ben = await make_person(server), await make_person(server)
    ida = await make_person(server, role="moderator")
    clip = await post_photo(mara)
    report_id = await made_report(ben, "clip", clip["id"])
    await hold(ida, report_id)
    (held,) = await queue(ida)
    picture = held["snapshot"]["media_url"]
    assert (await server.http.get(picture)).status_code == 200
    assert len(await stored_keys(server)) == 2
    assert (await resolve(ida, report_id, "remove", "House rules")).status_code == 200
    assert await stored_keys(server) == []
    assert (await server.http.get(picture)).status_code == 404
    (resolved,) = await queue(ida)
    assert resolved["snapshot"]["media_url"] is None
    assert [(e["by"], e["by_username"], e["action"], e["note"]) for e in resolved["log"]] == [
        (ida.id, ida.username, "hold", None),
        (ida.id, ida.username, "remove", "House rules"),
    ]
    assert await item(mara, clip) == 404
    assert (await inbox_of(mara))[-1] == ("moderation.removed", None)


async def test_a_held_comment_is_hidden_from_its_writer_too_and_a_removed_one_is_gone(server):
    mara, ben = await make_person(server), await make_person(server)
    ida = await make_person(server, role="moderator")
    clip = await post_text(mara)
    comment = await comment_on(ben, clip)
    address = f"/stories/{clip['id']}/comments"
    report_id = await made_report(mara, "comment", comment["id"])

    async def listed() -> list[int]:
        return [len((await who.http.get(address)).json()["data"]) for who in (mara, ben)]

    assert await listed() == [1, 1]
    assert (await hold(ida, report_id)).status_code == 200
    assert await listed() == [0, 0]
    for person in (mara, ben):
        answer = await person.http.delete(f"{address}/{comment['id']}")
        assert answer.status_code == 404
    carl = await make_person(server)
    assert (await report(carl, "comment", comment["id"])).status_code == 404
    assert (await resolve(ida, report_id, "dismiss")).status_code == 200
    assert await listed() == [1, 1]
    second = await made_report(carl, "comment", comment["id"])
    assert (await resolve(ida, second, "remove")).status_code == 200
    assert await listed() == [0, 0]


async def test_suspension_over_a_report_ends_the_authors_sessions(server):
    mara, ben = await make_person(server), await make_person(server)
    ida = await make_person(server, role="moderator")
    clip, other = await post_photo(mara), await post_text(mara)
    report_id = await made_report(ben, "clip", clip["id"])
    assert await item(ben, other) == 200
    assert (await resolve(ida, report_id, "suspend")).status_code == 200
    assert (await mara.http.get("/stories")).status_code == 401
    assert [await item(ben, each) for each in (clip, other)] == [404, 404]
    admin = await make_person(server, role="admin")
    await admin.http.delete(f"/api/admin/users/{mara.id}/suspension")
    assert [await item(ben, each) for each in (clip, other)] == [404, 200]


async def test_the_suspended_are_told_the_reason_and_not_the_note(server):
    mara, ben = await make_person(server, "mara"), await make_person(server)
    ida = await make_person(server, role="moderator")
    report_id = await made_report(ben, "clip", (await post_text(mara))["id"])
    for action in ("dismiss", "remove"):
        refused = await resolve(ida, report_id, action, reason="Threats.")
        assert (refused.status_code, refused.json()["details"][0]["field"]) == (400, "reason")

    answer = await resolve(ida, report_id, "suspend", "Third time", reason="Threats.")

    (entry,) = answer.json()["data"]["log"]
    assert (entry["note"], entry["reason"]) == ("Third time", "Threats.")
    body = {"username": "mara", "password": PASSWORD}
    told = (await server.http.post("/login", json=body)).json()["message"]
    assert told.endswith("The reason given: Threats.")
    assert "Third time" not in told


async def test_only_administrators_suspend_moderators_and_nobody_themselves(server):
    ben = await make_person(server)
    ida, jon = [await make_person(server, role="moderator") for _ in range(2)]
    admin, boss = [await make_person(server, role="admin") for _ in range(2)]
    of_jon, of_boss = [await made_report(ben, "user", who.id) for who in (jon, boss)]
    for report_id in (of_jon, of_boss):
        assert (await resolve(ida, report_id, "suspend")).status_code == 403
    assert (await jon.http.get("/stories")).status_code == 200
    assert (await resolve(boss, of_boss, "suspend")).status_code == 409
    assert {entry["status"] for entry in await queue(admin)} == {"open"}
    assert (await resolve(admin, of_jon, "suspend")).status_code == 200
    assert (await resolve(admin, of_boss, "suspend")).status_code == 200
    assert (await jon.http.get("/stories")).status_code == 401


async def test_a_moderator_does_not_decide_about_their_own_things(server):
    ben = await make_person(server)
    ida, jon = [await make_person(server, role="moderator") for _ in range(2)]
    admin = await make_person(server, role="admin")
    report_id = await made_report(ben, "clip", (await post_text(ida))["id"])
    assert (await hold(ida, report_id)).status_code == 403
    assert (await resolve(ida, report_id, "dismiss")).status_code == 403
    assert (await resolve(jon, report_id, "dismiss")).status_code == 200
    of_admin = await made_report(ben, "user", admin.id)
    assert (await resolve(admin, of_admin, "dismiss")).status_code == 200


async def test_a_person_is_neither_held_nor_removed(server):
    mara, ben = await make_person(server), await make_person(server)
    ida = await make_person(server, role="moderator")
    report_id = await made_report(ben, "user", mara.id)
    assert (await hold(ida, report_id)).status_code == 409
    refused = await resolve(ida, report_id, "remove")
    assert (refused.status_code, refused.json()["details"][0]["field"]) == (400, "action")
    assert (await resolve(ida, report_id, "dismiss")).status_code == 200


async def test_all_reports_of_one_thing_are_decided_together_each_with_its_log(server):
    mara, ben, carl = [await make_person(server) for _ in range(3)]
    ida = await make_person(server, role="moderator")
    clip, other = await post_text(mara), await post_text(mara)
    first, second = [await made_report(who, "clip", clip["id"]) for who in (ben, carl)]
    untouched = await made_report(ben, "clip", other["id"])
    await hold(ida, first)
    assert (await resolve(ida, second, "remove")).status_code == 200
    assert (await resolve(ida, first, "remove")).status_code == 409
    shown = {entry["report_id"]: entry for entry in await queue(ida)}
    for report_id in (first, second):
        assert shown[report_id]["status"] == "resolved"
        assert [entry["action"] for entry in shown[report_id]["log"]] == ["hold", "remove"]
    assert (shown[untouched]["status"], shown[untouched]["log"]) == ("open", [])


async def test_what_its_author_deleted_is_not_held_but_its_report_can_be_resolved(server):
    mara, ben = await make_person(server), await make_person(server)
    ida = await make_person(server, role="moderator")
    clip = await post_text(mara, "Gone soon")
    report_id = await made_report(ben, "clip", clip["id"])
    assert (await mara.http.delete(f"/stories/{clip['id']}")).status_code == 204
    assert (await hold(ida, report_id)).status_code == 409
    assert (await resolve(ida, report_id, "remove")).status_code == 200
    (shown,) = await queue(ida)
    assert (shown["status"], shown["snapshot"]["text"]) == ("resolved", "Gone soon")


async def test_of_moderators_who_decide_at_once_one_decides(server):
    mara, ben, carl = [await make_person(server) for _ in range(3)]
    moderators = [await make_person(server, role="moderator") for _ in range(4)]
    clip = await post_photo(mara)
    reports = [await made_report(who, "clip", clip["id"]) for who in (ben, carl)]
    answers = await asyncio.gather(
        *(
            resolve(moderator, reports[number % 2], "dismiss" if number < 2 else "remove")
            for number, moderator in enumerate(moderators)
        )
    )
    assert sorted(answer.status_code for answer in answers) == [200, 409, 409, 409]
    for entry in await queue(moderators[0]):
        assert entry["status"] == "resolved"
        assert len(entry["log"]) == 1
    held = await post_photo(mara)
    report_id = await made_report(ben, "clip", held["id"])
    answers = await asyncio.gather(
        *(hold(moderator, report_id) for moderator in moderators),
        mara.http.delete(f"/stories/{held['id']}"),
    )
    *holds, deletion = [answer.status_code for answer in answers]
    # Either it was held once and stayed, or its author was faster.
    assert (sorted(holds), deletion) in (([200, 409, 409, 409], 404), ([409] * 4, 204))


async def test_evidence_is_for_those_who_are_moderators_at_that_moment(server: Server):
    mara, ben = await make_person(server), await make_person(server)
    ida = await make_person(server, role="moderator")
    admin = await make_person(server, role="admin")
    clip = await post_photo(mara)
    report_id = await made_report(ben, "clip", clip["id"])
    (shown,) = await queue(ida)
    picture = shown["snapshot"]["media_url"]
    assert (await server.http.get(picture)).status_code == 200
    altered = picture.replace(ida.id, ben.id)
    assert (await server.http.get(altered)).status_code == 403
    assert (await server.http.get(picture.replace("display", "thumbnail"))).status_code == 200
    assert (await server.http.get(picture.replace("display", "other"))).status_code == 404
    for person in (mara, ben):
        assert (await person.http.get("/api/admin/reports")).status_code == 403
        assert (await resolve(person, report_id, "dismiss")).status_code == 403
    await admin.http.post(f"/api/admin/users/{ida.id}/suspension")
    assert (await server.http.get(picture)).status_code == 403


async def test_evidence_is_closed_with_its_report(server: Server):
    mara, ben = await make_person(server), await make_person(server)
    ida = await make_person(server, role="moderator")
    clip = await post_photo(mara, visibility="PUBLIC")
    report_id = await made_report(ben, "clip", clip["id"])
    (shown,) = await queue(ida)
    addresses = [shown["snapshot"][name] for name in ("media_url", "thumbnail_url")]
    for address in addresses:
        assert (await server.http.get(address)).status_code == 200
    assert (await resolve(ida, report_id, "dismiss")).status_code == 200
    (closed,) = await queue(ida)
    assert closed["status"] == "resolved"
    assert [closed["snapshot"][name] for name in ("media_url", "thumbnail_url")] == [None, None]
    for address in addresses:
        assert (await server.http.get(address)).status_code == 404
    # The clip itself goes on.
    assert await item(ben, clip) == 200
