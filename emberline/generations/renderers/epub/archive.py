"""The ZIP container of an EPUB: equal contents are equal bytes."""

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import copyfileobj
from typing import IO

from emberline.generations.renderers.epub.package import CONTAINER, Item
from emberline.kit.sandboxed import Refused

MEDIA_TYPE = "application/epub+zip"

_NO_DATE = (1980, 1, 1, 0, 0, 0)
_UNIX = 3
_PLAIN_FILE = 0o100644 << 16


class Archive:
    """An EPUB that is being written. items: what stands in it, in the order of addition."""

    def __init__(self, container: zipfile.ZipFile) -> None:
        self.items: list[Item] = []
        self._container = container
        # The first file, and as it is: so the type stands at a fixed place.
        container.writestr(_entry("mimetype", zipfile.ZIP_STORED), MEDIA_TYPE)
        container.writestr(_entry("META-INF/container.xml"), CONTAINER)

    def add(self, item: Item, text: str) -> None:
        """Write a text."""
        self.items.append(item)
        self.write(item.file, text)

    def write(self, file: str, text: str) -> None:
        """Write a text that is no item of the package, as the package itself."""
        self._container.writestr(_entry(f"EPUB/{file}"), text.encode())

    def copy(self, item: Item, source: IO[bytes]) -> None:
        """Copy what is compressed already."""
        self.items.append(item)
        entry = _entry(f"EPUB/{item.file}", zipfile.ZIP_STORED)
        with self._container.open(entry, "w") as target:
            copyfileobj(source, target)


@contextmanager
def new_archive(path: Path) -> Iterator[Archive]:
    """A new EPUB at `path`.

    Refused for one of more than 65,535 files or 4 GiB: the ZIP64 that it would take is beyond many
    reading systems.
    """
    try:
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, allowZip64=False) as container:
            yield Archive(container)
    except zipfile.LargeZipFile:
        raise Refused(
            "too_large",
            "This story is too large for an EPUB. Make one without narration, or part the story.",
        ) from None


def _entry(name: str, compression: int = zipfile.ZIP_DEFLATED) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _NO_DATE)
    entry.compress_type = compression
    entry.create_system = _UNIX
    entry.external_attr = _PLAIN_FILE
    return entry
