"""Each screen, on a desk in the light and on a phone in the dark: whole, readable, accessible."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from playwright.sync_api import Browser, Page

from tests.e2e.browsing import (
    DESKTOP,
    LOOKS,
    PAINTED,
    PHONE,
    PHONE_LIGHT,
    Look,
    Watch,
    context_options,
    expect_accessible,
    expect_no_sideways_scroll,
    held_back,
)
from tests.e2e.screens import SCREENS, Places, Screen, until_it_stands, until_told
from tests.e2e.served import Site

NARROW = 320
SHIFTS_MOST = 0.02
NOTED = """
globalThis.shifts = 0;
new PerformanceObserver((list) => {
  for (const { hadRecentInput, value } of list.getEntries())
    if (!hadRecentInput) globalThis.shifts += value;
}).observe({ type: 'layout-shift', buffered: true });
"""


class Rounds:
    """Contexts that go from screen to screen, one for each person and look."""

    def __init__(self, browser: Browser, site: Site) -> None:
        self._browser = browser
        self._site = site
        self.places = Places(site)
        self._kept: dict[tuple[str | None, Look], tuple[Page, Watch]] = {}

    def page(self, who: str | None, look: Look) -> tuple[Page, Watch]:
        """Their page, and what is noted of it."""
        if (who, look) not in self._kept:
            account = None if who is None else self._site.person(who)
            still = replace(look, is_still=True)
            context = self._browser.new_context(**context_options(self._site.url, account, still))
            watch = Watch(self._site.url)
            watch.over(context)
            self._kept[who, look] = context.new_page(), watch
        return self._kept[who, look]

    def close(self) -> None:
        """Close every context."""
        for page, _ in self._kept.values():
            page.context.close()


@pytest.fixture(scope="package")
def rounds(browser: Browser, site: Site) -> Iterator[Rounds]:
    """The contexts of this process."""
    rounds = Rounds(browser, site)
    yield rounds
    rounds.close()


@pytest.fixture
def looks(request: pytest.FixtureRequest, screen: Screen) -> tuple[Look, ...]:
    """On what the screen is looked at: every night on all, else the main ones on the two that
    differ most, and the others on the one that is harder."""
    if request.config.getoption("--hypothesis-profile") == "nightly":
        return LOOKS
    return (DESKTOP, PHONE) if screen.is_main else (PHONE,)


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.name)
def test_a_screen_is_whole_readable_and_accessible(rounds: Rounds, looks, screen: Screen) -> None:
    path = screen.path(rounds.places)
    for look in looks:
        page, watch = rounds.page(screen.who, look)
        page.goto(path)
        until_it_stands(page)
        assert page.title().endswith("Emberline") and page.title() != "Emberline", page.title()
        expect_no_sideways_scroll(page)
        expect_accessible(page)
        if screen.is_main and look == PHONE:
            page.set_viewport_size({"width": NARROW, "height": look.height})
            expect_no_sideways_scroll(page)
            page.set_viewport_size({"width": look.width, "height": look.height})
        watch.assert_clean()


@pytest.mark.parametrize(
    "screen", [each for each in SCREENS if each.is_steady], ids=lambda screen: screen.name
)
def test_nothing_moves_when_the_fonts_come_late(visit, rounds: Rounds, screen: Screen) -> None:
    path = screen.path(rounds.places)
    page = visit(screen.who, None, look=PHONE_LIGHT)
    page.add_init_script(NOTED)
    late = held_back(page.context, "**/*.woff2")
    page.goto(path, wait_until="commit")
    until_told(page)
    page.evaluate(PAINTED)
    assert late, "the page asked for no font"
    for route in late:
        route.continue_()
    page.context.unroute("**/*.woff2")
    until_it_stands(page)
    page.evaluate(PAINTED)
    assert page.evaluate("globalThis.shifts") <= SHIFTS_MOST
