"""The tray and the viewer: clips looked at by keyboard, held, answered, gone while one looks."""

import re
from dataclasses import replace
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.e2e.browsing import (
    DESKTOP,
    PHONE,
    expect_accessible,
    expect_no_sideways_scroll,
    held_back,
    tab_to,
    until,
)
from tests.e2e.served import Account, Site

LONG = 120_000
"""Milliseconds in which every clip of these tests would have passed by itself."""

FIRE = "🔥"


def _posted(author: Account, *texts: str, **more: Any) -> list[str]:
    return [author.post("/stories", {"text": text, **more})["id"] for text in texts]


def _followed(reader: Account, *authors: Account) -> None:
    for author in authors:
        reader.post(f"/api/users/{author.user_id}/follow")


def _counted(author: Account, clip_id: str) -> tuple[int, int]:
    """How many have seen the clip, and reacted to it."""
    clip = author.get(f"/stories/item/{clip_id}")
    return clip["views_count"], clip["reactions_count"]


def _ring(page: Page, author: Account) -> Locator:
    return page.locator(f"[data-author='{author.user_id}']")


def _card(page: Page, text: str) -> Locator:
    return page.locator("main").get_by_text(text, exact=True)


@pytest.fixture(scope="module")
def accounts(site: Site) -> tuple[Account, Account, Account]:
    """A reader, and two authors whom they follow."""
    reader, older, newer = (site.sign_up(name) for name in ("reader", "older", "newer"))
    _followed(reader, older, newer)
    return reader, older, newer


@pytest.fixture
def people(accounts: tuple[Account, Account, Account]) -> tuple[Account, Account, Account]:
    """The reader and the authors with new clips: the newer's come first in the tray."""
    _, older, newer = accounts
    for author in (older, newer):
        for clip in author.get(f"/stories/{author.user_id}"):
            author.api.delete(f"/stories/{clip['id']}")
    _posted(older, "The tide comes in.")
    _posted(newer, "Soup at eight.", "Bring a spoon.")
    return accounts


def test_two_authors_are_walked_answered_and_left_by_keyboard_alone(visit, people) -> None:
    reader, older, newer = people
    page = visit(reader)
    expect(_ring(page, newer)).to_have_accessible_name(re.compile("2 unseen clips"))
    expect_accessible(page)
    tab_to(page, page.get_by_role("link", name="Post a clip"))
    page.keyboard.press("ArrowRight")
    expect(_ring(page, newer)).to_be_focused()
    page.keyboard.press("Enter")
    for key, text in (
        (None, "Soup at eight."),
        ("ArrowRight", "Bring a spoon."),
        ("ArrowRight", "The tide comes in."),
        ("ArrowLeft", "Bring a spoon."),
    ):
        if key is not None:
            page.keyboard.press(key)
        expect(_card(page, text)).to_be_visible()
    page.keyboard.press("r")
    expect(page.get_by_role("textbox", name=re.compile("Reply privately"))).to_be_focused()
    page.keyboard.type("A wooden one?")
    page.keyboard.press("Enter")
    expect(page.get_by_role("region", name="What you wrote")).to_contain_text("A wooden one?")
    page.keyboard.press("Escape")
    tab_to(page, page.get_by_role("button", name="React"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="❤️")).to_be_focused()
    expect_accessible(page)
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name=f"You reacted with {FIRE}")).to_be_focused()
    page.keyboard.press("Escape")
    expect(_ring(page, newer)).to_be_focused()
    expect(_ring(page, newer)).to_have_accessible_name(re.compile("all seen"))
    expect(_ring(page, older)).to_have_accessible_name(re.compile(", seen"))
    spoon = newer.get(f"/stories/{newer.user_id}")[1]["id"]
    until(page, lambda: _counted(newer, spoon) == (1, 1), "that it was seen and reacted to")
    assert newer.get(f"/stories/{spoon}/replies")[0]["text"] == "A wooden one?"


