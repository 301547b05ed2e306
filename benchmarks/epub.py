"""A story of 1,000 scenes as an EPUB, and one of 100,000.

Claims: 1,000 scenes within 3 s, with the start of the process that makes it; 100,000 end. The floor
compresses the finished files again and nothing more. The peer is EbookLib, if it can be installed
beside the repository: given the finished pages, it writes them with its own package and contents;
what it does not do is told beside it, the reading of the story and of its rules.
"""

import resource
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import msgspec

from benchmarks.support import rounds as shown
from benchmarks.support.branching import ring
from benchmarks.support.options import options
from benchmarks.support.packages import NotInstalled, install_pypi
from emberline.generations.renderers.book.making import book_of
from emberline.generations.renderers.epub.rendering import FILE, render
from emberline.generations.renderers.orders import Order, write_order

SECONDS = 3.0
SCENES, MANY_SCENES = 1_000, 100_000

_PROSE = (
    "The lane went down between two walls, and at the foot of it somebody had left a cart with one "
    "wheel. It had rained since noon. You counted the windows that were lit, *three*, and thought "
    "of what the ferryman had said about them, which was nothing.\n\n"
) * 4


def main() -> None:
    """Measure and print."""
    chosen = options(__doc__, rounds=5, databases=("sqlite",))
    with TemporaryDirectory(dir=chosen.folder) as scratch:
        folder = Path(scratch)
        _measure(folder, chosen.rounds)
        _measure_many(folder)


def _measure(folder: Path, rounds: int) -> None:
    order = _order(folder, SCENES)
    peer = _peer(folder)
    names = ("in a process of its own", "rules in words alone", "emberline", "floor")
    seconds: dict[str, list[float]] = {name: [] for name in names}
    for _ in range(rounds):
        seconds["in a process of its own"].append(_seconds(lambda: _in_a_child(folder)))
        in_words = _seconds(lambda: book_of(order.story(), order.author))
        seconds["rules in words alone"].append(in_words)
        seconds["emberline"].append(_seconds(lambda: render(order, lambda _: None)))
        files = _files(folder)
        seconds["floor"].append(_seconds(partial(_compress, folder, files)))
        if peer is not None:
            took = _seconds(partial(peer, folder / "peer.epub", files))
            seconds.setdefault("EbookLib", []).append(took)
    size = (folder / FILE).stat().st_size / 1e6
    print(f"{SCENES:,} scenes of {len(_PROSE.split())} words, an EPUB of {size:.1f} MB")
    shown.table(seconds, "s")
    slowest = max(seconds["in a process of its own"])
    shown.at_most("in a process of its own, slowest", slowest, SECONDS, "s")
    shown.figure("emberline / floor", shown.ratio(seconds, "emberline", "floor"))
    if peer is not None:
        shown.figure("EbookLib / emberline", shown.ratio(seconds, "EbookLib", "emberline"))


def _measure_many(folder: Path) -> None:
    _order(folder, MANY_SCENES)
    took = _seconds(lambda: _in_a_child(folder))
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"{MANY_SCENES:,} scenes, an EPUB of {(folder / FILE).stat().st_size / 1e6:.1f} MB")
    shown.figure("in a process of its own", took, "s")
    shown.figure("its peak of memory", peak, "MB")


def _order(folder: Path, scenes: int) -> Order:
    story = ring(scenes)
    nodes = tuple(msgspec.structs.replace(each, content=_PROSE) for each in story.nodes)
    document = folder / "story.json"
    document.write_bytes(msgspec.json.encode(msgspec.structs.replace(story, nodes=nodes)))
    order = Order(
        kind="epub",
        folder=str(folder),
        document=str(document),
        author="Somebody",
        identifier="urn:uuid:6ac1a7c6-5b5c-4b6e-9c3e-0d6a2a3b4c5d",
        modified="2026-01-01T00:00:00Z",
    )
    write_order(order, folder / "order.json")
    return order


def _in_a_child(folder: Path) -> None:
    child = "emberline.generations.renderers.child"
    command = [sys.executable, "-m", child, "epub", str(folder / "order.json")]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert '"result"' in done.stdout, done.stdout


def _files(folder: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(folder / FILE) as epub:
        return {name: epub.read(name) for name in epub.namelist()}


def _compress(folder: Path, files: Mapping[str, bytes]) -> None:
    with zipfile.ZipFile(folder / "floor.zip", "w", zipfile.ZIP_DEFLATED) as container:
        for name, data in files.items():
            container.writestr(name, data)


def _peer(folder: Path) -> Callable[[Path, Mapping[str, bytes]], None] | None:
    """EbookLib as its documentation uses it; None where it cannot be installed."""
    try:
        install_pypi("ebooklib", folder / "packages")
    except NotInstalled as missing:
        print(missing)
        return None
    from ebooklib import epub  # noqa: PLC0415 (it is installed only now)

    def write(target: Path, files: Mapping[str, bytes]) -> None:
        book: Any = epub.EpubBook()
        book.set_identifier("rooms")
        book.set_title("Rooms")
        book.set_language("en")
        book.add_author("Somebody")
        pages = [
            epub.EpubHtml(title=name, file_name=Path(name).name, lang="en", content=data)
            for name, data in files.items()
            if name.startswith("EPUB/s") and name.endswith(".xhtml")
        ]
        for page in pages:
            book.add_item(page)
        book.toc = pages
        book.add_item(epub.EpubNcx())
        book.add_item(epub.EpubNav())
        book.spine = ["nav", *pages]
        epub.write_epub(str(target), book, {})

    return write


def _seconds(work: Callable[[], object]) -> float:
    before = time.perf_counter()
    work()
    return time.perf_counter() - before


if __name__ == "__main__":
    main()
