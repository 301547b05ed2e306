"""The package document: what the book is, its files, their order, and who can read it."""

from collections.abc import Collection, Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from emberline.generations.renderers.epub.layout import Layout, Picture
from emberline.generations.renderers.epub.markup import safe
from emberline.generations.renderers.epub.words import Words
from emberline.generations.renderers.orders import Order

ACTIVE_CLASS = "spoken"
"""The class of the element that is being read aloud."""

CONTAINER = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/>'
    "</rootfiles></container>\n"
)

_NOT_LINEAR = ' linear="no"'


class Item(NamedTuple):
    """A file of the EPUB. order: whether it stands in the spine, and as a page to come to by
    turning ("yes") or by a link alone ("no"). overlay: the id of the SMIL that reads it aloud.
    """

    id: str
    file: str
    media_type: str
    properties: str = ""
    order: str | None = None
    overlay: str | None = None


class Spoken(NamedTuple):
    """The sound of an EPUB. seconds: by the ids of the media overlays."""

    seconds: dict[str, float]
    narrators: Sequence[str]


def package_xml(order: Order, layout: Layout, items: Sequence[Item], spoken: Spoken | None) -> str:
    """The package document of an EPUB of `items`, in the order of reading."""
    manifest = "".join(map(_manifest_item, items))
    spine = "".join(
        f'<itemref idref="{item.id}"{"" if item.order == "yes" else _NOT_LINEAR}/>\n'
        for item in items
        if item.order is not None
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id"'
        f' xml:lang="{layout.language}" dir="{layout.book.direction}">\n'
        '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">\n'
        f"{''.join(_described(order, layout))}{''.join(_accessibility(layout, spoken))}"
        f"{''.join(_heard(spoken)) if spoken else ''}</metadata>\n"
        f"<manifest>\n{manifest}</manifest>\n"
        f'<spine page-progression-direction="{layout.book.direction}">\n{spine}</spine>\n'
        "</package>\n"
    )


def clock(seconds: float) -> str:
    """Seconds as a full clock value of SMIL, to the millisecond."""
    minutes, milliseconds = divmod(round(seconds * 1000), 60_000)
    return f"{minutes // 60}:{minutes % 60:02}:{milliseconds / 1000:06.3f}"


def _manifest_item(item: Item) -> str:
    properties = f' properties="{item.properties}"' if item.properties else ""
    overlay = f' media-overlay="{item.overlay}"' if item.overlay else ""
    return (
        f'<item id="{item.id}" href="{item.file}" media-type="{item.media_type}"'
        f"{properties}{overlay}/>\n"
    )


def _described(order: Order, layout: Layout) -> Iterable[str]:
    book = layout.book
    modified = datetime.fromisoformat(order.modified).astimezone(UTC)
    yield f'<dc:identifier id="id">{safe(order.identifier)}</dc:identifier>\n'
    yield f"<dc:title>{safe(layout.title)}</dc:title>\n"
    yield f"<dc:language>{layout.language}</dc:language>\n"
    if book.author.strip():
        yield f'<dc:creator id="author">{safe(book.author)}</dc:creator>\n'
        yield '<meta property="role" refines="#author" scheme="marc:relators">aut</meta>\n'
    if book.description.strip():
        yield f"<dc:description>{safe(book.description)}</dc:description>\n"
    if cover := layout.pictures.get(book.cover or ""):
        # The way of EPUB 2, by which many shelves still look for the cover.
        yield f'<meta name="cover" content="{cover.id}"/>\n'
    yield _meta("dcterms:modified", f"{modified:%Y-%m-%dT%H:%M:%SZ}")


def _accessibility(layout: Layout, spoken: Spoken | None) -> Iterable[str]:
    """What a reader needs to perceive the book, in the terms of schema.org.

    Conformance to WCAG is not claimed: it takes somebody who has looked at what the author wrote.
    """
    pictures = layout.pictures.values()
    is_described = all(picture.is_described for picture in pictures)
    modes = ["textual", *(["visual"] if pictures else []), *(["auditory"] if spoken else [])]
    yield from (_meta("schema:accessMode", mode) for mode in modes)
    yield _meta("schema:accessModeSufficient", "textual" if is_described else "textual,visual")
    features = (
        *("displayTransformability", "readingOrder", "structuralNavigation", "tableOfContents"),
        *(["alternativeText"] if pictures and is_described else []),
        *(["synchronizedAudioText"] if spoken else []),
    )
    yield from (_meta("schema:accessibilityFeature", feature) for feature in features)
    is_still = all(_is_still(picture) for picture in pictures)
    yield _meta("schema:accessibilityHazard", "none" if is_still else "unknown")
    summary = _summary(layout.words, pictures, is_described, spoken)
    ours = f' xml:lang="{layout.words.language}" dir="ltr"'
    yield f'<meta property="schema:accessibilitySummary"{ours}>{summary}</meta>\n'


def _summary(
    words: Words, pictures: Collection[Picture], is_described: bool, spoken: Spoken | None
) -> str:
    shown = words.summary_of_described if is_described else words.summary_of_undescribed
    return " ".join(
        (
            words.summary_of_text,
            *([shown] if pictures else []),
            *([words.summary_of_sound] if spoken else []),
            words.summary_of_evaluation,
        )
    )


def _is_still(picture: Picture) -> bool:
    """Whether a picture cannot move. Of WebP see the container's specification, "VP8X"."""
    if picture.asset.media_type == "image/jpeg":
        return True
    with Path(picture.asset.path).open("rb") as file:
        head = file.read(4096)
    if picture.asset.media_type == "image/webp":
        return head[12:16] != b"VP8X" or not head[20] & 0x02
    return picture.asset.media_type == "image/png" and b"acTL" not in head


def _heard(spoken: Spoken) -> Iterable[str]:
    for overlay, seconds in spoken.seconds.items():
        yield (f'<meta property="media:duration" refines="#{overlay}">{clock(seconds)}</meta>\n')
    yield _meta("media:duration", clock(sum(spoken.seconds.values())))
    yield from (_meta("media:narrator", narrator) for narrator in spoken.narrators)
    yield _meta("media:active-class", ACTIVE_CLASS)


def _meta(name: str, value: str) -> str:
    return f'<meta property="{name}">{safe(value)}</meta>\n'
