"""What one wrote, played and said of stories: taken away whole, and gone when one leaves."""

import msgspec
import pytest
from sqlalchemy import func, select

from emberline.stories.engine.document import Media
from emberline.stories.models.people import StoryActivity
from emberline.stories.models.readers import LeaderboardCount
from emberline.stories.rules.part_ids import node_id
from emberline.stories.service.suggestions import take_one
from emberline.tables import metadata
from tests.accounts.factories import PASSWORD, make_person
from tests.clips.factories import stored_keys
from tests.stories.wire.authoring_factories import begin_story, document_of, upload
from tests.stories.wire.factories import publish, redraft
from tests.stories.wire.people_factories import address, stay
from tests.stories.wire.reader_factories import play, well_story
from tests.stories.wire.reading_factories import rate, reviewed, reviews_of
from tests.stories.wire.transfer_factories import begun, json_of

pytestmark = pytest.mark.anyio

EXPORT, ACCOUNT = "/api/auth/export", "/api/auth/account"


@pytest.fixture
async def server(start_server):
    """A server whose jobs nobody runs: an import that was asked for waits, and keeps its files."""
    return await start_server(jobs="external")


async def _illustrated_story(server, author) -> str:
    """A published story with a picture of its author's."""
    media_id = await upload(author)
    story_id: str = (await begin_story(author, cover_media_id=media_id))["story_id"]
    story = well_story()
    picture = Media(kind="image", source=media_id, alt_text="A well")
    well = msgspec.structs.replace(story.nodes[0], media=(picture,))
    story = msgspec.structs.replace(story, nodes=(well, *story.nodes[1:]))
    await redraft(server, author, story_id, story)
    await publish(server, author, story_id)
    return story_id


async def _live(server, person, other) -> tuple[str, str]:
    """Traces of `person` everywhere in stories; the ids of their story and of the other's."""
    own = await _illustrated_story(server, person)
    theirs = await _illustrated_story(server, other)
    person_id = {"user_id": person.id, "role": "editor"}
    assert (await other.http.post(address(theirs, "collaborators"), json=person_id)).is_success
    edit = {"content": "It is very deep."}
    at_home = f"{address(theirs, 'nodes')}/{node_id(theirs, 'home')}"
    headers = {"If-Match": "*"}
    assert (await person.http.put(at_home, json=edit, headers=headers)).is_success
    await stay(person, theirs, "well")
    other_id = {"user_id": other.id, "role": "viewer"}
    assert (await person.http.post(address(own, "collaborators"), json=other_id)).is_success
    await begun(person, ("a.json", json_of("A")), ("b.json", json_of("B")))
    shown = {"show_on_leaderboard": True}
    assert (await person.http.put("/api/auth/preferences", json=shown)).is_success
    link = await person.http.post(f"/api/stories/{theirs}/share", json={"to": "link"})
    assert link.status_code == 201
    review_id = await reviewed(other, own, 5, "Deep indeed.")
    answer = {"text": "There is a third way."}
    at = f"/api/stories/{own}/reviews/{review_id}/answer"
    assert (await person.http.post(at, json=answer)).is_success
    await server.runtime.database.write(take_one, person.id, 9, server.clock.now())
    return own, theirs


async def _read(server, reader, story_id: str) -> None:
    """The reader finds two endings of the story and says what they think."""
    await play(reader, story_id, "down")
    await play(reader, story_id, "in")
    assert (await rate(reader, story_id, 2, "Too wet.")).status_code == 201


async def test_the_export_holds_all_that_one_wrote_played_and_said(server):
    ada, bob, eve = [await make_person(server) for _ in range(3)]
    own, theirs = await _live(server, ada, bob)
    thrillers = await _illustrated_story(server, eve)
    await _read(server, ada, thrillers)

    answer = await ada.http.get(EXPORT)

    assert answer.status_code == 200
    data = answer.json()["data"]
    (story,) = data["stories"]
    assert (story["id"], story["is_published"]) == (own, True)
    assert story["document"] == await document_of(ada, own)
    assert [(row["story_id"], row["role"]) for row in data["story_collaborations"]] == [
        (theirs, "editor")
    ]
    done = {(row["story_id"], row["action"]) for row in data["story_activities"]}
    assert {(theirs, "node.changed"), (own, "collaborator.invited")} <= done
    assert [row["story_id"] for row in data["story_presences"]] == [theirs]
    (wanted,) = data["story_imports"]
    assert [part["name"] for part in wanted["parts"]] == ["a.json", "b.json"]
    assert [row["answer"] for row in data["story_review_answers"]] == ["There is a third way."]
    assert [row["asked"] for row in data["story_suggestions"]] == [1]
    plays = data["story_plays"]
    assert {row["story_id"] for row in plays} == {thrillers}
    assert [
        (row["ending_key"], [move["choice_key"] for move in row["moves"]]) for row in plays
    ] == [
        ("bottom", ["down"]),
        ("splash", ["in"]),
    ]
    assert [(row["rating"], row["text"]) for row in data["story_reviews"]] == [(2, "Too wet.")]
    assert [row["story_id"] for row in data["story_links"]] == [theirs]
    reading = data["reading"]
    assert {row["ending_key"] for row in reading["endings"]} == {"bottom", "splash"}
    assert [row["item_key"] for row in reading["artifacts"]] == ["lamp"]
    assert "diver" in {row["key"] for row in reading["achievements"]}


