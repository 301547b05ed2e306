import io
import json
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import anyio
import pytest
from PIL import Image

from emberline.clips.rules.reactions import one_emoji
from emberline.clips.rules.visibility import Visibility
from emberline.clips.service.own_data import export_clips
from emberline.demo import content, conversations
from emberline.demo.fill import fill
from emberline.demo.pictures import SCENES, draw_portrait, draw_scene
from tests.app_fixtures import Server
from tests.demo.conftest import PLAN

pytestmark = pytest.mark.anyio


async def signed_in(server: Server, username: str) -> dict[str, str]:
    credentials = {"username": username, "password": content.PASSWORD}
    answer = await server.http.post("/login", json=credentials)
    assert answer.status_code == 200, answer.text
    return {"Authorization": f"Bearer {answer.json()['token']}"}


async def data_of(server: Server, path: str, headers: dict[str, str]) -> Any:
    answer = await server.http.get(path, headers=headers)
    assert answer.status_code == 200, (path, answer.text)
    return answer.json()["data"]


async def test_after_the_demo_every_list_has_something_in_it(server: Server, residents):
    ember = await signed_in(server, "ember")
    user_id = residents["ember"].viewer.user_id
    for path in (
        "/stories",
        "/stories?scope=following",
        "/stories?unseen=true",
        f"/stories/{user_id}",
        "/api/users/search?q=lind",
        f"/api/users/{user_id}/followers",
        f"/api/users/{user_id}/following",
        "/api/close-friends",
        "/api/blocks",
        "/api/mutes",
        "/api/hides",
        "/api/auth/sessions",
        "/api/admin/users",
        "/api/stories",
        "/api/stories/categories",
        "/api/stories/popular",
        "/api/stories/search?q=lighthouse",
        "/api/leaderboard",
        "/api/feed",
    ):
        assert await data_of(server, path, ember), path
    wren = await signed_in(server, "wren")
    waiting = await data_of(server, "/api/follow-requests", wren)
    assert {card["username"] for card in waiting} == {"juno", "mateo", "oskar"}


async def test_after_the_demo_people_have_talked_to_each_other(server: Server, residents):
    tove, lotte = await signed_in(server, "tove"), await signed_in(server, "lotte")
    own = await data_of(server, f"/stories/{residents['tove'].viewer.user_id}", tove)
    light = next(clip["id"] for clip in own if "fog" in (clip["caption"] or ""))
    reactions = await data_of(server, f"/stories/{light}/reactions", tove)
    assert {entry["emoji"] for entry in reactions} == {"🔥", "❤️"}
    comments = await data_of(server, f"/stories/{light}/comments", lotte)
    assert [entry["username"] for entry in comments] == ["sanna", "tove"]
    replies = await data_of(server, f"/stories/{light}/replies", tove)
    assert [entry["username"] for entry in replies] == ["kofi"]
    assert await data_of(server, f"/stories/{light}/replies", lotte) == []

    shelf, *_ = await data_of(
        server, f"/highlights?user_id={residents['tove'].viewer.user_id}", lotte
    )
    assert light in {clip["id"] for clip in shelf["clips"]}
    reposted = await data_of(server, f"/stories/{residents['lotte'].viewer.user_id}", tove)
    assert light in {(clip["origin"] or {}).get("id") for clip in reposted}
    told = await data_of(server, "/api/notifications?limit=100", tove)
    kinds = {"clip.reacted", "clip.commented", "clip.replied", "clip.reposted"}
    assert kinds <= {entry["type"] for entry in told}


async def test_after_the_demo_a_poll_and_a_question_are_answered_and_a_draft_waits(
    server: Server, residents
):
    ember, juno = await signed_in(server, "ember"), await signed_in(server, "juno")
    own = await data_of(server, f"/stories/{residents['ember'].viewer.user_id}", ember)
    asked = next(clip for clip in own if clip["stickers"])
    path = f"/stories/{asked['id']}/stickers/{asked['stickers'][0]['id']}/answers"
    counted = (await server.http.get(path, headers=ember)).json()
    assert (counted["counts"], counted["mine"]) == ([1, 2], None)
    theirs = await data_of(server, f"/stories/{residents['juno'].viewer.user_id}", juno)
    question = next(clip for clip in theirs if clip["stickers"])
    path = f"/stories/{question['id']}/stickers/{question['stickers'][0]['id']}/answers"
    assert {entry["username"] for entry in await data_of(server, path, juno)} == {
        "tove",
        "ember",
        "lotte",
    }
    assert len(await data_of(server, "/stories/drafts", ember)) == 1

    invitation = next(clip["id"] for clip in own if "lantern" in clip["text"].lower())
    (link,) = await data_of(server, f"/stories/{invitation}/links", ember)
    shown = await server.http.get(link["url"], params={"format": "json"})
    assert shown.json()["text"] == next(c["text"] for c in own if c["id"] == invitation)


