"""A browser that visits the demo, and what happens in its pages, timed by themselves."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, CDPSession, Page

from tests.e2e.browsing import Look, Visits
from tests.e2e.served import Site, demo_folder, serving
from tests.generations.renderers.html_browser import open_browser

TIMED = """
([button, shown]) => new Promise((resolve, reject) => {
  const before = document.querySelector(shown)?.textContent;
  const begun = performance.now();
  const watcher = new MutationObserver(() => {
    const now = document.querySelector(shown);
    if (now === null || now.textContent === before) return;
    watcher.disconnect();
    const media = [...now.querySelectorAll('img')].map((image) => image.decode());
    Promise.allSettled(media).then(() =>
      requestAnimationFrame(() => resolve(performance.now() - begun)));
  });
  watcher.observe(document.body, { subtree: true, childList: true, characterData: true });
  setTimeout(() => reject(new Error(`${shown} did not change`)), 10000);
  document.querySelector(button).click();
})
"""
"""Milliseconds from a click on `button` to the frame in which `shown` says something else."""


@contextmanager
def demo_site() -> Iterator[tuple[Site, Browser]]:
    """The demo, served, and a browser."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = demo_folder(Path(scratch))
        with serving(folder, Path(scratch) / "log") as url, open_browser() as browser:
            yield Site(url), browser


@contextmanager
def visiting(browser: Browser, site: Site, who: str, look: Look) -> Iterator[Page]:
    """A page of somebody's, opened nowhere yet; what goes wrong in it is an error at the end."""
    visits = Visits(browser, site)
    yield visits(who, None, look=look)
    visits.close()


class Heap:
    """The memory that the scripts of a page hold."""

    def __init__(self, page: Page) -> None:
        self._session: CDPSession = page.context.new_cdp_session(page)

    def used(self) -> int:
        """In bytes, once everything is thrown away that nothing holds."""
        for _ in range(3):
            self._session.send("HeapProfiler.collectGarbage")
        used: int = self._session.send("Runtime.getHeapUsage")["usedSize"]
        return used
