"""From a file to readers and a book; from a report to peace: by keyboard, and with two at once."""

import io
import re

from PIL import Image
from playwright.sync_api import Page, expect

from tests.e2e.browsing import (
    PHONE,
    Visit,
    expect_accessible,
    expect_no_sideways_scroll,
    on,
    tab_to,
)
from tests.e2e.served import Account, Site

TITLE = "The <b>late</b> ferry"
TWEE = f""":: StoryTitle
{TITLE}

:: StoryData
{{"ifid": "6C1D3C5A-3E2B-4B6E-9C1F-0A9B8C7D6E5F", "format": "Harlowe", "start": "Quay"}}

:: Quay
The ferry hoots twice. (live: 2s)[A gull laughs.]

[[Go aboard->Deck]]
[[Stay->Bench]]

:: Deck
Wind, and a dog that nobody owns.

:: Bench
You watch it leave.
"""


def _press(page: Page, role: str, name: str, key: str = "Enter") -> None:
    tab_to(page, page.get_by_role(role, name=name, exact=True)).press(key)  # type: ignore[arg-type]


def test_a_file_comes_in_is_checked_published_and_becomes_a_book_by_keyboard(
    site: Site, visit: Visit
):
    writer = site.sign_up("writer")
    page = visit(writer, "/my/stories/import")
    page.get_by_role("heading", level=1).focus()
    chooser = tab_to(page, page.get_by_label("Choose files, or drop them here"))
    with page.expect_file_chooser() as asked:
        chooser.press("Enter")
    files = [
        {"name": "holiday.jpg", "mimeType": "image/jpeg", "buffer": b"\xff\xd8"},
        {"name": "ferry.twee", "mimeType": "text/plain", "buffer": TWEE.encode()},
    ]
    asked.value.set_files(files)  # type: ignore[arg-type]
    expect(page.get_by_role("alert")).to_contain_text("holiday.jpg is no story file")
    _press(page, "button", "Import 1 file")
    expect(page.get_by_role("heading", name=TITLE)).to_be_visible()
    expect(on(page).get_by_text("stayed behind")).to_be_visible()
    expect_accessible(page)

    _press(page, "link", "Check it")
    expect(on(page).get_by_text("Sound: it can be published.")).to_be_visible()
    expect(page.get_by_role("heading", level=1, name=TITLE)).to_be_visible()
    _press(page, "link", "Publish")
    expect(on(page).get_by_text("Version 1 is frozen.")).to_be_visible()
    expect(on(page).get_by_text("Nobody is in the middle of an older version.")).to_be_visible()
    _press(page, "button", "Publish version 1")
    expect(on(page).get_by_text("Readers have version 1.", exact=True)).to_be_visible()
    story = page.url.split("?")[0].rsplit("/", 1)[-1]
    shown = site.person("tove").get(f"/api/stories?author={writer.username}")
    assert [each["story_id"] for each in shown] == [story]

    _press(page, "link", "Books")
    _make_epub(page)
    _press(page, "link", "Library")
    expect(page.get_by_role("link", name=TITLE).first).to_be_visible()


def _make_epub(page: Page) -> None:
    """An e-book of the story at hand, until it is on the disk."""
    tab_to(page, page.get_by_role("radio", name="Audiobook")).press("ArrowDown")
    expect(page.get_by_role("radio", name="E-book")).to_be_checked()
    _press(page, "button", "Make it")
    expect(on(page).get_by_text("Ready", exact=True)).to_be_visible()
    with page.expect_download() as asked:
        _press(page, "link", "Download EPUB")
    assert asked.value.suggested_filename == "the-b-late-b-ferry.epub"
    assert asked.value.path().read_bytes().startswith(b"PK")
    _press(page, "link", "What happened")
    expect(page.get_by_role("rowheader").first).to_be_visible()
    expect_accessible(page)


