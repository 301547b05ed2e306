"""A browser for the tests of the player, and files for it to open."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec
from playwright.sync_api import Browser, sync_playwright

from emberline.generations.renderers.html.rendering import render
from emberline.generations.renderers.orders import Asset, Order, Told
from emberline.stories.engine.document import Story

_NAMES = ("chromium", "chromium-browser", "google-chrome")


@contextmanager
def open_browser() -> Iterator[Browser]:
    """The system's Chromium, or the one that the set-up fetched where there was none."""
    program = next(filter(None, map(shutil.which, _NAMES)), None)
    # Chromium refuses its sandbox to root.
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=arguments)
        yield browser
        browser.close()


def html_order(story: Story, folder: Path, assets: dict[str, Asset] | None = None) -> Order:
    """An order of the player for `story`."""
    folder.mkdir(parents=True, exist_ok=True)
    document = folder / "story.json"
    document.write_bytes(msgspec.json.encode(story))
    return Order(
        kind="html",
        folder=str(folder),
        document=str(document),
        author="Ada Reed",
        identifier="urn:uuid:00000000-0000-7000-8000-000000000001",
        modified="2026-01-02T03:04:05Z",
        assets=assets or {},
    )


def html_file(
    story: Story,
    folder: Path,
    assets: dict[str, Asset] | None = None,
    told: list[Told] | None = None,
) -> Path:
    """The file that plays `story`; what its renderer told goes into `told`."""
    lines: list[Told] = [] if told is None else told
    render(html_order(story, folder, assets), lines.append)
    return folder / "story.html"
