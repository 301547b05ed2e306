"""An audiobook as MP3, with chapters (ID3v2 CHAP and CTOC), a cover and tags at its front.

The tags are written by hand: mutagen sorts frames by their length, and so the chapters, which many
players list as they come.
"""

import codecs
import itertools
import struct
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from emberline.generations.renderers.narration.chapters import Chapter
from emberline.generations.renderers.narration.containers.parts import (
    GENRE,
    Label,
    Measure,
    UnjoinableError,
    joined_chapters,
)
from emberline.generations.renderers.narration.languages import three_letters

MEDIA_TYPE = "audio/mpeg"

LISTED_CHAPTERS_MOST = 255
"""The number of entries in a table of contents is one byte; more stand in tables of their own."""

_LATIN_1, _UTF_16 = b"\0", b"\1"
_FRONT_COVER = b"\3"
_TOP_LEVEL, _ORDERED = 2, 1
_UNKNOWN_OFFSET = 0xFFFFFFFF
# So that another program can change a tag without moving the whole file.
_PADDING_BYTES = 2048

# Kilobits a second of layer III, by the header's index: MPEG-1, then MPEG-2 and 2.5.
_BIT_RATES = (
    (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
)
_RATES = (44100, 48000, 32000)
_MPEG_1, _MPEG_2, _RESERVED = 3, 2, 1
_MONO = 3
_HEADER_BYTES = 4

# The coder's silence before the sound, without the 529 samples of every decoder; LAME's, always.
_DELAY_SAMPLES = 576
_DECODER_SAMPLES = 529
_HAS_ALL = 0b1111
_CONSTANT_BIT_RATE = 1
_TAG = ">4sIII100sI9sB11x3s4xI4x"


class Header(msgspec.Struct, frozen=True):
    """The header of a frame (ISO/IEC 11172-3, 2.4.2.3; 13818-3). size: of the frame, in bytes."""

    version: int
    bit_rate: int
    rate: int
    channels: int
    size: int

    @property
    def form(self) -> bytes:
        """What the frames of one file have in common, besides their rate."""
        return bytes((self.version, self.channels, self.bit_rate & 0xFF, self.bit_rate >> 8))

    @property
    def samples(self) -> int:
        """How many samples the frame decodes to."""
        return 1152 if self.version == _MPEG_1 else 576

    @property
    def side_bytes(self) -> int:
        """How long the side information is, which stands after the header."""
        if self.version == _MPEG_1:
            return 17 if self.channels == _MONO else 32
        return 9 if self.channels == _MONO else 17


def measure(sound: bytes) -> Measure:
    """Count the frames of a scene, which have one bit rate. UnjoinableError."""
    first, count, at = read_header(sound, 0), 0, 0
    # Few headers differ, and those only in what does not count.
    sizes: dict[bytes, int] = {}
    while at < len(sound):
        word = sound[at : at + _HEADER_BYTES]
        if word not in sizes:
            header = read_header(sound, at)
            if header.form != first.form:
                raise UnjoinableError("The frames of a scene's MP3 differ.")
            sizes[word] = header.size
        at += sizes[word]
        count += 1
    if at != len(sound):
        raise UnjoinableError("A scene's MP3 is cut off.")
    return Measure(
        samples=count * first.samples,
        skipped=_DELAY_SAMPLES + _DECODER_SAMPLES,
        rate=first.rate,
        size=len(sound),
        form=first.form,
    )


def read_header(sound: bytes, at: int) -> Header:
    """The header of the frame that begins at the byte `at`. UnjoinableError."""
    word = int.from_bytes(sound[at : at + _HEADER_BYTES].ljust(_HEADER_BYTES, b"\0"))
    version, layer = word >> 19 & 3, word >> 17 & 3
    index, rate_index = word >> 12 & 15, word >> 10 & 3
    is_header = word >> 21 == 0x7FF and version != _RESERVED and layer == 1
    if not is_header or not 0 < index < 15 or rate_index == 3:
        raise UnjoinableError("A scene's MP3 is damaged.")
    bit_rate = _BIT_RATES[version != _MPEG_1][index]
    rate = _RATES[rate_index] >> (_MPEG_1 - version if version else 2)
    octets = 144_000 if version == _MPEG_1 else 72_000
    size = octets * bit_rate // rate + (word >> 9 & 1)
    return Header(version, bit_rate, rate, word >> 6 & 3, size)


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
    first = next(sounds)
    with path.open("wb") as file:
        file.write(_tags(label, chapters))
        file.write(_first_frame(first[:_HEADER_BYTES], measures))
        for sound in itertools.chain([first], sounds):
            file.write(sound)


def _tags(label: Label, chapters: Sequence[Chapter]) -> bytes:
    """What ID3v2.3 says of a file, which more programs read than 2.4."""
    language = three_letters(label.language)
    texts = {
        "TIT2": label.title,
        "TALB": label.title,
        "TPE1": label.author,
        "TPE2": label.author,
        "TCON": GENRE,
        "TLAN": language,
    }
    frames = [_text(name, text) for name, text in texts.items() if text]
    if label.description:
        comment = _utf_16("") + b"\0\0" + _utf_16(label.description)
        frames.append(_frame("COMM", _UTF_16 + language.encode() + comment))
    frames += _contents(chapters)
    if label.cover is not None:
        about = b"image/jpeg\0" + _FRONT_COVER + b"\0"
        frames.append(_frame("APIC", _LATIN_1 + about + label.cover))
    content = b"".join(frames) + bytes(_PADDING_BYTES)
    # Seven bits a byte, so that no size looks like the beginning of a sound.
    size = bytes(len(content) >> shift & 0x7F for shift in (21, 14, 7, 0))
    return b"ID3" + bytes((3, 0, 0)) + size + content


def _contents(chapters: Sequence[Chapter]) -> Iterator[bytes]:
    """The chapters and their table of contents (ID3v2 Chapter Frame Addendum 1.0)."""
    names = [f"chapter{number}" for number in range(1, len(chapters) + 1)]
    tables = 0
    lower: list[bytes] = []
    for name, chapter in zip(names, chapters, strict=True):
        times = (round(chapter.start * 1000), round(chapter.end * 1000))
        numbers = struct.pack(">4I", *times, _UNKNOWN_OFFSET, _UNKNOWN_OFFSET)
        lower.append(_frame("CHAP", _name(name) + numbers + _text("TIT2", chapter.title)))
    while len(names) > LISTED_CHAPTERS_MOST:
        starts = range(0, len(names), LISTED_CHAPTERS_MOST)
        parts = [names[start : start + LISTED_CHAPTERS_MOST] for start in starts]
        names = [f"part{tables + number}" for number in range(1, len(parts) + 1)]
        tables += len(parts)
        lower += [_table(name, part, _ORDERED) for name, part in zip(names, parts, strict=True)]
    yield _table("contents", names, _TOP_LEVEL | _ORDERED)
    yield from lower


def _table(name: str, entries: Sequence[str], flags: int) -> bytes:
    return _frame(
        "CTOC", _name(name) + bytes((flags, len(entries))) + b"".join(map(_name, entries))
    )


def _name(text: str) -> bytes:
    return text.encode("latin-1") + b"\0"


def _text(name: str, text: str) -> bytes:
    return _frame(name, _UTF_16 + _utf_16(text))


def _utf_16(text: str) -> bytes:
    return codecs.BOM_UTF16_LE + text.encode("utf-16-le")


def _frame(name: str, content: bytes) -> bytes:
    return name.encode() + struct.pack(">IH", len(content), 0) + content


def _first_frame(header: bytes, measures: Sequence[Measure]) -> bytes:
    """A silent frame that says how long the file is, where its hundredths are, and what to skip.

    As Xing and LAME write it (Mp3 Info Tag revision 1), without its checksums, which would need
    the whole file. Players that find none guess the length from the first frame's bit rate.
    """
    count = sum(measure.samples for measure in measures) // read_header(header, 0).samples
    header = _roomy(header)
    frame = read_header(header, 0)
    size = frame.size + sum(measure.size for measure in measures)
    skipped = _DELAY_SAMPLES << 12 | _DECODER_SAMPLES
    tag = struct.pack(
        _TAG,
        *(b"Info", _HAS_ALL, count, size, bytes(i * 256 // 100 for i in range(100)), 0),
        *(b"LAME3.100", _CONSTANT_BIT_RATE, skipped.to_bytes(3), size),
    )
    return (header + bytes(frame.side_bytes) + tag).ljust(frame.size, b"\0")


def _roomy(header: bytes) -> bytes:
    """The header with the least bit rate whose frame has room for the tag."""
    for index in range(1, 15):
        wider = bytes((header[0], header[1] | 1, index << 4 | header[2] & 0x0C, header[3]))
        frame = read_header(wider, 0)
        if frame.size >= _HEADER_BYTES + frame.side_bytes + struct.calcsize(_TAG):
            return wider
    raise UnjoinableError("A scene's MP3 has a rate that is none of speech.")
