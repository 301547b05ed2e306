"""The two ways through the app that it was made for, from the first page to the last.

With `--traces FOLDER` each browser's way is recorded there, to be looked at step by step.
"""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import FilePayload, Page, expect

from emberline.demo.content import PASSWORD
from tests.e2e.browsing import PHONE, Visit, expect_tray, on
from tests.e2e.served import OwnServer, Site

STORY = {
    "format": "emberline-story/1",
    "title": "The ferry",
    "description": "Somebody has to take the last one.",
    "nodes": [
        {
            "key": "pier",
            "title": "The pier",
            "content": "The ferry blows its horn.",
            "start": True,
            "choices": [
                {"key": "board", "text": "Go on board", "to": "island"},
                {"key": "stay", "text": "Wave, and stay", "to": "town"},
            ],
        },
        {
            "key": "island",
            "title": "The island",
            "content": "It rains there too.",
            "type": "ending",
            "ending": {"name": "Over the water"},
        },
        {
            "key": "town",
            "title": "The town",
            "content": "The lamps go on.",
            "type": "ending",
            "ending": {"name": "Ashore"},
        },
    ],
}


@pytest.fixture
def traces(request: pytest.FixtureRequest) -> Path | None:
    """Where the ways are recorded, if at all."""
    folder: Path | None = request.config.getoption("--traces")
    return folder


@contextmanager
def _traced(folder: Path | None, **pages: Page) -> Iterator[None]:
    """Record what is done in these pages, each into a file called as it is here."""
    if folder is None:
        yield
        return
    for name, page in pages.items():
        page.context.tracing.start(title=name, screenshots=True, snapshots=True)
    yield
    for name, page in pages.items():
        page.context.tracing.stop(path=folder / f"{name}.zip")


def test_a_clip_is_posted_seen_live_answered_and_fades(
    own_server: OwnServer, own_site: Site, visit_own: Visit, traces: Path | None
):
    mara = visit_own(None, None)
    kofi = visit_own("kofi", look=PHONE)
    with _traced(traces, posting=mara, watching=kofi):
        mara.goto("/sign-up")
        mara.get_by_label("Username").fill("mara")
        mara.get_by_label("Email").fill("mara@example.com")
        mara.get_by_label("Password", exact=True).fill(PASSWORD)
        mara.get_by_role("button", name="Join", exact=True).click()
        expect(mara.get_by_role("button", name="You and your things")).to_be_visible()

        kofi.get_by_role("link", name="People").click()
        kofi.get_by_role("searchbox").first.fill("mara")
        kofi.get_by_role("link", name="mara").first.click()
        kofi.get_by_role("button", name="Follow", exact=True).click()
        expect(mara.get_by_role("link", name="Notifications, 1 unread")).to_be_visible()
        kofi.get_by_role("link", name="Home").click()

        mara.get_by_role("link", name="New clip").first.click()
        mara.get_by_label("Your words").fill("First light over the harbour")
        mara.get_by_role("button", name="Post", exact=True).click()
        expect(on(mara).get_by_text("Posted. It fades")).to_be_visible()

        kofi.get_by_role("link", name=re.compile("mara:? 1 unseen clip")).click()
        expect(on(kofi).get_by_text("First light over the harbour", exact=True)).to_be_visible()
        reply = kofi.get_by_label("Reply privately to mara")
        reply.fill("Save me a place on the wall")
        reply.press("Enter")
        expect(on(kofi).get_by_text("Only mara and you can read it").first).to_be_visible()

        mara.get_by_role("link", name="Notifications").click()
        expect(
            on(mara).get_by_role("link", name="Kofi Mensah replied to your clip")
        ).to_be_visible()

        own_server.advance(timedelta(hours=25))
        kofi.goto("/")
        expect_tray(kofi)
        expect(kofi.get_by_role("link", name=re.compile("mara"))).to_have_count(0)
        mara.goto("/my/clips?tab=archive")
        expect(on(mara).get_by_text("First light over the harbour").first).to_be_visible()


def test_a_story_is_imported_read_to_two_endings_reviewed_and_passed_on(
    site: Site, visit: Visit, traces: Path | None
):
    author, reader = site.sign_up("author"), site.sign_up("reader")
    writing, reading = visit(author, None), visit(reader, None)
    with _traced(traces, writing=writing, reading=reading):
        story = _import_and_publish(writing)
        reading.goto(f"/story/{story}")
        reading.get_by_role("link", name="Start reading").click()
        _choose(reading, "Go on board", "Over the water")
        reading.get_by_role("button", name="Back to the last choice").click()
        _choose(reading, "Wave, and stay", "Ashore")
        expect(reading.get_by_text("Endings found: 2 of 2").first).to_be_attached()

        reading.get_by_role("link", name="Say what you think").click()
        reading.locator("input[type=radio][value='4']").check()
        reading.get_by_label("What you want to say about it").fill("Short, and it stays.")
        reading.get_by_role("button", name="Publish").click()
        expect(reading.get_by_text("Short, and it stays.").first).to_be_visible()

        reading.get_by_role("button", name="Share").first.click()
        link = reading.get_by_label("The link", exact=True)
        expect(link).to_have_value(re.compile("/s/"))
        address = link.input_value()
        reading.get_by_role("button", name="Post the clip").click()
        expect(reading.get_by_text("Your clip invites to “The ferry”.").first).to_be_visible()
    (clip,) = site.person("tove").get(f"/stories/{reader.user_id}")
    assert story in json.dumps(clip)

    guest = visit(None, None, look=PHONE)
    with _traced(traces, playing=guest):
        guest.goto(address)
        guest.get_by_role("link", name="Read the story").click()
        _choose(guest, "Go on board", "Over the water")
        expect(on(guest).get_by_text("You read as a guest.")).to_be_visible()


def _import_and_publish(page: Page) -> str:
    """Bring the story in and let readers have it; its id."""
    page.goto("/my/stories/import")
    file = FilePayload(
        name="ferry.json", mimeType="application/json", buffer=json.dumps(STORY).encode()
    )
    page.locator("input[type=file]").first.set_input_files(file)
    page.get_by_role("button", name="Import 1 file").click()
    page.get_by_role("link", name="Go on with The ferry").click()
    page.wait_for_url(re.compile(r"/my/stories/[0-9a-f-]{36}"))
    part = page.get_by_role("link", name="Publish").or_(page.get_by_role("tab", name="Publish"))
    part.first.click()
    page.get_by_role("button", name="Publish version 1").click()
    expect(on(page).get_by_text("Published: readers have version 1.").first).to_be_visible()
    found = re.search(r"/my/stories/([0-9a-f-]{36})", page.url)
    assert found
    return found[1]


def _choose(page: Page, choice: str, ending: str) -> None:
    page.get_by_role("button", name=choice).click()
    expect(on(page).get_by_text(ending).first).to_be_visible()
