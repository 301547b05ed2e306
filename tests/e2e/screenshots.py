"""Pictures of every screen, in both themes and both widths, from the whole demo.

    python -m tests.e2e.screenshots [--out FOLDER] [--only NAME ...]

Each is called as its screen and what shows it: `reader-phone-dark.png`. All take two minutes.
"""

import argparse
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from playwright.sync_api import Browser, Error, Page

from emberline.demo.fill import Plan
from tests.e2e.browsing import LOOKS, Look, context_options
from tests.e2e.screens import SCREENS, Places, Screen, until_it_stands
from tests.e2e.served import Site, demo_folder, serving
from tests.generations.renderers.html_browser import open_browser

# Those further down too, which are loaded when somebody comes there.
_ALL_PICTURES = """
async () => {
  const all = [...document.images].filter((one) => one.src !== '');
  for (const one of all) one.loading = 'eager';
  await Promise.allSettled(all.map((one) => one.decode()));
}
"""


def main(arguments: Sequence[str]) -> int:
    """Make the pictures; how many screens could not be shown, each said why."""
    options = _parser().parse_args(arguments)
    screens = [each for each in SCREENS if not options.only or each.name in options.only]
    options.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        folder = demo_folder(Path(scratch), Plan())
        with serving(folder, Path(scratch) / "log") as url, open_browser() as browser:
            site = Site(url)
            places = Places(site)
            paths = {screen: screen.path(places) for screen in screens}
            failed = sum(_shown(browser, site, look, paths, options.out) for look in LOOKS)
    print(f"{options.out}: {len(screens) * len(LOOKS) - failed} pictures")
    return min(failed, 1)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.e2e.screenshots", description=__doc__)
    parser.add_argument("--out", type=Path, default=Path("screenshots"), help="the folder")
    parser.add_argument("--only", nargs="*", default=[], help="the names of some screens")
    return parser


def _shown(browser: Browser, site: Site, look: Look, paths: dict[Screen, str], out: Path) -> int:
    """Show all screens on `look`, a context for each person; how many could not be."""
    failed, pages = 0, dict[str | None, Page]()
    for screen, path in paths.items():
        if screen.who not in pages:
            account = site.person(screen.who) if screen.who else None
            still = context_options(site.url, account, replace(look, is_still=True))
            pages[screen.who] = browser.new_context(**still).new_page()
        page = pages[screen.who]
        try:
            page.goto(path)
            until_it_stands(page)
            page.evaluate(_ALL_PICTURES)
        except (AssertionError, Error) as error:
            failed += 1
            print(f"{screen.name}: {error}", file=sys.stderr)
        page.screenshot(path=out / f"{screen.name}-{look.name}.png", full_page=True)
    for page in pages.values():
        page.context.close()
    return failed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
