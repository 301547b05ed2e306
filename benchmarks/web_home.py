"""The home page is there soon: how much script it takes, and when it is shown.

Claim: at most 45 KB of JavaScript by gzip until the page stands, for somebody who is signed in. The
time to its largest picture or words is printed beside it, on loopback, without a claim.
"""

from benchmarks.support import rounds as shown
from benchmarks.support.options import options
from benchmarks.support.visits import demo_site, visiting
from tests.e2e.browsing import PHONE
from tests.e2e.screens import until_it_stands
from tests.e2e.weight import noted_scripts, packed_sizes

SCRIPT_MOST = 45.0
_LARGEST = """
() => new Promise((resolve) => new PerformanceObserver((list) =>
  resolve(list.getEntries().at(-1).startTime)
).observe({ type: 'largest-contentful-paint', buffered: true }))
"""


def main() -> None:
    """Count once, time in rounds, and print."""
    chosen = options(__doc__, rounds=7, databases=("sqlite",))
    times: dict[str, list[float]] = {"largest paint": []}
    kilobytes = 0.0
    with demo_site() as (site, browser):
        for _ in range(chosen.rounds):
            with visiting(browser, site, "tove", PHONE) as page:
                asked = noted_scripts(page)
                page.goto("/")
                until_it_stands(page)
                kilobytes = sum(packed_sizes(asked).values()) / 1024
                times["largest paint"].append(page.evaluate(_LARGEST))
    print("home, signed in, nothing cached")
    shown.table(times, "ms")
    shown.at_most("first JavaScript, gzip", kilobytes, SCRIPT_MOST, "KB")


if __name__ == "__main__":
    main()
