"""EPUBs read back: their pages, links, overlays and what is said of them."""

import posixpath
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

XHTML = "{http://www.w3.org/1999/xhtml}"
SMIL = "{http://www.w3.org/ns/SMIL}"
OPF = "{http://www.idpf.org/2007/opf}"

Pages = Mapping[str, Element]
"""XML documents by their names in the container."""


def pages_of(epub: Path, ending: str = ".xhtml") -> Pages:
    """All documents of an EPUB with this ending, parsed."""
    with zipfile.ZipFile(epub) as container:
        names = [name for name in container.namelist() if name.endswith(ending)]
        return {name: ElementTree.fromstring(container.read(name)) for name in names}


def package_of(epub: Path) -> Element:
    """The package document."""
    (package,) = pages_of(epub, ".opf").values()
    return package


def metadata_of(epub: Path) -> dict[str, list[str]]:
    """What the package says of the whole, by properties and by elements of Dublin Core."""
    said: dict[str, list[str]] = {}
    (metadata,) = package_of(epub).iter(f"{OPF}metadata")
    for each in metadata:
        if each.get("refines") is None:
            name = each.get("property") or each.tag.partition("}")[2]
            said.setdefault(name, []).append(each.text or "")
    return said


def addresses(page: Element, name: str) -> Iterator[tuple[str, str]]:
    """Where the links of a page lead: names in the container, and ids there or nothing."""
    for link in page.iter(f"{XHTML}a"):
        file, _, fragment = link.get("href", "").partition("#")
        yield beside(name, file) if file else name, fragment


def resources(pages: Pages) -> set[str]:
    """The files that pages show or are styled by."""
    return {
        beside(name, each.attrib.get("src") or each.attrib["href"])
        for name, page in pages.items()
        for tag in ("img", "link")
        for each in page.iter(f"{XHTML}{tag}")
    }


def beside(name: str, file: str) -> str:
    """The name in the container of what `name` calls `file`."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), file))


def with_id(pages: Pages, identifier: str) -> tuple[str, Element]:
    """The only element with that id, and the page it is on."""
    (found,) = (
        (name, each)
        for name, page in pages.items()
        for each in page.iter()
        if each.get("id") == identifier
    )
    return found


def targets(pages: Pages, identifier: str) -> set[str]:
    """The files that an element's links lead to, also by a page that is passed on the way."""
    name, element = with_id(pages, identifier)
    found: set[str] = set()
    for file, fragment in addresses(element, name):
        found |= targets(pages, fragment) if fragment.endswith("-then") else {file}
    return found


def text_of(element: Element) -> str:
    """All text in an element."""
    return "".join(element.itertext())


def copy_without(epub: Path, copy: Path, left_out: str) -> None:
    """A copy of an EPUB that lacks a file."""
    with zipfile.ZipFile(epub) as source, zipfile.ZipFile(copy, "w") as target:
        assert left_out in source.namelist()
        for entry in source.infolist():
            if entry.filename != left_out:
                target.writestr(entry, source.read(entry))
