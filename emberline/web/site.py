"""The files of the built app, in memory: read once, found by their path and nothing else."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from emberline.web.rules import ENCODINGS, PAGE, PAGE_TABLE


@dataclass(frozen=True, slots=True)
class SiteFile:
    """A file: its bytes by their encoding ("" is as it is), and a tag that its content has."""

    path: str
    bodies: Mapping[str, bytes]
    tag: str


@dataclass(frozen=True, slots=True)
class Site:
    """Every file by its path from `/`, and the page that stands for all addresses of the app.

    pages: the same page by the addresses that it is for, with what their views are made of named
    in it, so that a browser fetches all at once.
    """

    files: Mapping[str, SiteFile]
    page: SiteFile
    pages: Sequence[tuple[re.Pattern[str], SiteFile]]

    def page_at(self, path: str) -> SiteFile:
        """The page of the app at `path`."""
        return next((page for pattern, page in self.pages if pattern.search(path)), self.page)


def read_site(folder: Path) -> Site | None:
    """The app that was built into `folder`; None when there is none."""
    if not (folder / PAGE.removeprefix("/")).is_file():
        return None
    found = {file.path: file for file in _files(folder)}
    table = found.pop(PAGE_TABLE, None)
    rows = json.loads(table.bodies[""]) if table else []
    pages = [(re.compile(pattern), found.pop(path)) for pattern, path in rows]
    return Site(found, found[PAGE], pages)


def _files(folder: Path) -> Iterator[SiteFile]:
    found = {path for path in folder.rglob("*") if path.is_file() and path.name[0] != "."}
    endings = tuple(ENCODINGS.values())
    for path in sorted(found):
        if path.name.endswith(endings) and path.with_suffix("") in found:
            continue
        bodies = {"": path.read_bytes()}
        for encoding, ending in ENCODINGS.items():
            beside = path.with_name(path.name + ending)
            if beside in found:
                bodies[encoding] = beside.read_bytes()
        tag = sha256(bodies[""]).hexdigest()[:32]
        yield SiteFile(f"/{path.relative_to(folder).as_posix()}", bodies, tag)
