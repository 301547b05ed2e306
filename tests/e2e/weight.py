"""How much script a page takes, counted as it is sent by gzip."""

import gzip
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Page, Request

from emberline.web.routes import SITE_FOLDER


def noted_scripts(page: Page) -> list[str]:
    """The addresses of the scripts that the page asks for from now on."""
    asked: list[str] = []

    def note(request: Request) -> None:
        if request.resource_type == "script":
            asked.append(request.url)

    page.on("request", note)
    return asked


def packed_sizes(addresses: Iterable[str]) -> dict[str, int]:
    """The bytes of each script of the site by gzip, by its path."""
    paths = {urlsplit(address).path for address in addresses}
    return {path: _packed_size(SITE_FOLDER / path.removeprefix("/")) for path in paths}


def _packed_size(file: Path) -> int:
    packed = file.with_name(f"{file.name}.gz")
    return packed.stat().st_size if packed.exists() else len(gzip.compress(file.read_bytes()))
