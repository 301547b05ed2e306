"""Reviews: one by each reader who has played, counted at once, answered by the author."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from emberline.stories.models.versions import CatalogueEntry
from emberline.stories.service.reviews import hold_review, release_review
from emberline.stories.service.reviews import reviews_of as exported
from tests.accounts.factories import Person, block, make_person
from tests.app_fixtures import Server
from tests.clips.factories import inbox_of
from tests.stories.wire.factories import make_story, publish, published_story
from tests.stories.wire.people_factories import join, shared_story
from tests.stories.wire.reading_factories import (
    finish_play,
    rate,
    reviewed,
    reviews_of,
    start_play,
)

pytestmark = pytest.mark.anyio

NOBODY = "0197a1b2-7c4e-7000-8000-0000000000ff"


async def counted(server: Server, story_id: str) -> tuple[int, int]:
    """How many ratings the catalogue counts, and their sum."""
    return await server.runtime.database.read(_counted, story_id)


def _counted(conn: Any, story_id: str) -> tuple[int, int]:
    columns = (CatalogueEntry.ratings_count, CatalogueEntry.ratings_sum)
    count, total = conn.execute(select(*columns).where(CatalogueEntry.story_id == story_id)).one()
    return count, total


async def told_of_reviews(person: Person) -> list[tuple[str, str | None]]:
    """What somebody's inbox tells of reviews: types and actors, the oldest first."""
    return [entry for entry in await inbox_of(person) if entry[0].startswith("review.")]


async def suspend(server: Server, person: Person) -> None:
    admin = await make_person(server, role="admin")
    answer = await admin.http.post(f"/api/admin/users/{person.id}/suspension")
    assert answer.status_code < 300, answer.text


async def names_in(reader: Any, story_id: str) -> list[str]:
    return [entry["username"] for entry in (await reviews_of(reader, story_id))["data"]]


async def test_who_has_played_rates_once_and_then_in_place_of_it(server):
    author, reader = await make_person(server), await make_person(server)
    story_id = await published_story(server, author)
    await finish_play(reader, story_id)
    first = await rate(reader, story_id, 4, "  Deep.\n<b>Dark.</b> ")
    assert first.status_code == 201
    data = first.json()["data"]
    assert data == {
        "review_id": data["review_id"],
        "story_id": story_id,
        "user_id": reader.id,
        "username": reader.username,
        "display_name": reader.username,
        "avatar_url": None,
        "rating": 4,
        "review": "Deep.\n<b>Dark.</b>",
        "created_at": "2026-03-01T12:00:00Z",
        "updated_at": "2026-03-01T12:00:00Z",
        "answer": None,
        "first_rating": True,
    }
    assert await counted(server, story_id) == (1, 4)
    server.clock.advance(timedelta(hours=1))
    again = await rate(reader, story_id, 2)
    assert again.status_code == 200
    changed = again.json()["data"]
    assert (changed["review_id"], changed["rating"]) == (data["review_id"], 2)
    assert (changed["review"], changed["first_rating"]) == (None, False)
    assert (changed["created_at"], changed["updated_at"]) == (
        "2026-03-01T12:00:00Z",
        "2026-03-01T13:00:00Z",
    )
    assert await counted(server, story_id) == (1, 2)
    assert [entry["rating"] for entry in (await reviews_of(server.http, story_id))["data"]] == [2]
    assert await told_of_reviews(author) == [("review.created", reader.id)]
    told = (await author.http.get("/api/notifications")).json()["data"]
    assert told[0]["story_id"] == story_id


async def test_a_rating_is_taken_back_with_what_was_told_of_it(server):
    author, reader = await make_person(server), await make_person(server)
    story_id = await published_story(server, author)
    await reviewed(reader, story_id, 5)
    assert await counted(server, story_id) == (1, 5)
    for _ in range(2):
        answer = await reader.http.delete(f"/api/stories/{story_id}/rate")
        assert (answer.status_code, answer.json()["data"]) == (200, {})
    assert await counted(server, story_id) == (0, 0)
    assert (await reviews_of(reader.http, story_id))["data"] == []
    assert await told_of_reviews(author) == []
    assert (await rate(reader, story_id, 3)).status_code == 201