async def test_the_demos_film_is_made_playable_as_any_other(start_server, residents):
    server = await start_server()
    tove, ember = await signed_in(server, "tove"), await signed_in(server, "ember")
    own = await data_of(server, f"/stories/{residents['tove'].viewer.user_id}", tove)
    film = next(clip for clip in own if clip["kind"] == "video")
    path = f"/stories/item/{film['id']}"
    with anyio.fail_after(60):
        while film["status"] == "processing":
            await anyio.sleep(0.1)
            film = (await server.http.get(path, headers=tove)).json()
    assert (film["status"], film["width"], film["height"]) == ("ready", 216, 384)
    seen = (await server.http.get(path, headers=ember)).json()
    played = await server.http.get(seen["media_url"], headers=ember)
    assert played.headers["content-type"] == "video/mp4"


def test_conversations_name_people_and_clips_of_the_demo():
    people = {character.name for character in content.CHARACTERS}
    clips = {post.called for post in content.POSTS}
    said = conversations.SAID
    assert {each.by for each in said} <= people and {each.about for each in said} <= clips
    assert {each.how for each in said} == set(conversations.How)
    assert {name for shelf in conversations.SHELVES for name in shelf.clips} <= clips
    assert all(one_emoji(each.words) == each.words for each in said if each.how == "reaction")


async def test_clips_of_every_visibility_are_seen_by_others_and_some_fade_soon(
    server: Server, residents
):
    ember = await signed_in(server, "ember")
    own = await data_of(server, f"/stories/{residents['ember'].viewer.user_id}", ember)
    feed = await data_of(server, "/stories?limit=100", ember)
    assert {clip["visibility"] for clip in own + feed} == set(Visibility)
    watched = [clip for clip in own if clip["views_count"]]
    viewers = await data_of(server, f"/stories/{watched[0]['id']}/views", ember)
    assert viewers and viewers[0]["username"] != "ember"

    soon = server.clock.now() + timedelta(hours=1)
    assert any(clip["expires_at"] < f"{soon:%Y-%m-%dT%H:%M:%SZ}" for clip in feed)


async def test_a_clip_of_yesterday_has_faded_and_is_still_its_authors(server: Server, residents):
    user_id = residents["ember"].viewer.user_id
    stored = await server.runtime.database.read(export_clips, user_id)
    ember, wren = await signed_in(server, "ember"), await signed_in(server, "wren")
    path = f"/stories/item/{stored[0]['id']}"
    assert (await server.http.get(path, headers=ember)).json()["is_active"] is False
    assert (await server.http.get(path, headers=wren)).status_code == 404
    active = await data_of(server, f"/stories/{user_id}", ember)
    published = [clip for clip in stored if clip["published_at"] is not None]
    assert len(active) == len(published) - 1


async def test_the_first_of_the_demo_is_administrator_and_one_is_moderator(
    server: Server, residents
):
    assert {name: one.role for name, one in residents.items() if one.role != "user"} == {
        "ember": "admin",
        "sanna": "moderator",
    }


async def test_beside_other_people_nobody_of_the_demo_has_a_role(server: Server, cheap_passwords):
    people = await fill(server.runtime, server.clock.now(), PLAN, lambda: None)
    second = {person.character.name: person for person in people}
    assert second["ember"].username == "ember2"
    assert {resident.role for resident in second.values()} == {"user"}
    headers = await signed_in(server, "ember2")
    assert (await server.http.get("/api/admin/users", headers=headers)).status_code == 403


async def test_a_clip_shows_its_picture_upright(server: Server):
    ember = await signed_in(server, "ember")
    feed = await data_of(server, "/stories?limit=100", ember)
    clip = next(clip for clip in feed if clip["kind"] == "image")
    assert clip["alt_text"] and (clip["width"], clip["height"]) == (270, 480)
    picture = await server.http.get(clip["media_url"], headers=ember)
    assert Image.open(io.BytesIO(picture.content)).size == (270, 480)


def test_every_scene_and_portrait_is_of_the_right_size_and_differs_from_all_others():
    scenes = [draw_scene(name, seed=7, width=135) for name in SCENES]
    assert {Image.open(io.BytesIO(scene)).size for scene in scenes} == {(135, 240)}
    assert {post.scene for post in content.POSTS if post.scene} == set(SCENES)
    portraits = [draw_portrait(one.likeness, seed=7) for one in content.CHARACTERS]
    assert {Image.open(io.BytesIO(portrait)).size for portrait in portraits} == {(640, 640)}
    # Compared small and grey, so that grain alone is no difference.
    for pictures in (scenes, portraits):
        seen = {Image.open(io.BytesIO(one)).resize((9, 16)).tobytes() for one in pictures}
        assert len(seen) == len(pictures)


def test_the_same_seed_draws_the_same_picture():
    assert draw_scene("harbour", 7, 135) == draw_scene("harbour", 7, 135)
    assert draw_scene("harbour", 7, 135) != draw_scene("harbour", 8, 135)


def test_the_command_prints_how_to_sign_in_and_refuses_a_second_run(tmp_path: Path):
    first = run_demo(tmp_path, "--json")
    assert first.returncode == 0, first.stderr
    told = json.loads(first.stdout)
    assert told["password"] == content.PASSWORD
    assert "ember" in {person["username"] for person in told["people"]}
    second = run_demo(tmp_path)
    assert second.returncode == 1
    assert "has people already" in second.stderr and "--force" in second.stderr


def run_demo(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", "from emberline.cli import app; app()", "demo", *arguments],
        cwd=folder,
        env={"PYTHONPATH": str(Path(__file__).parents[2]), "EMBERLINE_DATA_DIR": str(folder / "d")},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
