"""A browser that visits the demo, and what happens in its pages, timed by themselves."""

import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import msgspec
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
    // What waits hidden for its turn is not waited for.
    const media = [...now.querySelectorAll('img')]
      .filter((image) => image.checkVisibility({ visibilityProperty: true }))
      .map((image) => image.decode());
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


@dataclass(frozen=True)
class Held:
    """What a page holds: the bytes of its scripts' values and of their compiled code; DOM nodes."""

    values: int
    code: int
    nodes: int


class Heap:
    """The memory of a page.

    Compiled code is counted by itself: the engine makes more of it, up to a bound, as functions are
    called more often. What the debugger keeps of each answer is not counted at all.
    """

    def __init__(self, page: Page) -> None:
        self._session: CDPSession = page.context.new_cdp_session(page)
        self._chunks: list[str] = []
        self._session.on(
            "HeapProfiler.addHeapSnapshotChunk", lambda told: self._chunks.append(told["chunk"])
        )

    def held(self) -> Held:
        """What is left once everything is thrown away that nothing holds."""
        for _ in range(3):
            self._session.send("HeapProfiler.collectGarbage")
        nodes: int = self._session.send("Memory.getDOMCounters")["nodes"]
        sizes = self._sizes()
        values = sum(size for kind, size in sizes.items() if kind not in ("code", "native"))
        return Held(values, sizes["code"], nodes)

    def _sizes(self) -> Counter[str]:
        """The bytes of each kind of node in a snapshot, whose nodes stand in one flat list."""
        self._chunks.clear()
        self._session.send("HeapProfiler.takeHeapSnapshot", {"reportProgress": False})
        snapshot = msgspec.json.decode("".join(self._chunks))
        meta, nodes = snapshot["snapshot"]["meta"], snapshot["nodes"]
        fields, kinds = meta["node_fields"], meta["node_types"][0]
        sizes: Counter[str] = Counter()
        columns = (nodes[fields.index(name) :: len(fields)] for name in ("type", "self_size"))
        for kind, size in zip(*columns, strict=True):
            sizes[kinds[kind]] += size
        return sizes
