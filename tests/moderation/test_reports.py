"""Reporting: what may be reported, by whom, how often, and what is kept of it."""

import asyncio
from datetime import timedelta

import pytest

from tests.accounts.factories import PASSWORD, block, follow, make_person
from tests.clips.factories import post_photo, post_text
from tests.moderation.factories import comment_on, made_report, queue, report, resolve

pytestmark = pytest.mark.anyio

NOBODY = "0197a1b2-0000-7000-8000-000000000000"


async def test_a_report_keeps_the_thing_as_it_was(server):
    mara, ben = await make_person(server, "mara"), await make_person(server, "ben")
    ida = await make_person(server, role="moderator")
    clip = await post_photo(mara, caption="Before", alt_text="A pier")
    answer = await report(ben, "clip", clip["id"], "nudity", note="Look at the left")
    assert answer.status_code == 201
    told = answer.json()["data"]
    assert set(told) == {"report_id", "kind", "id", "reason", "note", "created_at"}
    edited = await mara.http.patch(f"/stories/{clip['id']}", json={"caption": "After"})
    assert edited.status_code == 200
    (shown,) = await queue(ida)
    assert (shown["report_id"], shown["kind"], shown["id"]) == (
        told["report_id"], "clip", clip["id"],
    )  # fmt: skip
    assert (shown["reason"], shown["note"], shown["status"], shown["log"]) == (
        "nudity", "Look at the left", "open", [],
    )  # fmt: skip
    assert (shown["reporter_id"], shown["reporter_username"]) == (ben.id, "ben")
    snapshot = shown["snapshot"]
    assert (snapshot["caption"], snapshot["alt_text"]) == ("Before", "A pier")
    assert (snapshot["author_id"], snapshot["author_username"]) == (mara.id, "mara")
    one = await ida.http.get(f"/api/admin/reports/{told['report_id']}")
    assert one.json()["data"] == shown
    assert (await ida.http.get(f"/api/admin/reports/{NOBODY}")).status_code == 404


async def test_comments_and_people_can_be_reported(server):
    mara, ben = await make_person(server), await make_person(server, bio="Rude words")
    ida = await make_person(server, role="admin")
    comment = await comment_on(ben, await post_text(mara), "Ruder words")
    await made_report(mara, "comment", comment["id"])
    await made_report(mara, "user", ben.id, reason="spam")
    person, words = await queue(ida)
    assert words["snapshot"]["text"] == "Ruder words"
    assert words["snapshot"]["author_id"] == person["snapshot"]["author_id"] == ben.id
    assert person["snapshot"]["bio"] == "Rude words"


async def test_nobody_reports_what_they_may_not_see(server):
    mara, ben, carl = [await make_person(server) for _ in range(3)]
    await follow(server, ben, mara)
    clip = await post_text(mara, visibility="FOLLOWERS")
    public = await post_text(mara)
    comment = await comment_on(mara, public)
    assert (await report(carl, "clip", clip["id"])).status_code == 404
    assert (await report(ben, "clip", clip["id"])).status_code == 201
    assert (await report(ben, "comment", comment["id"])).status_code == 201
    assert (await report(ben, "user", mara.id)).status_code == 201
    await block(server, mara, carl)
    for kind, thing in (("clip", public["id"]), ("comment", comment["id"]), ("user", mara.id)):
        answer = await report(carl, kind, thing)
        assert answer.status_code == 404, kind
        assert answer.json()["error"] == f"{kind.capitalize()} not found"
    late = await make_person(server)
    server.clock.advance(timedelta(days=1))
    assert (await report(late, "clip", public["id"])).status_code == 404
    assert (await report(late, "comment", comment["id"])).status_code == 404
    for kind in ("story", "review", "clip", "comment", "user"):
        assert (await report(late, kind, NOBODY)).status_code == 404, kind
    # An id of another kind of thing is none of this kind.
    assert (await report(late, "user", public["id"])).status_code == 404


async def test_ones_own_things_are_not_reported(server):
    mara = await make_person(server)
    clip = await post_text(mara)
    comment = await comment_on(mara, clip)
    for kind, thing in (("clip", clip["id"]), ("comment", comment["id"]), ("user", mara.id)):
        assert (await report(mara, kind, thing)).status_code == 400, kind
    ben = await make_person(server)
    assert (await report(ben, "clip", clip["id"])).status_code == 201


