"""An audiobook in MP4 (`.m4b`): AAC, with chapters, a cover and tags.

The chapters are written twice, as FFmpeg does: as a text track (QuickTime) and as a list (Nero).
"""

import io
import itertools
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from pathlib import Path

import av
from av.audio.stream import AudioStream
from av.container import OutputContainer
from av.stream import Disposition

from emberline.generations.renderers.narration.chapters import Chapter
from emberline.generations.renderers.narration.containers.parts import (
    GENRE,
    Label,
    Measure,
    UnjoinableError,
    joined_chapters,
)
from emberline.generations.renderers.narration.languages import three_letters

MEDIA_TYPE = "audio/mp4"

FRAME_SAMPLES = 1024
PRIMING_SAMPLES = 1024
"""What FFmpeg's coder puts before the sound of every scene; the file's first ones are skipped."""

LISTED_CHAPTERS_MOST = 255
_AUDIOBOOK = "2"  # Apple's number for this kind of media
_RATES = (96000, 88200, 64000, 48000, 44100, 32000, 24000, 22050, 16000, 12000, 11025, 8000, 7350)
_HEADER_BYTES = 7


def measure(sound: bytes) -> Measure:
    """Count the frames of a scene in ADTS (ISO/IEC 14496-3, 1.A.2.2). UnjoinableError."""
    count = sum(1 for _ in frames(sound))
    if count == 0:
        raise UnjoinableError("A scene has no AAC.")
    rate = (sound[2] >> 2) & 0xF
    if rate >= len(_RATES):
        raise UnjoinableError("A scene's AAC is damaged.")
    return Measure(
        samples=count * FRAME_SAMPLES,
        skipped=PRIMING_SAMPLES,
        rate=_RATES[rate],
        size=len(sound),
        # Profile, rate and channels.
        form=bytes((sound[2] & 0xFD, sound[3] & 0xC0)),
    )


def frames(sound: bytes) -> Iterator[bytes]:
    """The frames of a scene in ADTS, each with its header. UnjoinableError."""
    at = 0
    while at < len(sound):
        header = sound[at : at + _HEADER_BYTES]
        is_header = len(header) == _HEADER_BYTES and header[0] == 0xFF and header[1] >> 4 == 0xF
        size = (header[3] & 3) << 11 | header[4] << 3 | header[5] >> 5 if is_header else 0
        # The last two bits say how many more blocks share a header; coders write one.
        if size <= _HEADER_BYTES or at + size > len(sound) or header[6] & 3:
            raise UnjoinableError("A scene's AAC is damaged.")
        yield sound[at : at + size]
        at += size


def join(
    path: Path,
    label: Label,
    titles: Sequence[str],
    measures: Sequence[Measure],
    sounds: Iterator[bytes],
) -> None:
    """Write scenes as one audiobook, in the order of their titles, measures and sounds.

    Memory grows by 90 bytes a frame, 8 MB an hour: the format has a table of all frames at its
    front. UnjoinableError.
    """
    chapters, rate = joined_chapters(titles, measures), measures[0].rate
    first = next(sounds)
    with av.open(str(path), "w", format="mp4", options=_options(len(chapters))) as book:
        book.metadata.update(_tags(label))
        with av.open(io.BytesIO(first), format="aac") as scene:
            stream = book.add_stream_from_template(scene.streams.audio[0])
        stream.metadata["language"] = three_letters(label.language)
        _add_chapters(book, chapters, rate)
        if label.cover is not None:
            _add_cover(book, label.cover)
        _add_frames(book, stream, itertools.chain([first], sounds), rate)


def _options(chapters: int) -> dict[str, str]:
    flags = "+faststart"
    if chapters > LISTED_CHAPTERS_MOST:
        # A list that is cut off would hide the track, which has them all.
        flags += "+disable_chpl"
    # Exact: neither versions nor dates are written.
    return {"movflags": flags, "brand": "M4B ", "fflags": "+bitexact"}


def _tags(label: Label) -> dict[str, str]:
    tags = {
        "title": label.title,
        "artist": label.author,
        "album_artist": label.author,
        "album": label.title,
        "comment": label.description,
        "genre": GENRE,
        "media_type": _AUDIOBOOK,
    }
    return {name: text for name, text in tags.items() if text}


def _add_chapters(book: OutputContainer, chapters: Sequence[Chapter], rate: int) -> None:
    book.set_chapters(
        [
            {
                "id": number,
                "start": int(chapter.start * rate),
                "end": int(chapter.end * rate),
                "time_base": Fraction(1, rate),
                "metadata": {"title": chapter.title},
            }
            for number, chapter in enumerate(chapters)
        ]
    )


def _add_cover(book: OutputContainer, cover: bytes) -> None:
    with av.open(io.BytesIO(cover), format="jpeg_pipe") as picture:
        stream = book.add_stream_from_template(picture.streams.video[0], opaque=True)
    stream.disposition = Disposition.attached_pic
    packet = av.Packet(cover)
    packet.stream = stream
    packet.pts = packet.dts = 0
    packet.time_base = Fraction(1, 25)
    packet.is_keyframe = True
    book.mux(packet)


def _add_frames(
    book: OutputContainer, stream: AudioStream, sounds: Iterable[bytes], rate: int
) -> None:
    at, tick = -PRIMING_SAMPLES, Fraction(1, rate)
    for sound in sounds:
        for frame in frames(sound):
            packet = av.Packet(frame)
            packet.stream = stream
            # What lies before zero is not played: FFmpeg writes an edit list.
            packet.pts = packet.dts = at
            packet.duration = FRAME_SAMPLES
            packet.time_base = tick
            book.mux_one(packet)
            at += FRAME_SAMPLES