def test_two_people_who_change_a_story_at_once_see_both_texts(site: Site, visit: Visit):
    owner, editor = site.sign_up("owner"), site.sign_up("editor")
    form = {"title": "The ferry", "description": "Old.", "difficulty_level": "easy"}
    story = owner.post("/api/stories", {**form, "template": "blank"})["story_id"]
    people = f"/api/admin/stories/{story}/collaborators"
    owner.post(people, {"user_id": editor.user_id, "role": "editor"})

    page = visit(owner, f"/my/stories/{story}", look=PHONE, refusals=(409,))
    page.get_by_label("What is it about?").fill("A crossing.")
    # What is not saved outlives a look elsewhere.
    page.get_by_role("link", name="Check", exact=True).click()
    expect(page.get_by_role("button", name="Check again")).to_be_visible()
    page.get_by_role("link", name="Overview", exact=True).click()
    expect(page.get_by_label("What is it about?")).to_have_value("A crossing.")
    theirs = visit(editor, "/my/stories")
    expect(on(theirs).get_by_text(f"With {owner.username}")).to_be_visible()
    theirs.get_by_role("link", name="The ferry").click()
    expect(on(page).get_by_text(f"Here too: {editor.username}")).to_be_visible()
    theirs.get_by_label("What is it about?").fill("A dog. " + "x" * 4000)
    theirs.get_by_role("button", name="Save").click()
    expect(on(theirs).get_by_text("Saved.").last).to_be_visible()

    page.get_by_role("button", name="Save").click()
    conflict = page.get_by_role("alert")
    expect(conflict).to_contain_text("A dog.")
    expect(conflict).to_contain_text("A crossing.")
    expect_accessible(page)
    expect_no_sideways_scroll(page)
    page.get_by_role("button", name="Save yours over it").click()
    expect(on(page).get_by_text("Saved.").last).to_be_visible()
    assert owner.get(f"/api/stories/{story}")["description"] == "A crossing."


def test_a_moderator_works_the_queue_by_single_keys(site: Site, visit: Visit):
    author, reader = site.sign_up("author"), site.sign_up("reader")
    kept, gone = (_reported(author, reader, f"Clip {number}") for number in (1, 2))
    page = visit("sanna", "/moderation?kind=clip")
    expect(on(page).get_by_text("Report 1 of")).to_be_visible()
    expect(on(page).get_by_text("Clip 2")).to_be_visible()
    expect(page.get_by_role("img", name="An umbrella")).to_have_count(0)
    page.keyboard.press("e")
    expect(page.get_by_role("img", name="An umbrella")).to_be_visible()
    assert reader.api.get(f"/stories/item/{gone}").status_code == 200
    page.keyboard.press("h")
    expect(on(page).get_by_text("sanna held it")).to_be_visible()
    assert reader.api.get(f"/stories/item/{gone}").status_code == 404
    page.keyboard.press("r")
    dialog = page.get_by_role("dialog", name="Remove it for good?")
    expect(dialog).to_be_visible()
    expect_accessible(page)
    tab_to(page, dialog.get_by_role("button", name="Remove")).press("Enter")
    expect(on(page).get_by_text("sanna removed it")).to_be_visible()

    page.keyboard.press("j")
    expect(on(page).get_by_text("Clip 1")).to_be_visible()
    expect(page.get_by_role("img", name="An umbrella")).to_have_count(0)
    why = tab_to(page, page.get_by_label("Why, for the log"))
    # What is typed is no command.
    why.press_sequentially("jr is fine")
    page.get_by_role("heading", level=2).first.focus()
    page.keyboard.press("d")
    expect(on(page).get_by_text("jr is fine")).to_be_visible()
    assert reader.api.get(f"/stories/item/{kept}").status_code == 200


def _reported(author: Account, reader: Account, caption: str) -> str:
    """A clip of the author's that was reported."""
    picture = io.BytesIO()
    Image.new("RGB", (60, 80), "teal").save(picture, "PNG")
    answer = author.api.post(
        "/stories",
        files={"file": ("umbrella.png", picture.getvalue())},
        data={"caption": caption, "alt_text": "An umbrella"},
    )
    assert answer.status_code == 201, answer.text
    clip_id: str = answer.json()["id"]
    reader.post("/api/reports", {"kind": "clip", "id": clip_id, "reason": "spam"})
    return clip_id


def test_whom_an_admin_suspends_is_out_at_once_and_comes_back(site: Site, visit: Visit):
    somebody = site.sign_up("rowdy")
    theirs = visit(somebody, refusals=(401, 403))
    expect(theirs.get_by_role("link", name="Notifications")).to_be_visible()
    page = visit("ember", "/admin/users")
    page.get_by_role("searchbox").fill(somebody.username)
    page.keyboard.press("Enter")
    expect(page.get_by_role("rowheader")).to_have_count(1)
    _press(page, "button", f"Suspend {somebody.username}")
    dialog = page.get_by_role("dialog", name=f"Suspend {somebody.username}?")
    tab_to(page, dialog.get_by_label("Why, for them")).fill("Advertising.")
    expect_accessible(page)
    _press(page, "button", "Suspend")
    expect(page.get_by_role("button", name=f"Let in again: {somebody.username}")).to_be_visible()
    expect(on(page).get_by_role("row", name=re.compile("Advertising"))).to_be_visible()
    expect(theirs).to_have_url(re.compile("/sign-in"))
    theirs.get_by_label("Username or email").fill(somebody.username)
    theirs.get_by_label("Password", exact=True).fill(somebody.password)
    theirs.keyboard.press("Enter")
    expect(on(theirs).get_by_text("The reason given: Advertising.")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("button", name=f"Suspend {somebody.username}")).to_be_visible()
    assert somebody.new_cookie()
