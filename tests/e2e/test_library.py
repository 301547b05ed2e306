"""The library and a story's page: found by words and facets, reviewed, answered, passed on."""

import re
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Locator, Page, Route, expect

from tests.e2e.browsing import PHONE_LIGHT, expect_accessible, expect_no_sideways_scroll, on, tab_to
from tests.e2e.served import Account

STORY = "The Understudy"
SEARCH = "**/api/stories/search?*"
LISTING = re.compile(r"^\d+ (story|stories)$")


def _story(reader: Account, title: str = STORY) -> str:
    found = reader.get("/api/stories?pageSize=100")
    return str(next(each["story_id"] for each in found if each["title"] == title))


def _choose(reader: Account, story_id: str, choices: int = 1) -> str:
    """Begin a play and take its first choices; the play."""
    play = reader.get(f"/api/stories/{story_id}/start")
    node = play["node"]
    for _ in range(choices):
        free = next(each for each in node["choices"] if each["available"])
        form = {
            "current_node_id": node["node_id"],
            "choice_id": free["choice_id"],
            "progress_id": play["progress_id"],
        }
        node = reader.post(f"/api/stories/{story_id}/choice", form)["next_node"]
    return str(play["progress_id"])


def _address(page: Page) -> str:
    parts = urlsplit(page.url)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def _hold(route: Route, held: list[Route]) -> None:
    """Keep the first call unanswered; let all others through."""
    if held:
        route.continue_()
    else:
        held.append(route)


def _spoken(page: Page) -> Locator:
    return page.locator("[aria-live=polite][role=status]").first


def test_the_library_is_searched_and_narrowed_by_keyboard_and_its_address_restores_it(
    visit,
) -> None:
    page = visit(None, "/library")
    search, results = page.get_by_role("searchbox"), page.locator("#results")
    expect(results).to_have_text(LISTING)
    everything = results.inner_text()
    pages_before = page.evaluate("history.length")
    slow: list[Route] = []
    page.route(SEARCH, lambda route: _hold(route, slow))
    tab_to(page, search)
    with page.expect_request(SEARCH):
        page.keyboard.type("salt")
    page.keyboard.type(" roa")
    expect(results).to_have_text("1 story for “salt roa”")
    expect(_spoken(page)).to_have_text("1 story for “salt roa”")
    # What nobody waits for any more comes too late.
    slow[0].fulfill(json={"data": [], "message": "0 stories.", "meta": {"total": 0}})
    expect(search).to_be_focused()
    expect(page.get_by_role("heading", name="The Salt Road")).to_be_visible()
    assert _address(page) == "/library?q=salt+roa"
    assert page.evaluate("history.length") == pages_before
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("understdy")
    expect(
        on(page).get_by_text("Nothing has “understdy”. These have “understudy”.")
    ).to_be_visible()
    tab_to(page, page.get_by_role("button", name="Clear the search"))
    page.keyboard.press("Enter")
    expect(results).to_have_text(everything)
    expect(search).to_be_focused()
    tab_to(page, page.get_by_label("Difficulty"))
    page.keyboard.type("E")
    expect(page).to_have_url(re.compile(r"\?difficulty=easy$"))
    tab_to(page, page.get_by_role("link", name=re.compile("^comedy", re.IGNORECASE)))
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"\?category=comedy&difficulty=easy$"))
    page.reload()
    expect(page.get_by_label("Difficulty")).to_have_value("easy")
    expect(results).to_have_text(re.compile(r"^\d+ stor"))
    tab_to(page, page.get_by_role("link", name=STORY, exact=True))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name=STORY, level=1)).to_be_focused()
    page.go_back()
    expect(page.get_by_role("list", name="Chosen").get_by_role("listitem")).to_have_count(2)
    page.goto("/library?q=zzqx&tag=none")
    expect(on(page).get_by_text("No story is like that")).to_be_visible()


