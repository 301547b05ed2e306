"""An audiobook as Opus in Ogg (RFC 7845), with chapters, a cover and tags in its comments."""

import base64
import io
import itertools
import struct
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from pathlib import Path
from typing import BinaryIO

from mutagen import MutagenError
from mutagen.flac import Picture
from mutagen.id3 import PictureType
from mutagen.ogg import OggPage

from emberline.generations.renderers.narration.chapters import Chapter
from emberline.generations.renderers.narration.containers.parts import (
    GENRE,
    Label,
    Measure,
    UnjoinableError,
    joined_chapters,
)

MEDIA_TYPE = "audio/ogg"

LISTED_CHAPTERS_MOST = 999
"""A chapter's number has three digits (Xiph's Chapter Extension), and others overwrite them."""

RATE = 48_000
"""Of the positions in any Opus file, whatever was coded."""

_VENDOR = "Emberline"
_SERIAL = 1
_HEADERS = 2
_PRE_SKIP = slice(10, 12)
# A second: little to fetch before a player can begin, and little space spent on pages.
_PAGE_SAMPLES = RATE
_SEGMENTS_MOST = 255
_SEGMENT_BYTES = 255

# Samples of a frame by the packet's configuration (RFC 6716, 3.1).
_FRAME_SAMPLES = (
    *(480, 960, 1920, 2880) * 3,
    *(480, 960) * 2,
    *(120, 240, 480, 960) * 4,
)


def measure(sound: bytes) -> Measure:
    """Count the samples of a scene's packets. UnjoinableError."""
    head, packets = read_packets(sound)
    samples = sum(map(packet_samples, packets))
    if not samples:
        raise UnjoinableError("A scene has no Opus.")
    return Measure(
        samples=samples,
        skipped=int.from_bytes(head[_PRE_SKIP], "little"),
        rate=RATE,
        size=len(sound),
        form=head,
    )


def read_packets(sound: bytes) -> tuple[bytes, list[bytes]]:
    """The header (OpusHead) and the sound's packets of a file. UnjoinableError."""
    try:
        packets = OggPage.to_packets(list(_pages(sound)), strict=True)
    except (MutagenError, ValueError, EOFError) as error:
        raise UnjoinableError("A scene's Opus is damaged.") from error
    if len(packets) <= _HEADERS or not packets[0].startswith(b"OpusHead"):
        raise UnjoinableError("A scene has no Opus.")
    return packets[0], packets[_HEADERS:]


def packet_samples(packet: bytes) -> int:
    """How many samples, at 48 kHz, a packet decodes to (RFC 6716, 3.1 and 3.2)."""
    if not packet:
        return 0
    frames = (1, 2, 2, None)[packet[0] & 3]
    if frames is None:
        frames = packet[1] & 63 if len(packet) > 1 else 0
    return _FRAME_SAMPLES[packet[0] >> 3] * frames


def join(
    path: Path,
    label: Label,
    titles: Sequence[str],
    measures: Sequence[Measure],
    sounds: Iterator[bytes],
) -> None:
    """Write scenes as one audiobook, in the order of their titles, measures and sounds.

    UnjoinableError.
    """
    chapters = joined_chapters(titles, measures)
    with path.open("wb") as file:
        pages = _write_headers(file, measures[0].form, _comments(label, chapters))
        packets = itertools.chain.from_iterable(read_packets(sound)[1] for sound in sounds)
        _write_packets(file, packets, pages)


def _pages(sound: bytes) -> Iterator[OggPage]:
    file = io.BytesIO(sound)
    while file.tell() < len(sound):
        yield OggPage(file)


def _comments(label: Label, chapters: Sequence[Chapter]) -> bytes:
    """The second header (OpusTags)."""
    fields = {
        "TITLE": label.title,
        "ARTIST": label.author,
        "ALBUMARTIST": label.author,
        "ALBUM": label.title,
        "GENRE": GENRE,
        "DESCRIPTION": label.description,
        "LANGUAGE": label.language,
    }
    if label.cover is not None:
        fields["METADATA_BLOCK_PICTURE"] = _picture(label.cover)
    for number, chapter in enumerate(chapters[:LISTED_CHAPTERS_MOST], 1):
        fields[f"CHAPTER{number:03}"] = _clock(chapter.start)
        fields[f"CHAPTER{number:03}NAME"] = chapter.title
    comments = [f"{name}={text}" for name, text in fields.items() if text]
    texts = [_sized(comment) for comment in comments]
    return b"".join([b"OpusTags", _sized(_VENDOR), struct.pack("<I", len(texts)), *texts])


def _sized(text: str) -> bytes:
    encoded = text.encode()
    return struct.pack("<I", len(encoded)) + encoded


def _picture(cover: bytes) -> str:
    picture = Picture()
    picture.type = PictureType.COVER_FRONT
    picture.mime = "image/jpeg"
    picture.data = cover
    return base64.b64encode(picture.write()).decode()


def _clock(seconds: Fraction) -> str:
    minutes, milliseconds = divmod(round(seconds * 1000), 60_000)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{milliseconds // 1000:02}.{milliseconds % 1000:03}"


def _write_headers(file: BinaryIO, head: bytes, comments: bytes) -> int:
    """Write both headers, each on pages of its own; how many pages there are."""
    first = OggPage()
    first.packets = [head]
    first.first = True
    # A packet on several pages ends on the last; the others have no position.
    rest = OggPage.from_packets([comments], sequence=1)
    for page in (first, *rest):
        page.serial = _SERIAL
        file.write(page.write())
    return 1 + len(rest)


def _write_packets(file: BinaryIO, packets: Iterable[bytes], sequence: int) -> None:
    page, samples, segments = _page(sequence), 0, 0
    for packet in packets:
        more = len(packet) // _SEGMENT_BYTES + 1
        if page.packets and (samples >= _PAGE_SAMPLES or segments + more > _SEGMENTS_MOST):
            file.write(page.write())
            page = _page(page.sequence + 1, page.position)
            samples = segments = 0
        page.packets.append(packet)
        # The position is that of the last sample, with those to skip at the file's beginning.
        page.position += packet_samples(packet)
        samples += packet_samples(packet)
        segments += more
    page.last = True
    file.write(page.write())


def _page(sequence: int, position: int = 0) -> OggPage:
    page = OggPage()
    page.serial = _SERIAL
    page.sequence = sequence
    page.position = position
    return page