def test_a_clip_goes_on_by_itself_but_not_while_anything_holds_it(visit, people) -> None:
    reader, _, newer = people
    page = visit(reader, None)
    page.clock.install()
    page.goto(f"/clips/{newer.user_id}")
    first, second = _card(page, "Soup at eight."), _card(page, "Bring a spoon.")
    expect(first).to_be_visible()
    page.keyboard.press("Space")
    expect(page.get_by_role("button", name="Play")).to_be_visible()
    page.clock.fast_forward(LONG)
    expect(first).to_be_visible()
    _hide(page, "hidden")
    page.keyboard.press("Space")
    page.clock.fast_forward(LONG)
    expect(first).to_be_visible()
    _hide(page, "visible")
    field = page.get_by_role("textbox", name=re.compile("Reply"))
    field.focus()
    page.clock.fast_forward(LONG)
    expect(first).to_be_visible()
    field.blur()
    page.get_by_role("button", name="More about this clip").click()
    page.clock.fast_forward(LONG)
    expect(first).to_be_visible()
    page.keyboard.press("Escape")
    page.clock.fast_forward(LONG)
    expect(second).to_be_visible()


def _hide(page: Page, state: str) -> None:
    page.evaluate(
        """(state) => {
          Object.defineProperty(document, 'visibilityState', { value: state, configurable: true });
          document.dispatchEvent(new Event('visibilitychange'));
        }""",
        state,
    )


def test_for_who_wants_no_motion_only_they_go_on(visit, people) -> None:
    reader, _, newer = people
    page = visit(reader, None, look=replace(DESKTOP, is_still=True))
    page.clock.install()
    page.goto(f"/clips/{newer.user_id}")
    expect(_card(page, "Soup at eight.")).to_be_visible()
    page.clock.fast_forward(LONG)
    expect(_card(page, "Soup at eight.")).to_be_visible()
    expect(page.get_by_role("button", name="Pause")).to_have_count(0)
    page.get_by_role("button", name="Next clip").click()
    expect(_card(page, "Bring a spoon.")).to_be_visible()


def test_the_author_finds_who_saw_and_answered_and_deletes(visit, people) -> None:
    reader, _, newer = people
    clip = newer.get(f"/stories/{newer.user_id}")[0]["id"]
    reader.post(f"/stories/{clip}/view")
    reader.post(f"/stories/{clip}/reactions", {"emoji": FIRE})
    page = visit(newer, f"/clips/{newer.user_id}", look=replace(PHONE, is_still=True))
    page.get_by_role("button", name="Seen by 1").click()
    dialog = page.get_by_role("dialog", name="Viewers")
    expect(dialog.get_by_role("link", name=reader.username)).to_be_visible()
    expect(dialog.get_by_role("img", name=f"reacted {FIRE}")).to_be_visible()
    expect_accessible(page)
    expect_no_sideways_scroll(page)
    page.keyboard.press("Escape")
    reader.post(f"/stories/{clip}/replies", {"text": "A wooden one?"})
    answers = page.get_by_role("link", name=f"{reader.username} replied")
    expect(answers).to_have_attribute("href", f"/my/clips/{clip}?tab=answers")
    page.get_by_role("button", name="More about this clip").click()
    page.get_by_role("menuitem", name="Delete this clip").click()
    page.get_by_role("dialog").get_by_role("button", name="Delete", exact=True).click()
    expect(_card(page, "Bring a spoon.")).to_be_visible()
    assert [each["text"] for each in newer.get(f"/stories/{newer.user_id}")] == ["Bring a spoon."]


def test_what_is_gone_meanwhile_is_said_and_passed(visit, people) -> None:
    reader, _, newer = people
    page = visit(reader, None, look=PHONE, refusals=(404,))
    page.clock.install()
    page.goto(f"/clips/{newer.user_id}")
    expect(_card(page, "Soup at eight.")).to_be_visible()
    second = newer.get(f"/stories/{newer.user_id}")[1]["id"]
    assert newer.api.delete(f"/stories/{second}").status_code == 204
    page.get_by_role("button", name="Next clip").click()
    expect(_card(page, "This clip has faded.")).to_be_visible()
    page.clock.fast_forward(4_000)
    expect(_card(page, "The tide comes in.")).to_be_visible()


