"""Texts of nodes as HTML, made outside of transactions where that takes long."""

from collections import OrderedDict
from functools import lru_cache
from threading import Lock

from emberline.stories.rules.markup import safe_html

_AT_ONCE = 2_000
"""Longer texts take more than a few milliseconds; the longest, of 200,000 characters, seconds."""
_KEPT_CHARACTERS = 8_000_000

_quickly = lru_cache(maxsize=4096)(safe_html)


class NotRenderedError(Exception):
    """A transaction needs a long text as HTML: make it outside by `render`, then run it again."""

    def __init__(self, markdown: str) -> None:
        super().__init__(f"{len(markdown)} characters")
        self.markdown = markdown


class _Pages:
    """The long texts shown last. Transactions look them up from the database's threads."""

    def __init__(self, most_characters: int) -> None:
        self._lock = Lock()
        self._most = most_characters
        self._pages: OrderedDict[str, str] = OrderedDict()
        self._characters = 0

    def get(self, markdown: str) -> str | None:
        with self._lock:
            page = self._pages.get(markdown)
            if page is not None:
                self._pages.move_to_end(markdown)
            return page

    def put(self, markdown: str, page: str) -> None:
        with self._lock:
            if markdown in self._pages:
                return
            self._pages[markdown] = page
            self._characters += len(markdown) + len(page)
            while self._characters > self._most and len(self._pages) > 1:
                oldest = self._pages.popitem(last=False)
                self._characters -= len(oldest[0]) + len(oldest[1])


_pages = _Pages(_KEPT_CHARACTERS)


def html_of(markdown: str) -> str:
    """`markdown` as safe HTML; for transaction functions.

    NotRenderedError for a long text that is not in memory.
    """
    if len(markdown) <= _AT_ONCE:
        return _quickly(markdown)
    page = _pages.get(markdown)
    if page is None:
        raise NotRenderedError(markdown)
    return page


def render(markdown: str) -> None:
    """Make a long text ready for `html_of`. It may take seconds: for a thread."""
    _pages.put(markdown, safe_html(markdown))
