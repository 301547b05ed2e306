"""A choice is answered on screen as if the book were turned by hand.

Claim: at most 150 ms from the click to the frame with the next page, on loopback (median of some
fifty choices, the server's work and its durable row included).
"""

from itertools import cycle

from playwright.sync_api import Page

from benchmarks.support import rounds as shown
from benchmarks.support.options import options
from benchmarks.support.visits import TIMED, demo_site, visiting
from tests.e2e.browsing import DESKTOP
from tests.e2e.screens import Places, until_it_stands

ANSWERED_MOST = 150.0
_CHOICES = 8
_OPEN = ".choices button:not([aria-disabled])"


def main() -> None:
    """Read in rounds and print."""
    chosen = options(__doc__, rounds=7, databases=("sqlite",))
    times: dict[str, list[float]] = {"click to next page": []}
    with demo_site() as (site, browser):
        story = Places(site).story
        for _, who in zip(range(chosen.rounds), cycle(("amira", "juno", "mateo")), strict=False):
            with visiting(browser, site, who, DESKTOP) as page:
                page.goto(f"/read/{story}?start=anew")
                until_it_stands(page)
                times["click to next page"] += _read_on(page)
    print("reader, desktop")
    shown.table(times, "ms")
    middle = sorted(times["click to next page"])[len(times["click to next page"]) // 2]
    shown.at_most("click to next page", middle, ANSWERED_MOST, "ms")


def _read_on(page: Page) -> list[float]:
    times = []
    for _ in range(_CHOICES):
        if page.locator(_OPEN).count() == 0:
            break
        times.append(float(page.evaluate(TIMED, [_OPEN, "article"])))
        until_it_stands(page)
    return times


if __name__ == "__main__":
    main()
