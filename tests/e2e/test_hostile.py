"""What people write is text, whatever it is: it is shown, does nothing, and breaks no page."""

import json
from typing import Any

from playwright.sync_api import Dialog, Page, expect

from tests.e2e.browsing import (
    DESKTOP,
    PHONE,
    Look,
    Visit,
    expect_no_sideways_scroll,
    on,
)
from tests.e2e.screens import until_it_stands
from tests.e2e.served import Account, Site

MARKUP = '<img src=x onerror="alert(1)"><script>alert(2)</script>'
TURNED = "\u202etxt.exe\u202c \u2067right\u2069"
ZALGO = "".join(letter + "\u0335\u0321\u0347\u035a\u0489" * 8 for letter in "he comes")
UNBROKEN = "W" * 400
ALL = f"{MARKUP} {TURNED} {ZALGO} {UNBROKEN}"
LONG = (f"{ALL} & &lt;b&gt; [x](javascript:alert(3)) " * 12)[:10_000]


def _story(author: Account) -> str:
    """A published story of nothing but that; its id."""
    end = {"key": "end", "type": "ending", "content": ZALGO, "ending": {"name": MARKUP}}
    document: dict[str, Any] = {
        "format": "emberline-story/1",
        "title": f"{MARKUP} {UNBROKEN[:80]}",
        "description": ALL[:1000],
        "tags": [UNBROKEN[:30]],
        "nodes": [
            {
                "key": "top",
                "title": f"{ZALGO[:90]} {UNBROKEN[:80]}",
                "content": LONG,
                "start": True,
                "choices": [
                    {"key": "a", "text": f"{MARKUP} {TURNED} {UNBROKEN[:100]}", "to": "end"},
                    {"key": "b", "text": ZALGO, "to": "end"},
                ],
            },
            end,
        ],
    }
    files = {"file": ("hostile.json", json.dumps(document).encode())}
    (told,) = author.post("/api/admin/stories/bulk-import", files=files)["stories"]
    assert told["status"] == "imported", told
    path = f"/api/admin/stories/{told['story_id']}/publish"
    answer = author.api.put(path, json={"is_published": True})
    assert answer.is_success, answer.text
    return str(told["story_id"])


def _author(site: Site, fan: Account) -> Account:
    author = site.sign_up("hostile")
    bio = f"{MARKUP} {TURNED} {ZALGO} {UNBROKEN}"[:500]
    profile = {"display_name": '<b onclick="alert(4)">WWWWWWWWWWWWWWWW</b>', "bio": bio}
    answer = author.api.put("/api/auth/profile", json=profile)
    assert answer.is_success, answer.text
    fan.post(f"/api/users/{author.user_id}/follow")
    return author


def test_markup_turned_and_endless_words_are_shown_as_text(site: Site, visit: Visit):
    fan = site.sign_up("fan")
    author = _author(site, fan)
    story = _story(author)
    clip = author.post("/stories", {"text": ALL[:2000], "allow_comments": True})
    fan.post(f"/stories/{clip['id']}/comments", {"text": ALL[:1000]})
    begun = fan.get(f"/api/stories/{story}/start")["node"]
    first = begun["choices"][0]["choice_id"]
    chosen = {"current_node_id": begun["node_id"], "choice_id": first}
    fan.post(f"/api/stories/{story}/choice", chosen)
    fan.post(f"/api/stories/{story}/rate", {"rating": 1, "review": ALL[:1000]})
    paths = {
        "/": "<b onclick=",
        "/library?q=img": MARKUP,
        f"/people/{author.user_id}": MARKUP,
        f"/story/{story}": MARKUP,
        f"/read/{story}": MARKUP,
        f"/clips/{author.user_id}": MARKUP,
        "/notifications": "<b onclick=",
    }
    for look in (DESKTOP, PHONE):
        page = _on(visit, fan, look)
        for path, shown in paths.items():
            page.goto(path)
            until_it_stands(page)
            expect(on(page).get_by_text(shown).first).to_be_attached()
            _assert_harmless(page)
        page.goto(f"/read/{story}")
        page.get_by_role("button", name="<img").click()
        expect(page.get_by_role("heading", level=2, name="<img")).to_be_visible()
        _assert_harmless(page)


def _on(visit: Visit, fan: Account, look: Look) -> Page:
    page = visit(fan, None, look=look)

    def refuse(dialog: Dialog) -> None:
        raise AssertionError(f"a dialog: {dialog.message}")

    page.on("dialog", refuse)
    return page


def _assert_harmless(page: Page) -> None:
    """Nothing of it became part of the page, nothing is pushed out of it, and one gets away."""
    planted = "img[src=x], [onerror], [onclick], b, a[href^='javascript:'], main script"
    expect(page.locator(planted)).to_have_count(0)
    expect_no_sideways_scroll(page)
    page.locator("a:not(.skip), button").first.click(trial=True)