def test_a_review_is_written_changed_answered_and_told_to_followers(visit, site) -> None:
    reader, follower, author = site.sign_up("reader"), site.sign_up("follower"), "mateo"
    follower.post(f"/api/users/{reader.user_id}/follow")
    story_id = _story(reader)
    page = visit(reader, f"/story/{story_id}")
    expect(on(page).get_by_text("Only those who have played it can rate it")).to_be_visible()
    feed = visit(follower, "/feed")
    expect(feed.get_by_text("Nothing has happened yet")).to_be_visible()
    _choose(reader, story_id)
    page.reload()
    _rate_by_keyboard(page)
    _change_by_keyboard(page)
    expect_accessible(page)
    # The feed looks for news whenever somebody comes back to it.
    feed.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    feed.get_by_role("button", name="Show 1 new").click()
    told = feed.get_by_role("article").filter(has_text=f"{reader.username} reviewed {STORY}")
    expect(told).to_contain_text("5 stars of 5")
    theirs = visit(author, f"/story/{story_id}")
    review = theirs.get_by_role("article").filter(has_text=reader.username)
    review = review.filter(has_not=theirs.get_by_role("heading", level=1))
    expect(review).to_contain_text("A <b>prop</b> to lean on.")
    tab_to(theirs, review.get_by_role("button", name="Answer"))
    theirs.keyboard.press("Enter")
    expect(theirs.get_by_role("textbox", name=re.compile("Your answer to"))).to_be_focused()
    theirs.keyboard.type("It holds, mostly.")
    theirs.keyboard.press("Tab")
    theirs.keyboard.press("Enter")
    expect(review.get_by_role("button", name="Change the answer")).to_be_focused()
    page.reload()
    expect(_own_review(page)).to_contain_text("It holds, mostly.")
    page.get_by_role("button", name="Delete it").click()
    expect(page.get_by_role("radiogroup", name="Your rating")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(_own_review(page)).to_contain_text("A <b>prop</b> to lean on.")


def _own_review(page: Page) -> Locator:
    return page.get_by_role("heading", name="Your review").locator("..")


def _rate_by_keyboard(page: Page) -> None:
    tab_to(page, page.get_by_role("radio", name="1 star"))
    page.keyboard.press("Space")
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    expect(page.get_by_role("radio", name="4 stars")).to_be_checked()
    page.keyboard.press("Tab")
    page.keyboard.type("A <b>prop</b> to lean on.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(_own_review(page)).to_contain_text("A <b>prop</b> to lean on.")


def _change_by_keyboard(page: Page) -> None:
    change = page.get_by_role("button", name="Change it")
    tab_to(page, change, "Shift+Tab")
    page.keyboard.press("Enter")
    tab_to(page, page.get_by_role("radio", name="4 stars"))
    page.keyboard.press("ArrowRight")
    tab_to(page, page.get_by_role("button", name="Keep the changes"))
    page.keyboard.press("Enter")
    expect(change).to_be_focused()
    expect(on(page).get_by_text("Your review is changed.").first).to_be_visible()


def test_a_story_is_passed_on_by_a_link_for_guests_and_by_a_clip(visit, site) -> None:
    sharer = site.sign_up("sharer")
    story_id = _story(sharer)
    page = visit(sharer, f"/story/{story_id}", permissions=["clipboard-write", "clipboard-read"])
    share = page.get_by_role("button", name="Share")
    tab_to(page, share)
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name=f"Share “{STORY}”")
    link = dialog.get_by_label("The link")
    expect(link).to_have_value(re.compile(r"/s/\w+"))
    expect_accessible(page)
    tab_to(page, dialog.get_by_role("button", name="Copy the link"))
    page.keyboard.press("Enter")
    expect(dialog.get_by_text("Copied.")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == link.input_value()
    dialog.get_by_label("Who sees the clip").select_option("FOLLOWERS")
    expect(dialog.get_by_text(re.compile("^Nobody follows you yet"))).to_be_visible()
    dialog.get_by_role("button", name="Post the clip").click()
    expect(page.get_by_role("button", name="See it")).to_be_visible()
    expect(share).to_be_focused()
    (clip,) = sharer.get(f"/stories/{sharer.user_id}")
    assert (clip["visibility"], clip["story_link"]["story_id"]) == ("FOLLOWERS", story_id)
    guest = visit(
        None, urlsplit(sharer.post(f"/api/stories/{story_id}/share", {"to": "link"})["url"]).path
    )
    guest.get_by_role("link", name="Read the story").click()
    expect(guest).to_have_url(re.compile(rf"/read/{story_id}"))
    expect(guest.get_by_role("heading", level=1)).to_be_attached()
    guest.goto(f"/story/{story_id}")
    expect(guest.get_by_role("heading", name="What readers say")).to_be_visible()
    expect(guest.get_by_role("link", name="Start reading")).to_be_visible()


def test_saved_games_are_gone_on_with_and_deleted_with_a_way_back(visit, site) -> None:
    reader = site.sign_up("player")
    story_id = _story(reader)
    progress_id = _choose(reader, story_id, 2)
    page = visit(reader, None, look=PHONE_LIGHT)
    page.clock.install()
    page.goto("/my/plays")
    entry = page.get_by_role("listitem").filter(has_text=STORY).filter(has_text="2 choices so far")
    expect(entry).to_be_visible()
    expect_no_sideways_scroll(page)
    go_on = entry.get_by_role("link", name=f"Go on with “{STORY}”")
    expect(go_on).to_have_attribute("href", f"/read/{story_id}?progress={progress_id}")
    delete = entry.get_by_role("button", name=re.compile("^Delete"))
    tab_to(page, delete)
    page.keyboard.press("Enter")
    expect(entry).to_have_count(0)
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    page.get_by_role("button", name="Undo").click()
    expect(entry).to_be_visible()
    deleted: list[str] = []
    page.on("request", lambda one: deleted.append(one.url) if one.method == "DELETE" else None)
    page.clock.fast_forward(60_000)
    assert deleted == []
    assert _saved(reader) == [progress_id]
    delete.click()
    # It does not come back to sight where the list is read anew meanwhile.
    page.get_by_role("link", name="Finished").click()
    expect(page.get_by_role("link", name="Finished")).to_have_attribute("aria-current", "page")
    page.get_by_role("link", name="Under way").click()
    expect(on(page).get_by_text("No story is open")).to_be_visible()
    expect(entry).to_have_count(0)
    with page.expect_response(f"**/api/progress/{progress_id}") as answered:
        page.clock.fast_forward(60_000)
    assert answered.value.status == 200
    assert _saved(reader) == []


def _saved(reader: Account) -> list[Any]:
    return [each["progress_id"] for each in reader.get(f"/api/progress/{reader.user_id}")]