async def test_only_who_has_made_a_choice_rates_and_nobody_their_own_story(server):
    author, reader, guest = [await make_person(server) for _ in range(3)]
    story_id = await published_story(server, author)
    assert (await rate(reader, story_id)).status_code == 403
    await start_play(reader, story_id)
    assert (await rate(reader, story_id)).status_code == 403
    await finish_play(author, story_id)
    assert (await rate(author, story_id)).status_code == 403
    assert (await server.http.post(f"/api/stories/{story_id}/rate", json={})).status_code == 401
    assert (await rate(guest, NOBODY)).status_code == 404
    draft_id = await make_story(server, author)
    assert (await rate(reader, draft_id)).status_code == 404
    assert (await reader.http.get(f"/api/stories/{draft_id}/reviews")).status_code == 404
    assert await counted(server, story_id) == (0, 0)
    await finish_play(reader, story_id)
    assert (await rate(reader, story_id)).status_code == 201


async def test_who_writes_on_a_story_does_not_rate_it_and_owners_answer_together(server):
    story_id, owner, editor, viewer = await shared_story(server)
    await publish(server, owner, story_id)
    second = await make_person(server)
    await join(server, story_id, second, "owner")
    for person in (editor, viewer, second):
        await finish_play(person, story_id)
    statuses = [(await rate(person, story_id)).status_code for person in (editor, second, viewer)]
    assert statuses == [403, 403, 201]
    (review,) = (await reviews_of(server.http, story_id))["data"]
    address = f"/api/stories/{story_id}/reviews/{review['review_id']}/answer"
    for person, status in ((editor, 403), (viewer, 403), (second, 201)):
        answer = await person.http.post(address, json={"text": "Thank you."})
        assert answer.status_code == status


@pytest.mark.parametrize(
    "body",
    [
        {"rating": 6},
        {"rating": 0},
        {"rating": "5"},
        {"rating": 4.5},
        {"rating": True},
        {"review": "Deep."},
        {"rating": 4, "review": "x" * 5001},
        {"rating": 4, "review": "\x00"},
        {"rating": 4, "stars": 4},
    ],
)
async def test_a_rating_that_is_none_is_refused_and_changes_nothing(server, body):
    author, reader = await make_person(server), await make_person(server)
    story_id = await published_story(server, author)
    await finish_play(reader, story_id)
    answer = await reader.http.post(f"/api/stories/{story_id}/rate", json=body)
    assert answer.status_code == 400
    assert await counted(server, story_id) == (0, 0)
    assert (await rate(reader, story_id, 4, "x" * 5000)).status_code == 201


async def test_counts_are_right_when_many_rate_at_once(server):
    author, *readers = [await make_person(server) for _ in range(5)]
    story_id = await published_story(server, author)
    for reader in readers:
        await finish_play(reader, story_id)
    answers = await asyncio.gather(
        *(rate(reader, story_id, stars) for reader in readers for stars in (1, 3, 5))
    )
    assert sorted(answer.status_code for answer in answers) == [200] * 8 + [201] * 4
    shown = (await reviews_of(server.http, story_id))["data"]
    ratings = [entry["rating"] for entry in shown]
    assert await counted(server, story_id) == (4, sum(ratings))
    await asyncio.gather(
        *(reader.http.delete(f"/api/stories/{story_id}/rate") for reader in readers * 2)
    )
    assert await counted(server, story_id) == (0, 0)


async def test_the_same_key_gets_the_first_answer_again(server):
    author, reader = await make_person(server), await make_person(server)
    story_id = await published_story(server, author)
    await finish_play(reader, story_id)
    key = {"Idempotency-Key": "once"}
    first = await rate(reader, story_id, 4, **key)
    await rate(reader, story_id, 2)
    again = await rate(reader, story_id, 4, **key)
    assert (first.status_code, again.status_code, again.content) == (201, 201, first.content)
    assert await counted(server, story_id) == (1, 2)


async def test_reviews_page_newest_first_behind_ones_own(server, count_statements):
    author, *readers = [await make_person(server) for _ in range(6)]
    story_id = await published_story(server, author)
    for reader in readers:
        await reviewed(reader, story_id)
        server.clock.advance(timedelta(minutes=1))
    newest = [reader.username for reader in reversed(readers)]
    page = await reviews_of(server.http, story_id)
    assert page["meta"] == {"page": 1, "pageSize": 10, "total": 5}
    assert [entry["username"] for entry in page["data"]] == newest
    oldest = readers[0]
    mine = [oldest.username, *newest[:-1]]
    leafed = []
    for number in (1, 2, 3, 4):
        page = await reviews_of(oldest.http, story_id, f"?page={number}&pageSize=2")
        assert page["meta"] == {"page": number, "pageSize": 2, "total": 5}
        leafed.append([entry["username"] for entry in page["data"]])
    assert leafed == [mine[:2], mine[2:4], mine[4:], []]
    assert (await reviews_of(oldest.http, story_id, "?pageSize=1"))["data"][0]["user_id"] == (
        oldest.id
    )
    for query in ("page=0", "pageSize=101", "pageSize=0", "page=x"):
        assert (
            await server.http.get(f"/api/stories/{story_id}/reviews?{query}")
        ).status_code == 400
    with count_statements() as few:
        await reviews_of(oldest.http, story_id, "?pageSize=1")
    with count_statements() as many:
        await reviews_of(oldest.http, story_id)
    assert len(few) == len(many) > 0


