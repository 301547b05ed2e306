"""Browsers that visit the app: who is signed in, how it looks, and what must never happen.

    def test_something(site, visit):
        page = visit("tove")                       # a demo person; their home is open
        phone = visit(site.sign_up(), look=PHONE)  # somebody new, on a phone in the dark
        guest = visit(None, "/library")            # nobody

`visit` opens a context of its own each time, signed in without the form. At the end of the test
every page is asked what went wrong: an error in the console or of the page, a breach of the
Content-Security-Policy, an answer of 400 or more that was not expected, a call that failed, a
request to another host, something that is read again and again. What a test provokes it names
beforehand: `visit("tove", refusals=(409,))`, or `outages=True` where the server goes away.

`page.wait_for_function` breaks the policy itself; wait for what is on the page with `expect`.
`expect_accessible(page)` and `expect_no_sideways_scroll(page)` may be called in any state of it.
"""

import re
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Locator,
    Page,
    Request,
    Response,
    Route,
    WebError,
    expect,
)

from tests.e2e.served import Account, Site, cookie_at

PATIENCE = 15_000
"""Milliseconds after which what a test waits for will not come."""

expect.set_options(timeout=PATIENCE)

PAINTED = "() => new Promise((go) => requestAnimationFrame(() => requestAnimationFrame(go)))"
"""Evaluated in a page, it returns when what was to be shown is shown."""

AXE = Path(__file__).parents[2] / "web" / "node_modules" / "axe-core" / "axe.min.js"
WCAG = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")

AT_ONCE = 20
AGAIN = 60
"""So often within a second, and while a page stands, nothing is read unless by a loop."""

# Told by the browser for every answer of 400 or more, which is judged as an answer.
_REFUSED = re.compile(r"Failed to load resource: the server responded with a status of \d+")
_LOST = re.compile(r"Failed to load resource: net::|WebSocket connection to .* failed")


@dataclass(frozen=True)
class Look:
    """What a browser shows the app on. is_still: the person asked for reduced motion."""

    width: int
    height: int
    theme: Literal["light", "dark"] = "light"
    is_phone: bool = False
    is_still: bool = False

    @property
    def name(self) -> str:
        """Such as `phone-dark`."""
        return f"{'phone' if self.is_phone else 'desktop'}-{self.theme}"


DESKTOP = Look(1280, 800)
PHONE = Look(360, 740, "dark", is_phone=True)
DESKTOP_DARK = replace(DESKTOP, theme="dark")
PHONE_LIGHT = replace(PHONE, theme="light")
LOOKS = (DESKTOP, PHONE, DESKTOP_DARK, PHONE_LIGHT)