async def test_a_thing_is_reported_once_by_each_person(server):
    mara, ben, carl = [await make_person(server) for _ in range(3)]
    ida = await make_person(server, role="moderator")
    clip = await post_text(mara)
    answers = await asyncio.gather(*(report(ben, "clip", clip["id"]) for _ in range(5)))
    assert sorted(answer.status_code for answer in answers) == [201] + [409] * 4
    report_id = await made_report(carl, "clip", clip["id"])
    assert (await resolve(ida, report_id, "dismiss")).status_code == 200
    assert (await report(ben, "clip", clip["id"], "spam")).status_code == 409
    key = {"Idempotency-Key": "once"}
    body = {"kind": "user", "id": mara.id, "reason": "spam"}
    first = await ben.http.post("/api/reports", json=body, headers=key)
    again = await ben.http.post("/api/reports", json=body, headers=key)
    assert (first.status_code, again.content) == (201, first.content)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("kind", "sticker"),
        ("id", "17"),
        ("reason", "boring"),
        ("note", "x" * 1001),
        ("snapshot", {}),
    ],
)
async def test_a_wrong_field_is_named(server, field, value):
    mara, ben = await make_person(server), await make_person(server)
    clip = await post_text(mara)
    body = {"kind": "clip", "id": clip["id"], "reason": "spam", field: value}
    answer = await ben.http.post("/api/reports", json=body)
    assert answer.status_code == 400
    assert answer.json()["details"][0]["field"] == field


async def test_reports_are_bounded_an_hour(start_server):
    server = await start_server(rate_limits="on")
    ben = await make_person(server)
    answers = [(await report(ben, "user", NOBODY)).status_code for _ in range(61)]
    assert answers == [404] * 60 + [429]


async def test_a_reporter_takes_their_reports_along_and_leaves_without_a_name(
    server, cheap_passwords
):
    mara, ben = await make_person(server), await make_person(server)
    ida = await make_person(server, role="moderator")
    clip = await post_text(mara)
    report_id = await made_report(ben, "clip", clip["id"], note="My words")
    (exported,) = (await ben.http.get("/api/auth/export")).json()["data"]["reports"]
    assert (exported["id"], exported["note"]) == (report_id, "My words")
    assert "status" not in exported
    gone = await ben.http.request("DELETE", "/api/auth/account", json={"password": PASSWORD})
    assert gone.status_code == 200
    (shown,) = await queue(ida)
    assert (shown["report_id"], shown["status"]) == (report_id, "open")
    assert (shown["reporter_id"], shown["reporter_username"], shown["note"]) == (None, None, None)
    assert shown["snapshot"]["text"] == "Back at six"


async def test_of_an_erased_authors_thing_nothing_is_kept(server, cheap_passwords):
    mara, ben = await make_person(server), await make_person(server)
    ida = await make_person(server, role="moderator")
    clip = await post_photo(mara)
    report_id = await made_report(ben, "clip", clip["id"])
    (before,) = await queue(ida)
    picture = before["snapshot"]["media_url"]
    assert (await server.http.get(picture)).status_code == 200
    await mara.http.request("DELETE", "/api/auth/account", json={"password": PASSWORD})
    (after,) = await queue(ida)
    assert (after["snapshot"], after["status"]) == ({}, "resolved")
    ((by, action),) = [(entry["by"], entry["action"]) for entry in after["log"]]
    assert (by, action) == (None, "erased")
    assert (await server.http.get(picture)).status_code == 404
    assert (await resolve(ida, report_id, "suspend")).status_code == 409


async def test_a_clip_that_a_highlight_keeps_can_be_reported(server):
    mara, ben, carl = [await make_person(server) for _ in range(3)]
    ida = await make_person(server, role="moderator")
    kept, over = await post_photo(mara), await post_text(mara)
    made = await mara.http.post("/highlights", json={"title": "Kept", "clip_ids": [kept["id"]]})
    assert made.status_code == 201, made.text
    await block(server, mara, carl)
    server.clock.advance(timedelta(days=2))
    assert (await ben.http.get(f"/stories/item/{kept['id']}")).status_code == 404
    assert (await report(ben, "clip", over["id"])).status_code == 404
    assert (await report(carl, "clip", kept["id"])).status_code == 404
    await made_report(ben, "clip", kept["id"])
    (shown,) = await queue(ida)
    assert (await server.http.get(shown["snapshot"]["media_url"])).status_code == 200