async def test_reviews_of_the_blocked_the_suspended_and_held_ones_are_hidden(server):
    author, ben, eve, dan = [await make_person(server) for _ in range(4)]
    story_id = await published_story(server, author)
    bens = await reviewed(ben, story_id, 5)
    await reviewed(eve, story_id, 3)
    assert set(await names_in(dan.http, story_id)) == {ben.username, eve.username}
    await block(server, ben, dan)
    assert await names_in(dan.http, story_id) == [eve.username]
    await block(server, dan, eve)
    assert await names_in(dan.http, story_id) == []
    assert (await reviews_of(dan.http, story_id))["meta"]["total"] == 0
    now = server.clock.now()
    assert await server.runtime.database.write(hold_review, bens, now)
    assert await names_in(server.http, story_id) == [eve.username]
    assert await names_in(ben.http, story_id) == [eve.username]
    assert await counted(server, story_id) == (1, 3)
    assert (await rate(ben, story_id, 1)).status_code == 409
    assert (await ben.http.delete(f"/api/stories/{story_id}/rate")).status_code == 409
    assert await told_of_reviews(author) == [("review.created", eve.id)]
    await server.runtime.database.write(release_review, bens)
    assert await counted(server, story_id) == (2, 8)
    await suspend(server, eve)
    assert await names_in(server.http, story_id) == [ben.username]


async def test_the_author_answers_a_review_for_all_to_read(server):
    author, reader, other = [await make_person(server) for _ in range(3)]
    admin = await make_person(server, role="admin")
    story_id = await published_story(server, author)
    review_id = await reviewed(reader, story_id)
    address = f"/api/stories/{story_id}/reviews/{review_id}/answer"
    for person in (reader, other, admin):
        assert (await person.http.post(address, json={"text": "No"})).status_code == 403
    assert (await author.http.post(address, json={"text": " "})).status_code == 400
    assert (await author.http.post(address, json={"text": "x" * 5001})).status_code == 400
    for text in ("Look up.", "Look down."):
        answer = await author.http.post(address, json={"text": text})
        assert answer.status_code == 201
        assert answer.json()["data"]["answer"]["text"] == text
    (shown,) = (await reviews_of(server.http, story_id))["data"]
    assert shown["answer"] == {"text": "Look down.", "answered_at": "2026-03-01T12:00:00Z"}
    assert await told_of_reviews(reader) == [("review.answered", author.id)]
    assert (await author.http.delete(address)).status_code == 200
    (shown,) = (await reviews_of(server.http, story_id))["data"]
    assert shown["answer"] is None
    assert await told_of_reviews(reader) == []
    elsewhere = await published_story(server, author)
    wrong = f"/api/stories/{elsewhere}/reviews/{review_id}/answer"
    assert (await author.http.post(wrong, json={"text": "Yes"})).status_code == 404
    await block(server, reader, author)
    assert (await author.http.post(address, json={"text": "Yes"})).status_code == 404


async def test_ones_reviews_can_be_taken_away_and_stay_when_the_play_is_gone(server):
    author, reader = await make_person(server), await make_person(server)
    story_id = await published_story(server, author)
    review_id = await reviewed(reader, story_id, 4, "Deep.")
    (mine,) = await server.runtime.database.read(exported, reader.id)
    assert (mine["id"], mine["rating"], mine["text"]) == (review_id, 4, "Deep.")
    assert await server.runtime.database.read(exported, author.id) == []
    plays = (await reader.http.get(f"/api/progress/{reader.id}")).json()["data"]
    for play in plays:
        assert (await reader.http.delete(f"/api/progress/{play['progress_id']}")).status_code == 200
    assert (await rate(reader, story_id, 1)).status_code == 200
