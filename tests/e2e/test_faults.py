"""The server goes amid things, the session ends elsewhere, clocks are wrong: nothing is lost."""

import io
import random
import re
from datetime import UTC, datetime, timedelta

import pytest
from PIL import Image
from playwright.sync_api import FilePayload, Page, Route, expect

from tests.e2e.browsing import Visit, on, until
from tests.e2e.screens import Places
from tests.e2e.served import Account, OwnServer, Site

AWAY = "The server does not answer. Trying again…"
MEGABYTE = 1024 * 1024


def test_a_server_that_goes_amid_an_upload_gets_the_rest_when_it_is_back(
    own_server: OwnServer, own_site: Site, visit_own: Visit
):
    someone = own_site.sign_up()
    page = visit_own(someone, "/compose", outages=True)
    sent: list[int] = []

    def watch(route: Route) -> None:
        # The first piece arrives, the second one finds nobody.
        if route.request.method == "PATCH":
            sent.append(int(route.request.headers["upload-offset"]))
            if len(sent) == 2:
                own_server.kill()
        route.continue_()

    page.route("**/media/tus/*", watch)
    _lay_on_card(page, _large_picture())
    expect(on(page).get_by_text(AWAY)).to_be_visible()
    assert sent[0] == 0 and sent[1] > MEGABYTE
    own_server.start()
    expect(on(page).get_by_text(AWAY)).to_have_count(0)
    page.get_by_role("button", name="Post", exact=True).click()
    expect(on(page).get_by_text("Posted.").first).to_be_visible(timeout=60_000)
    (clip,) = someone.get(f"/stories/{someone.user_id}")
    assert (clip["kind"], clip["width"]) == ("image", 1600)
    # It went on where it was: what had arrived was not sent again.
    assert 0 not in sent[1:]


def test_a_view_and_a_reply_of_which_nobody_heard_are_told_when_somebody_listens(
    own_server: OwnServer, own_site: Site, visit_own: Visit
):
    author, fan = own_site.sign_up("author"), own_site.sign_up("fan")
    fan.post(f"/api/users/{author.user_id}/follow")
    clips = [author.post("/stories", {"text": f"Number {n}"})["id"] for n in (1, 2)]
    page = visit_own(fan, f"/clips/{author.user_id}", outages=True)
    expect(on(page).get_by_text("Number 1", exact=True)).to_be_visible()
    _until_viewed(page, author, clips[0])
    page.get_by_role("button", name="Pause").click()

    own_server.kill()
    page.get_by_role("button", name="Next clip").last.click()
    expect(on(page).get_by_text("Number 2", exact=True)).to_be_visible()
    reply = page.get_by_label(f"Reply privately to {author.username}")
    reply.fill("Are you there?")
    reply.press("Enter")
    expect(on(page).get_by_text(AWAY)).to_be_visible()

    own_server.start()
    expect(on(page).get_by_text(AWAY)).to_have_count(0)
    expect(reply).to_have_value("")
    _until_viewed(page, author, clips[1])
    replies = author.get(f"/stories/{clips[1]}/replies")
    assert [each["text"] for each in replies] == ["Are you there?"]


def test_a_choice_waits_for_the_server_and_is_made_once(
    own_server: OwnServer, own_site: Site, visit_own: Visit
):
    story, reader = Places(own_site).story, own_site.sign_up()
    page = visit_own(reader, f"/read/{story}", outages=True, refusals=(409,))
    choices = page.get_by_role("region", name="What do you do?").get_by_role("button")
    expect(choices.first).to_be_visible()
    folio = page.locator(".folio")
    begun = folio.inner_text()

    own_server.kill()
    choices.first.click()
    expect(
        on(page).get_by_text("Your choice is kept, and is made as soon as it does")
    ).to_be_visible(timeout=60_000)
    own_server.start()
    expect(on(page).get_by_text("Your choice is kept")).to_have_count(0, timeout=30_000)
    expect(folio).not_to_have_text(begun)
    assert len(_moves(reader, story)) == 1

    # This time it arrives, and the answer is lost on the way.
    def lose(route: Route) -> None:
        route.fetch()
        route.abort()

    page.route("**/choice", lose, times=1)
    expect(choices.first).to_be_enabled()
    choices.first.click()
    expect(on(page).get_by_text("Your choice had arrived").first).to_be_visible()
    assert len(_moves(reader, story)) == 2


def test_who_is_signed_out_elsewhere_is_told_and_keeps_what_was_begun(site: Site, visit: Visit):
    someone = site.sign_up()
    page = visit(someone, "/compose", refusals=(401,))
    words = page.get_by_label("Your words")
    words.fill("Half a thought about")
    expect(on(page).get_by_text("Kept on this device")).to_be_visible()
    for session in someone.get("/api/auth/sessions"):
        if not session["current"]:
            assert someone.api.delete(f"/api/auth/sessions/{session['id']}").is_success
    expect(page).to_have_url(f"{site.url}/sign-in?next=%2Fcompose")
    page.get_by_label("Username or email").fill(someone.username)
    page.get_by_label("Password", exact=True).fill(someone.password)
    page.get_by_role("button", name="Sign in").click()
    expect(page).to_have_url(f"{site.url}/compose")
    expect(words).to_have_value("Half a thought about")


@pytest.mark.parametrize("days", [1, -1], ids=["fast", "slow"])
def test_a_clock_that_is_wrong_by_a_day_fades_nothing_early_or_late(
    site: Site, visit: Visit, days: int
):
    author, fan = site.sign_up("author"), site.sign_up("fan")
    fan.post(f"/api/users/{author.user_id}/follow")
    author.post("/stories", {"text": "What day is it?"})
    page = visit(fan, None)
    page.clock.install(time=datetime.now(UTC) + timedelta(days=days))
    renewals: list[str] = []
    page.on("request", lambda asked: renewals.append(asked.url) if "refresh" in asked.url else None)
    page.goto("/")
    page.get_by_role("link", name=author.username).first.click()
    expect(on(page).get_by_text("What day is it?")).to_be_visible()
    page.get_by_role("button", name="Pause").click()
    # The server tells its time in whole seconds: a new clip may have a moment more than a day.
    expect(on(page).get_by_text(re.compile("fades in 2[34] h"))).to_be_visible()
    page.goto("/compose")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert len(renewals) == 2


def _lay_on_card(page: Page, content: bytes) -> None:
    field = page.get_by_label("Photo or video").and_(page.locator("input"))
    field.set_input_files(FilePayload(name="noise.png", mimeType="image/png", buffer=content))


def _large_picture() -> bytes:
    """A picture of nine megabytes, which is sent in three pieces."""
    noise = random.Random(7).randbytes(1600 * 1900 * 3)
    file = io.BytesIO()
    Image.frombytes("RGB", (1600, 1900), noise).save(file, "PNG", compress_level=0)
    assert 8 * MEGABYTE < len(file.getvalue()) < 12 * MEGABYTE
    return file.getvalue()


def _until_viewed(page: Page, author: Account, clip_id: str) -> None:
    """Return when one person has seen the clip."""
    until(
        page,
        lambda: author.get(f"/stories/item/{clip_id}")["views_count"] == 1,
        "that the clip was seen",
    )


def _moves(reader: Account, story: str) -> list[object]:
    (progress,) = reader.get(f"/api/progress/{reader.user_id}/story/{story}")
    moves: list[object] = progress["choices_made"]
    return moves
