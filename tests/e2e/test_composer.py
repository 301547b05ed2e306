"""Clips are written, kept, uploaded, posted once, and looked after: by keyboard, through cuts."""

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from emberline.demo.pictures import draw_scene
from tests.e2e.browsing import PHONE, expect_accessible, expect_no_sideways_scroll, on, tab_to
from tests.e2e.served import Account, Site

PIECE = 4 * 1024 * 1024
"""Bytes of one piece of an upload."""


def _words(page: Page) -> Locator:
    return page.get_by_role("textbox", name="Your words")


def _says(page: Page, words: str) -> None:
    """Wait until the page says so, to the eye or in its live region."""
    expect(on(page).get_by_text(re.compile(f"^{words}")).first).to_be_visible()


def _own(account: Account) -> list[dict[str, Any]]:
    clips: list[dict[str, Any]] = account.get(f"/stories/{account.user_id}")
    return clips


@pytest.fixture(scope="module")
def photo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A photo of a piece and a half: what follows a picture's end is not looked at."""
    path = tmp_path_factory.mktemp("photos") / "harbour.jpg"
    path.write_bytes(draw_scene("harbour", seed=7, width=270).ljust(PIECE * 3 // 2, b"\0"))
    return path


def test_a_clip_with_a_poll_is_written_placed_and_posted_by_keyboard_alone(visit, site) -> None:
    author = site.sign_up("author")
    page = visit(author, "/compose")
    tab_to(page, _words(page))
    page.keyboard.type("The kettle is on.")
    tab_to(page, page.get_by_role("radio", name="Everyone"))
    page.keyboard.press("ArrowDown")
    expect(on(page).get_by_text(re.compile("^Nobody follows you yet"))).to_be_visible()
    tab_to(page, page.get_by_role("radio", name="24 hours"))
    page.keyboard.press("ArrowLeft")
    tab_to(page, page.get_by_role("button", name="Poll"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("textbox", name="What do you ask?")).to_be_focused()
    page.keyboard.type("Soup?")
    tab_to(page, page.get_by_role("button", name="Post", exact=True))
    page.keyboard.press("Enter")
    # What is missing is said at its field, and the focus goes there.
    expect(page.get_by_role("textbox", name="Option 1")).to_be_focused()
    expect(on(page).get_by_text(re.compile("^Fill in every option"))).to_be_visible()
    page.keyboard.type("Yes")
    page.keyboard.press("Tab")
    page.keyboard.type("No")
    sticker = page.get_by_role("button", name=re.compile(r"^Poll: Soup\?"))
    sticker.first.focus()
    for key in ("ArrowUp", "Shift+ArrowUp", "ArrowLeft"):
        page.keyboard.press(key)
    expect(sticker.first).to_have_accessible_name(re.compile("48 % from the left, 66 %"))
    expect_accessible(page)
    tab_to(page, page.get_by_role("button", name="Post", exact=True))
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/$"))
    _says(page, "Posted. It fades ")
    (clip,) = _own(author)
    assert (clip["text"], clip["visibility"]) == ("The kettle is on.", "FOLLOWERS")
    assert clip["stickers"][0]["options"] == ["Yes", "No"]
    assert (clip["stickers"][0]["x"], clip["stickers"][0]["y"]) == (0.48, 0.66)


def test_what_was_written_outlives_a_reload_and_is_posted_once_when_the_answer_is_lost(
    visit, site
) -> None:
    author, friend = site.sign_up("author"), site.sign_up("friend")
    page = visit(author, "/compose", outages=True)
    expect(on(page).get_by_text("Your draft from")).to_have_count(0)
    _words(page).fill("Back at six.")
    page.get_by_role("radio", name="People you choose").check()
    expect(on(page).get_by_text("Choose at least one person.")).to_be_visible()
    people = page.get_by_role("combobox", name="Find people")
    people.fill(friend.username)
    expect(page.get_by_role("option", name=friend.username)).to_be_visible()
    people.press("ArrowDown")
    people.press("Enter")
    expect(on(page).get_by_text(re.compile(f"^Only {friend.username} sees it"))).to_be_visible()
    expect(page.locator("[aria-busy=false]", has_text="Kept on this device")).to_be_visible()
    page.reload()
    expect(on(page).get_by_text("Your draft from")).to_be_visible()
    expect(_words(page)).to_have_value("Back at six.")
    tries: list[str | None] = []

    def lose(route: Route) -> None:
        if route.request.method != "POST":
            return route.fallback()
        tries.append(route.request.header_value("idempotency-key"))
        if len(tries) > 1:
            return route.fallback()
        route.fetch()
        return route.abort()

    page.route("**/stories", lose)
    page.get_by_role("button", name="Post", exact=True).click()
    _says(page, "Posted. It fades ")
    assert len(tries) == 2
    assert len(set(tries)) == 1
    (clip,) = _own(author)
    assert clip["audience_user_ids"] == [friend.user_id]
    page.goto("/compose")
    expect(_words(page)).to_have_value("")


def test_a_photo_goes_up_in_pieces_through_a_cut_and_a_reload_and_is_scheduled(
    visit, site: Site, photo: Path
) -> None:
    author = site.sign_up("author")
    page = visit(author, "/compose", outages=True)
    offsets: list[int] = []
    is_cut = True

    def send(route: Route) -> None:
        if route.request.method != "PATCH":
            return route.fallback()
        offsets.append(int(route.request.headers["upload-offset"]))
        return route.abort() if is_cut and offsets[-1] else route.fallback()

    page.route("**/media/tus/**", send)
    page.locator("input[type=file]").first.set_input_files(photo)
    _says(page, "Waiting for the server….* from 66 %")
    page.reload()
    expect(on(page).get_by_text("Your draft from")).to_be_visible()
    expect(page.get_by_role("img", name="harbour.jpg")).to_be_visible()
    is_cut = False
    _says(page, "On the server, ")
    assert offsets[0] == 0
    assert set(offsets[1:]) == {PIECE}, "bytes were sent again that had arrived"
    page.get_by_role("button", name="Describe it").click()
    expect(page.get_by_role("textbox", name="What is to be seen")).to_be_focused()
    page.keyboard.type("Boats in an orange sunset.")
    page.get_by_role("group").filter(has_text="At once").locator("summary").click()
    page.get_by_role("radio", name="At a time you choose").check()
    _says(page, "Seen from .* until ")
    expect_accessible(page)
    page.get_by_role("button", name="Schedule").click()
    expect(page.get_by_role("link", name=re.compile("Boats.*Scheduled for"))).to_be_visible()
    (waiting,) = author.get("/stories/drafts")
    assert waiting["alt_text"] == "Boats in an orange sunset."
    page.get_by_role("button", name="Publish now").click()
    expect(on(page).get_by_text("No drafts and nothing scheduled")).to_be_visible()
    assert [clip["id"] for clip in _own(author)] == [waiting["id"]]


@pytest.fixture
def clips(site: Site) -> tuple[Account, list[str]]:
    """Somebody with two clips, the older first."""
    author = site.sign_up("author")
    texts = ("The tide comes in.", "Soup at eight.")
    return author, [author.post("/stories", {"text": text})["id"] for text in texts]


def test_own_clips_become_a_highlight_in_an_order_chosen_by_keyboard(visit, clips) -> None:
    author, ids = clips
    page = visit(author, "/my/clips", look=PHONE)
    expect(page.get_by_role("link", name=re.compile("Soup at eight"))).to_be_visible()
    page.get_by_role("link", name="Highlights").click()
    page.get_by_role("button", name="New highlight").click()
    dialog = page.get_by_role("dialog", name="New highlight")
    dialog.get_by_role("button", name="Save").click()
    expect(dialog.get_by_role("textbox", name="Name")).to_be_focused()
    expect(dialog.get_by_text("Give it a name.")).to_be_visible()
    page.keyboard.type("By the sea")
    for text in ("Soup at eight.", "The tide comes in."):
        dialog.get_by_role("checkbox", name=text).check()
    handle = dialog.get_by_role("button", name=re.compile("^Drag to move: The tide"))
    handle.press("ArrowUp")
    expect(handle).to_be_focused()
    expect_accessible(page)
    expect_no_sideways_scroll(page)
    dialog.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", name="By the sea")).to_be_visible()
    expect(dialog).to_have_count(0)
    (highlight,) = author.get("/highlights")
    assert [clip["id"] for clip in highlight["clips"]] == ids
    _plays_in_order(page, f"/clips/{author.user_id}?highlight={highlight['id']}")
    page.get_by_role("button", name="Delete “By the sea”").click()
    page.get_by_role("dialog").get_by_role("button", name="Delete").click()
    expect(on(page).get_by_text("No highlights yet")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_be_focused()


def test_the_list_of_own_clips_stays_true_and_keeps_the_focus(visit, clips) -> None:
    author, _ = clips
    page = visit(author, "/my/clips")
    menu = page.get_by_role("button", name="More for Soup at eight.")
    menu.press("Enter")
    page.get_by_role("menuitem", name="Delete").press("Enter")
    page.get_by_role("dialog").get_by_role("button", name="Delete").press("Enter")
    expect(menu).to_have_count(0)
    expect(page.get_by_role("button", name="More for The tide")).to_be_focused()
    author.post("/stories", {"text": "From the phone."})
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(page.get_by_role("link", name=re.compile("From the phone"))).to_be_visible()


def _plays_in_order(page: Page, address: str) -> None:
    """The viewer shows the highlight's clips, and nothing behind them."""
    before = page.url
    page.goto(address)
    expect(on(page).get_by_text("The tide comes in.")).to_be_visible()
    page.keyboard.press("ArrowRight")
    expect(on(page).get_by_text("Soup at eight.")).to_be_visible()
    page.keyboard.press("ArrowRight")
    expect(page).to_have_url(re.compile("/$"))
    page.goto(before)


def test_an_own_clip_shows_its_viewers_live_and_is_shared_with_a_guest_until_revoked(
    visit, site: Site, clips
) -> None:
    author, (clip_id, _) = clips
    page = visit(author, f"/my/clips/{clip_id}")
    expect(on(page).get_by_text("Nobody has seen it yet")).to_be_visible()
    viewer = site.sign_up("viewer")
    viewer.post(f"/stories/{clip_id}/view")
    expect(page.get_by_role("link", name=viewer.username)).to_be_visible()
    expect(on(page).get_by_text("1 view, 0 reactions")).to_be_visible()

    page.get_by_role("link", name="Edit").click()
    people = page.get_by_role("combobox", name="Find people")
    people.fill(viewer.username)
    expect(page.get_by_role("option")).to_have_count(1)
    people.press("Enter")
    expect(
        on(page).get_by_text(f"{viewer.username} can see it: it is for everyone.")
    ).to_be_visible()
    page.get_by_role("radio", name="Only you").check()
    page.get_by_role("button", name="Save").click()
    _says(page, "Saved.")
    assert viewer.api.get(f"/stories/item/{clip_id}").status_code == 404

    page.get_by_role("link", name="Guest links").click()
    page.get_by_role("textbox", name=re.compile("^Passcode")).fill("lighthouse")
    page.get_by_role("button", name="Make a link").click()
    address = page.get_by_role("textbox", name="Address of the link")
    expect_accessible(page)
    guest = visit(None, address.input_value(), refusals=(401, 410))
    guest.get_by_label("Passcode").fill("lighthouse")
    guest.get_by_role("button", name="Open").click()
    expect(on(guest).get_by_text("The tide comes in.")).to_be_visible()
    page.get_by_role("button", name="Revoke").click()
    _says(page, "Revoked · read")
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    guest.reload()
    expect(guest.get_by_role("heading", name=re.compile("gone"))).to_be_visible()