async def test_the_export_holds_nothing_of_other_authors_and_readers(server):
    ada, bob, eve = [await make_person(server) for _ in range(3)]
    own, theirs = await _live(server, bob, ada)
    await _read(server, bob, await _illustrated_story(server, eve))
    assert "Too wet." in (await bob.http.get(EXPORT)).text
    data = (await ada.http.get(EXPORT)).json()["data"]
    assert [story["id"] for story in data["stories"]] == [theirs]
    assert {row["story_id"] for row in data["story_plays"]} == {own}
    assert [row["text"] for row in data["story_reviews"]] == ["Deep indeed."]
    assert data["story_imports"] == data["story_links"] == data["story_review_answers"] == []
    text = str(data)
    assert "Too wet." not in text
    assert bob.email not in text


async def test_of_someone_who_left_nothing_is_left_and_what_others_share_stays(server):
    ada, bob, eve = [await make_person(server) for _ in range(3)]
    eves = await _illustrated_story(server, eve)
    before = await stored_keys(server)
    await _read(server, eve, await _illustrated_story(server, bob))
    bobs = await stored_keys(server)
    own, theirs = await _live(server, ada, bob)
    await _read(server, ada, eves)
    assert (await reviews_of(eve.http, eves))["meta"]["total"] == 1
    assert set(before) < set(bobs) < set(await stored_keys(server))
    assert await server.runtime.database.read(_people_on_leaderboards) > 0
    held = await server.runtime.database.read(_tables_with, (ada.id, own))
    assert {"stories", "story_nodes", "story_versions", "catalogue_entries", "plays"} <= held
    assert {"story_collaborators", "story_activities", "story_presences", "story_media"} <= held
    assert {"story_imports", "story_reviews", "story_links", "suggestion_uses"} <= held
    assert {"reader_stats", "reader_stories", "reader_endings", "reader_artifacts"} <= held
    assert {"reader_achievements", "leaderboard_scores", "notifications", "media"} <= held

    erased = await ada.http.request("DELETE", ACCOUNT, json={"password": PASSWORD})

    assert erased.status_code == 200
    left = await server.runtime.database.read(_tables_with, (ada.id, ada.email))
    # For some minutes: the tokens that every process must refuse, and what others were told.
    assert left <= {"revocations", "events"}
    # What others found in her story stays theirs, without it.
    assert await server.runtime.database.read(_tables_with, (own,)) <= {
        "events",
        "reader_achievements",
        "reader_artifacts",
        "reader_endings",
        "reader_stories",
    }
    keys = await stored_keys(server)
    # And the two files of the picture of Bob's second story, which she worked on.
    assert set(bobs) <= set(keys)
    assert len(keys) == len(bobs) + 2
    kept = await document_of(bob, theirs)
    assert [node["content"] for node in kept["nodes"] if node["key"] == "home"] == [
        "It is very deep."
    ]
    assert (await server.http.get(f"/api/stories/{eves}")).json()["data"]["ratings_count"] == 0
    assert await server.runtime.database.read(_people_on_leaderboards) == 0
    # That she was there is still told, but not who it was.
    invited = await server.runtime.database.read(_details_of, theirs, "collaborator.invited")
    assert invited == [None]


def _tables_with(conn, marks) -> set[str]:
    """The tables in which any of `marks` stands anywhere."""
    return {
        table.name
        for table in metadata.sorted_tables
        for row in conn.execute(select(table))
        if any(mark in str(cell) for cell in row for mark in marks)
    }


def _people_on_leaderboards(conn) -> int:
    people: int = conn.execute(_PEOPLE).scalar_one()
    return people


_PEOPLE = select(func.coalesce(func.sum(LeaderboardCount.people), 0))


def _details_of(conn, story_id: str, action: str) -> list:
    entries = select(StoryActivity.detail).where(
        StoryActivity.story_id == story_id, StoryActivity.action == action
    )
    return list(conn.execute(entries).scalars())
