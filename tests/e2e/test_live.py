"""Two browsers at once: what one does, the other sees without asking."""

import json
import re
from collections.abc import Sequence

from playwright.sync_api import Locator, Page, WebSocketRoute, expect

from tests.e2e.browsing import PAINTED, PHONE, Visit, expect_tray, on
from tests.e2e.served import Account, Site


def _author_and_fan(site: Site) -> tuple[Account, Account]:
    author, fan = site.sign_up("author"), site.sign_up("fan")
    fan.post(f"/api/users/{author.user_id}/follow")
    return author, fan


def _post(author: Account, text: str) -> str:
    clip_id: str = author.post("/stories", {"text": text})["id"]
    return clip_id


def _ring(page: Page, author: Account, state: str) -> Locator:
    return page.get_by_role("link", name=re.compile(rf"{author.username}:? {state}"))


def test_an_author_sees_who_looks_reacts_and_replies_while_they_do(site: Site, visit: Visit):
    author, fan = _author_and_fan(site)
    clip_id = _post(author, "The harbour is frozen over")
    mine = visit(author, f"/clips/{author.user_id}")
    expect(mine.get_by_role("button", name="Seen by 0")).to_be_visible()
    # Else it would be over while things happen to it.
    mine.get_by_role("button", name="Pause").click()

    theirs = visit(fan, look=PHONE)
    _ring(theirs, author, "1 unseen clip").click()
    expect(on(theirs).get_by_text("The harbour is frozen over")).to_be_visible()
    expect(mine.get_by_role("button", name="Seen by 1")).to_be_visible()
    expect(on(mine).get_by_text(f"{fan.username} saw it").last).to_be_visible()

    theirs.get_by_role("button", name="React", exact=True).click()
    theirs.get_by_role("button", name="🔥").click()
    expect(on(mine).get_by_text(f"{fan.username} reacted 🔥").last).to_be_visible()

    reply = theirs.get_by_label(f"Reply privately to {author.username}")
    reply.fill("Can one walk on it?")
    reply.press("Enter")
    expect(on(mine).get_by_text(f"{fan.username} replied").last).to_be_visible()
    assert [each["text"] for each in author.get(f"/stories/{clip_id}/replies")] == [
        "Can one walk on it?"
    ]


def test_a_new_clip_and_a_notification_appear_on_a_page_that_stands(site: Site, visit: Visit):
    author, fan = _author_and_fan(site)
    page = visit(fan, None)
    _open_live(page)
    ring = _ring(page, author, "1 unseen clip")
    expect(page.get_by_role("link", name="Notifications", exact=True)).to_be_visible()
    expect_tray(page)
    expect(ring).to_have_count(0)
    _post(author, "Look, fog")
    expect(ring).to_be_visible()
    expect(page.get_by_role("link", name="Notifications, 1 unread")).to_be_visible()
    author.post(f"/api/users/{fan.user_id}/follow")
    expect(page.get_by_role("link", name="Notifications, 2 unread")).to_be_visible()

    page.get_by_role("link", name="People", exact=True).click()
    page.get_by_role("link", name="Followers").click()
    followers = page.get_by_role("main").get_by_role("listitem")
    expect(followers.filter(has_text=author.username)).to_be_visible()
    late = site.sign_up("late")
    late.post(f"/api/users/{fan.user_id}/follow")
    expect(followers.filter(has_text=late.username)).to_be_visible()


def test_what_was_missed_in_a_cut_is_heard_once_the_line_is_mended(site: Site, visit: Visit):
    author, fan = _author_and_fan(site)
    page = visit(fan, None)
    line = Line(page)
    page.goto("/")
    _until(page, line.heard)
    expect_tray(page)
    line.cut()
    _post(author, "Posted into the dark")
    line.mend()
    expect(_ring(page, author, "1 unseen clip")).to_be_visible()
    expect(page.get_by_role("link", name="Notifications, 1 unread")).to_be_visible()
    assert "since=" in line.addresses[-1] and "since=" not in line.addresses[0]
    # It goes on live, and nothing came twice.
    _post(author, "And back in the light")
    expect(_ring(page, author, "2 unseen clips")).to_be_visible()
    numbers = [json.loads(each)["id"] for each in line.heard if "story.created" in str(each)]
    assert len(numbers) == len(set(numbers)) == 2


def test_a_window_that_was_replaced_says_so_and_takes_the_line_back_when_asked(
    site: Site, visit: Visit
):
    author, fan = _author_and_fan(site)
    first = visit(fan, None)
    _open_live(first)
    device = first.evaluate("sessionStorage.getItem('emberline.device')")
    opened: list[str] = []
    first.on("websocket", lambda socket: opened.append(socket.url))

    # As a browser does that duplicates a tab.
    second = first.context.new_page()
    second.add_init_script(f"sessionStorage.setItem('emberline.device', '{device}')")
    _open_live(second)
    elsewhere = "Live updates go on in another window."
    expect(on(first).get_by_text(elsewhere)).to_be_visible()
    _post(author, "Only one of you hears this")
    expect(_ring(second, author, "1 unseen clip")).to_be_visible()
    assert opened == []

    first.get_by_role("button", name="Go on here").click()
    expect(on(second).get_by_text(elsewhere)).to_be_visible()
    expect(on(first).get_by_text(elsewhere)).to_have_count(0)
    # What was missed meanwhile is replayed.
    expect(_ring(first, author, "1 unseen clip")).to_be_visible()


def _open_live(page: Page) -> None:
    """Open the home page, and return when the server has said hello."""
    heard: list[str | bytes] = []

    def hear(message: str | bytes) -> None:
        heard.append(message)

    page.on("websocket", lambda socket: socket.on("framereceived", hear))
    page.goto("/")
    _until(page, heard)


def _until(page: Page, heard: Sequence[object]) -> None:
    """Return when something was heard; Playwright hears of it only while it is asked."""
    for _ in range(1000):
        if heard:
            return
        page.evaluate(PAINTED)
    raise AssertionError("the page hears nothing")


class Line:
    """The live connection of a page, which can be cut."""

    def __init__(self, page: Page) -> None:
        self._ends: list[WebSocketRoute] = []
        self._is_down = False
        self.addresses: list[str] = []
        self.heard: list[str | bytes] = []
        page.route_web_socket(re.compile(r"/ws\?"), self._connect)

    def _connect(self, socket: WebSocketRoute) -> None:
        if self._is_down:
            socket.close(code=1011)
            return
        self.addresses.append(socket.url)
        server = socket.connect_to_server()
        self._ends += [socket, server]

        def hear(message: str | bytes) -> None:
            # What a line says that was cut is heard by nobody.
            if socket in self._ends:
                self.heard.append(message)
                socket.send(message)

        server.on_message(hear)

    def cut(self) -> None:
        """End it, and let none come about."""
        self._is_down = True
        while self._ends:
            self._ends.pop().close(code=1011)

    def mend(self) -> None:
        """Let the next one come about."""
        self._is_down = False