@dataclass
class Watch:
    """Notes what must not happen in a context of the app at `url`."""

    url: str
    refusals: Sequence[int] = ()
    outages: bool = False

    def __post_init__(self) -> None:
        self.faults: list[str] = []
        self._read: dict[str, list[float]] = {}

    def over(self, context: BrowserContext) -> None:
        """Note what goes wrong in any page of the context from now on."""
        context.on("console", self._note_message)
        context.on("weberror", self._note_error)
        context.on("request", self._note_request)
        context.on("response", self._note_answer)
        context.on("requestfailed", self._note_failure)

    def assert_clean(self) -> None:
        """AssertionError that tells every fault; they are forgotten."""
        faults, self.faults = list(dict.fromkeys(self.faults)), []
        assert not faults, "\n".join(["the browser told of:", *faults])

    def _note_message(self, message: ConsoleMessage) -> None:
        if message.type != "error" or _REFUSED.match(message.text):
            return
        if not (self.outages and _LOST.search(message.text)):
            self.faults.append(f"console: {message.text}")

    def _note_error(self, error: WebError) -> None:
        self.faults.append(f"page: {error.error}")

    def _note_request(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme in ("http", "https") and not request.url.startswith(f"{self.url}/"):
            self.faults.append(f"asked of a foreign host: {request.url}")
        if request.is_navigation_request():
            self._read.clear()

    def _note_answer(self, answer: Response) -> None:
        self._count(answer.request)
        if answer.status < 400 or answer.status in self.refusals:
            return
        if not (self.outages and answer.status >= 502):
            self.faults.append(f"{answer.status}: {answer.request.method} {answer.url}")

    def _count(self, request: Request) -> None:
        if request.method != "GET" or request.resource_type not in ("fetch", "xhr"):
            return
        path = urlsplit(request.url).path
        # By the browser's clock: it is told of here when the test asks for something.
        begun = self._read.setdefault(path, [])
        begun.append(request.timing["startTime"])
        if len(begun) > AGAIN or (len(begun) > AT_ONCE and begun[-1] - begun[-AT_ONCE - 1] < 1000):
            self.faults.append(f"read again and again: {path}")

    def _note_failure(self, request: Request) -> None:
        # Given up by the page itself when it goes elsewhere.
        if request.failure != "net::ERR_ABORTED" and not self.outages:
            self.faults.append(f"failed: {request.method} {request.url}: {request.failure}")


class Visits:
    """The contexts of a test, each somebody's browser."""

    def __init__(self, browser: Browser, site: Site) -> None:
        self._browser = browser
        self._site = site
        self._open: list[tuple[BrowserContext, Watch]] = []

    def __call__(
        self,
        who: str | Account | None = None,
        path: str | None = "/",
        *,
        look: Look = DESKTOP,
        refusals: Sequence[int] = (),
        outages: bool = False,
        **options: Any,
    ) -> Page:
        """A page in a new context, signed in as `who`, at `path` (None: nowhere yet).

        refusals: the statuses from 400 on that the test provokes. outages: the server goes away.
        options: more for Playwright's `new_context`.
        """
        account = self._site.person(who) if isinstance(who, str) else who
        url = account.url if account else self._site.url
        context = self._browser.new_context(**{**context_options(url, account, look), **options})
        context.set_default_timeout(PATIENCE)
        watch = Watch(url, refusals, outages)
        watch.over(context)
        self._open.append((context, watch))
        page = context.new_page()
        if path is not None:
            page.goto(path)
        return page

    def close(self) -> None:
        """Close all; AssertionError for what went wrong in any of them."""
        while self._open:
            context, watch = self._open.pop()
            context.close()
            watch.assert_clean()


Visit = Callable[..., Page]


def context_options(url: str, account: Account | None, look: Look) -> dict[str, Any]:
    """What `new_context` takes for this person and this look."""
    options: dict[str, Any] = {
        "base_url": url,
        "viewport": {"width": look.width, "height": look.height},
        "color_scheme": look.theme,
        "reduced_motion": "reduce" if look.is_still else "no-preference",
        "is_mobile": look.is_phone,
        "has_touch": look.is_phone,
        "locale": "en-GB",
        "timezone_id": "Europe/London",
        # Tests of the worker let it in.
        "service_workers": "block",
    }
    if account is not None:
        options["storage_state"] = _signed_in(url, account.new_cookie())
    return options


def _signed_in(url: str, cookie: str) -> dict[str, Any]:
    """What a browser has stored in which this session was opened."""
    kept = {
        "name": cookie_at(url),
        "value": cookie,
        "domain": urlsplit(url).hostname,
        "path": "/api/auth",
        "expires": -1,
        "httpOnly": True,
        "secure": False,
        "sameSite": "Strict",
    }
    mark = {"name": "emberline.signed-in", "value": "1"}
    return {"cookies": [kept], "origins": [{"origin": url, "localStorage": [mark]}]}


def on(page: Page) -> Locator:
    """The parts of a page that are seen, to look for words in.

    What is said to screen readers stands in a region of its own, and repeats such words.
    """
    return page.locator("header, main, dialog, .edge")


def held_back(where: Page | BrowserContext, pattern: str) -> list[Route]:
    """The requests whose address is like this, which wait there to be let go on."""
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    where.route(pattern, hold)
    return held


def expect_tray(page: Page) -> None:
    """Return when the home page has been told whose clips there are."""
    expect(page.locator(".tray[aria-busy=false]")).to_be_visible()


def until(page: Page, is_so: Callable[[], bool], what: str) -> None:
    """Return when the server says so: a page shows what somebody did before it is told of it.

    AssertionError, naming `what`, if that does not come.
    """
    last = time.monotonic() + PATIENCE / 1000
    while not is_so():
        assert time.monotonic() < last, f"the server was never told: {what}"
        # The page goes on meanwhile.
        page.evaluate(PAINTED)


def tab_to(page: Page, wanted: Locator, key: str = "Tab") -> Locator:
    """`wanted`, once it has the focus: `key` is pressed until then, as without a mouse.

    AssertionError where it is not reached.
    """
    expect(wanted).to_be_visible()
    for _ in range(60):
        if wanted.evaluate("(one) => one === document.activeElement"):
            return wanted
        page.keyboard.press(key)
    raise AssertionError(f"the {key} key does not reach {wanted}")


def expect_accessible(page: Page) -> None:
    """AssertionError for anything that axe finds by WCAG 2.2 at the levels A and AA."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(_axe())
    found = page.evaluate(_RUN_AXE, list(WCAG))
    lines = [
        f"{each['id']} ({each['impact']}): {each['help']}\n    {node['target']}: {node['html']}"
        f"\n    {node['why']}"
        for each in found
        for node in each["nodes"]
    ]
    assert not lines, "\n".join([f"axe found on {page.url}:", *lines])


@cache
def _axe() -> str:
    return AXE.read_text()


# Colours are looked at when nothing moves any more.
_RUN_AXE = """
async (tags) => {
  const moves = document.getAnimations().filter((one) => {
    const timing = one.effect?.getComputedTiming();
    return timing && timing.endTime !== Infinity && one.playState === 'running';
  });
  await Promise.allSettled(moves.map((one) => one.finished));
  const { violations } = await axe.run(document, {
    runOnly: { type: 'tag', values: tags },
    resultTypes: ['violations'],
    preload: false,
  });
  return violations.map(({ id, impact, help, nodes }) => ({
    id,
    impact,
    help,
    nodes: nodes.slice(0, 5).map(({ target, html, failureSummary }) => ({
      target: target.join(' '),
      html: html.slice(0, 240),
      why: failureSummary.replaceAll('\\n', ' '),
    })),
  }));
}
"""


def expect_no_sideways_scroll(page: Page) -> None:
    """AssertionError where the page is wider than what it is shown on, or hides that it is."""
    wide = page.evaluate(_TOO_WIDE)
    assert not wide, f"{page.url} is too wide at {page.viewport_size}: {wide}"


_TOO_WIDE = """
() => {
  const room = document.documentElement.clientWidth;
  const roots = [document.documentElement, document.body];
  const clips = (one) => getComputedStyle(one).overflowX !== 'visible';
  const hides = (one) => ['hidden', 'clip'].includes(getComputedStyle(one).overflowX);
  const isClipped = roots.some(hides);
  if (document.documentElement.scrollWidth <= room && !isClipped) return [];
  const kept = (one) => {
    for (let up = one.parentElement; up && !roots.includes(up); up = up.parentElement)
      if (clips(up)) return true;
    return false;
  };
  const isOut = (one) => {
    const { left, right, width, height } = one.getBoundingClientRect();
    return width > 0 && height > 0 && (right > room + 1 || left < -1);
  };
  return [...document.body.querySelectorAll('*')]
    .filter((one) => isOut(one) && !kept(one) && one.checkVisibility({ visibilityProperty: true }))
    .slice(0, 5)
    .map((one) => `${one.outerHTML.slice(0, 160)} ${JSON.stringify(one.getBoundingClientRect())}`);
}
"""