def test_a_view_that_does_not_get_through_is_told_later_and_once(visit, people) -> None:
    reader, _, newer = people
    page = visit(reader, None, outages=True)
    page.route("**/view", lambda route: route.abort())
    with page.expect_event("requestfailed", lambda lost: lost.url.endswith("/view")):
        page.goto(f"/clips/{newer.user_id}")
    assert newer.get(f"/stories/{newer.user_id}")[0]["views_count"] == 0
    page.goto("about:blank")
    held = held_back(page, "**/view")
    with page.expect_response("**/stories/views") as told:
        page.goto(f"/clips/{newer.user_id}")
    assert len(told.value.json()["data"]) == 1
    until(page, lambda: bool(held), "that the clip is seen again")
    with page.expect_response("**/view") as again:
        held.pop().continue_()
    assert again.value.json()["first_view"] is False
    assert newer.get(f"/stories/{newer.user_id}")[0]["views_count"] == 1


def test_a_poll_shows_how_it_stands_and_a_link_where_it_leads(visit, site: Site) -> None:
    reader, author = site.sign_up("voter"), site.sign_up("asker")
    stickers = [
        {"type": "poll", "x": 0.5, "y": 0.6, "question": "Soup?", "options": ["Yes", "No"]},
        {"type": "link", "x": 0.5, "y": 0.85, "url": "https://www.example.org/soup"},
    ]
    _posted(author, "What now?", stickers=stickers)
    page = visit(reader, f"/clips/{author.user_id}", look=replace(PHONE, is_still=True))
    link = page.get_by_role("link", name="example.org")
    expect(link).to_have_attribute("rel", re.compile("noopener"))
    expect(link).to_have_attribute("target", "_blank")
    poll = page.get_by_role("group", name="Poll: Soup?")
    own = visit(author, f"/clips/{author.user_id}", look=replace(PHONE, is_still=True))
    expect(own.get_by_text("0 votes", exact=True)).to_have_count(2)
    # What was written stays below the card, so that the next tap finds what it was meant for.
    page.get_by_role("textbox", name=re.compile("Reply privately")).fill("With bread?")
    page.keyboard.press("Enter")
    expect(page.get_by_role("region", name="What you wrote")).to_be_visible()
    poll.get_by_role("button", name="No").click()
    expect(poll.get_by_text("1 vote", exact=True)).to_be_visible()
    expect(poll.get_by_text("your vote")).to_be_visible()
    expect(poll).to_be_focused()
    expect(own.get_by_text("1 vote", exact=True)).to_be_visible()
    expect_accessible(page)
    expect_no_sideways_scroll(page)
    # Another device knows of it, too.
    poll = visit(reader, f"/clips/{author.user_id}").get_by_role("group", name="Poll: Soup?")
    expect(poll.get_by_text("your vote")).to_be_visible()
    expect(poll.get_by_text("1 vote", exact=True)).to_be_visible()
    expect(poll.get_by_role("button")).to_have_count(0)


def test_a_ring_goes_at_the_instant_at_which_its_last_clip_ends(visit, people) -> None:
    reader, author, _ = people
    author.api.delete(f"/stories/{author.get(f'/stories/{author.user_id}')[0]['id']}")
    page = visit(reader, None)
    page.clock.install()
    _posted(author, "Gone in a minute.", expires_in=60)
    page.goto("/")
    ring = _ring(page, author)
    expect(ring).to_be_visible()
    # The server's minute is not over yet: from now on it answers as it will then.
    page.route("**/stories/tray", _empty)
    page.clock.fast_forward(61_000)
    expect(ring).to_have_count(0)


def _empty(route: Route) -> None:
    route.fulfill(json={"data": [], "meta": {"next_cursor": None}})
