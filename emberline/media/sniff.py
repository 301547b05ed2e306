"""What a file is, decided by its first bytes; its name may only agree."""

import re
import unicodedata
from collections.abc import Callable
from pathlib import PurePosixPath
from typing import Final, Literal, NamedTuple

from emberline.kit import errors

Kind = Literal["image", "video", "audio"]

# How many bytes of a file `sniff` wants to see (or all of a shorter one).
HEAD_BYTES: Final = 4096
MAX_NAME_CHARACTERS: Final = 255

FORMATS: Final[dict[Kind, tuple[str, ...]]] = {
    "image": ("jpg", "jpeg", "png", "gif", "webp", "bmp", "svg", "heic", "heif", "avif"),
    "video": ("mp4", "avi", "mov", "mkv", "webm", "flv", "wmv"),
    "audio": ("mp3", "m4a", "aac", "ogg", "opus", "wav", "flac"),
}
KIND_OF: Final[dict[str, Kind]] = {
    format: kind for kind, formats in FORMATS.items() for format in formats
}

ASF_HEADER: Final = bytes.fromhex("3026b2758e66cf11a6d900aa0062ce6c")
EBML_HEADER: Final = bytes.fromhex("1a45dfa3")
EBML_DOC_TYPE: Final = bytes.fromhex("4282")
BMP_HEADER_SIZES: Final = {12, 16, 40, 52, 56, 64, 108, 124}

# A file that is also one of these when read by another program.
SECOND_FACES: Final = re.compile(
    rb"%PDF-|PK\x03\x04|<!doctype|<html|<head|<body|<script|<iframe|<svg|<\?php|#EXTM3U|ffconcat ",
    re.IGNORECASE,
)
SVG_START: Final = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?"
    rb"(?:(?:<!--(?:[^-]|-[^-])*-->|<!doctype\s+svg(?:[^>\[]|\[[^\]]*\])*>)\s*)*"
    rb"<(?:svg:)?svg[\s/>]",
    re.IGNORECASE,
)

HEIC_BRANDS: Final = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs"}
AVIF_BRANDS: Final = {b"avif", b"avis"}
HEIF_BRANDS: Final = {b"mif1", b"msf1", b"mif2"}
M4A_BRANDS: Final = {b"M4A ", b"M4B "}
MP4_BRANDS: Final = {
    *(b"iso" + digit for digit in (b"m", b"2", b"3", b"4", b"5", b"6", b"7", b"8", b"9")),
    *(b"mp41", b"mp42", b"avc1", b"M4V ", b"M4VH", b"M4VP", b"MSNV", b"dash", b"3gp4", b"3gp5"),
}

# MPEG audio: kbit/s by the header's index for layer III of MPEG-1 and of MPEG-2 and 2.5; Hz.
# (ISO/IEC 11172-3 §2.4.2.3, ISO/IEC 13818-3 §2.4.2.3)
MP3_RATES_1: Final = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
MP3_RATES_2: Final = (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)
MP3_HERTZ: Final = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}


class Sniffed(NamedTuple):
    """What a file is. format: the usual extension; "jpg" for JPEG, never "jpeg"."""

    kind: Kind
    format: str


def sniff(head: bytes, name: str | None, *, field: str = "file") -> Sniffed:
    """Say what a file is whose first HEAD_BYTES bytes (or all) are `head`.

    The bytes decide. `name` is what the sender calls the file: its extension must be of a format
    of the same kind, or absent. Containers are told from the head alone: whether an MP4, an AVI or
    a Matroska file has a picture in it is for the prober.
    Raises `errors.invalid(field, …)` titled "Invalid file format" for anything not taken, a
    name that disagrees or is made to deceive, and a head that other programs read as another type.
    """
    extension = _extension(name, field)
    format = next((found for detect in DETECTORS if (found := detect(head))), None)
    if format is None or (format != "svg" and SECOND_FACES.search(head[:HEAD_BYTES])):
        raise _not_taken(field)
    if format == "mp4" and KIND_OF.get(extension) == "audio":
        # Recorders write sound into the same container under the same brands.
        format = "m4a"
    if extension and KIND_OF.get(extension) != KIND_OF[format]:
        raise errors.invalid(
            field,
            f"Invalid file format: the file is of type {format.upper()} ({KIND_OF[format]}), but "
            f'its name ends in ".{extension[:16]}". Rename it to end in ".{format}".',
            title="Invalid file format",
        )
    return Sniffed(KIND_OF[format], format)


def _extension(name: str | None, field: str) -> str:
    """Lower case, without the dot; "" where there is none."""
    if name is None:
        return ""
    if len(name) > MAX_NAME_CHARACTERS or any(map(_deceives, name)):
        raise errors.invalid(
            field,
            "Invalid file format: the file's name is too long or has characters that names may "
            f"not have. Use at most {MAX_NAME_CHARACTERS} letters, digits, spaces and dots.",
            title="Invalid file format",
        )
    return PurePosixPath(name.strip()).suffix[1:].lower()


def _deceives(character: str) -> bool:
    """Separators of folders, controls (NUL, line ends), half characters, bidirectional controls."""
    return (
        character in "/\\"
        or unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp")
        or character in "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
    )


def _not_taken(field: str) -> errors.AppError:
    return errors.invalid(
        field,
        "Invalid file format. Send a photo (JPEG, PNG, WebP, GIF, AVIF, HEIC, BMP or SVG) or a "
        "video (MP4, MOV, WebM, MKV, AVI, FLV or WMV); for a story also a sound (MP3, M4A, AAC, "
        "OGG, Opus, WAV or FLAC).",
        title="Invalid file format",
    )


def _picture(head: bytes) -> str | None:
    if head.startswith(b"\xff\xd8\xff"):
        return "jpg"
    if head.startswith(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"):
        return "png"
    if head.startswith((b"GIF87a", b"GIF89a")):
        return "gif"
    return None


def _bitmap(head: bytes) -> str | None:
    """BITMAPFILEHEADER: "BM", size, four bytes that are zero, offset; then the header's size."""
    fits = head.startswith(b"BM") and head[6:10] == bytes(4)
    return "bmp" if fits and _little(head, 14) in BMP_HEADER_SIZES else None


def _riff(head: bytes) -> str | None:
    if not head.startswith(b"RIFF"):
        return None
    form, first = head[8:12], head[12:16]
    if form == b"WEBP" and first in (b"VP8 ", b"VP8L", b"VP8X"):
        return "webp"
    return {b"AVI ": "avi", b"WAVE": "wav"}.get(form)


def _iso_media(head: bytes) -> str | None:
    """ISO/IEC 14496-12: the `ftyp` box names a major brand and compatible ones."""
    size = int.from_bytes(head[:4], "big")
    if head[4:8] in (b"moov", b"mdat", b"wide"):
        # QuickTime from before `ftyp`.
        return "mov" if size >= 8 or size == 1 else None
    if head[4:8] != b"ftyp" or not 16 <= size <= HEAD_BYTES or len(head) < size:
        return None
    major = head[8:12]
    brands = {major, *(head[at : at + 4] for at in range(16, size - 3, 4))}
    if major == b"qt  ":
        return "mov"
    if major in M4A_BRANDS:
        return "m4a"
    if major in AVIF_BRANDS | HEIC_BRANDS | HEIF_BRANDS:
        return _still_image(major, brands)
    return "mp4" if brands & MP4_BRANDS else None


def _still_image(major: bytes, brands: set[bytes]) -> str:
    if major in AVIF_BRANDS or (major in HEIF_BRANDS and brands & AVIF_BRANDS):
        return "avif"
    return "heic" if brands & HEIC_BRANDS else "heif"


def _matroska(head: bytes) -> str | None:
    """EBML (RFC 8794): the header is the first element and names the kind of document."""
    if not head.startswith(EBML_HEADER):
        return None
    at = head.find(EBML_DOC_TYPE, 4, 64)
    # The length is one byte with its highest bit set, for so short a string.
    doc_type = head[at + 3 : at + 3 + (head[at + 2] & 0x7F)] if 0 < at < len(head) - 2 else b""
    return {b"webm": "webm", b"matroska": "mkv"}.get(doc_type.rstrip(b"\0"))


def _old_video(head: bytes) -> str | None:
    if head.startswith(b"FLV\x01"):
        return "flv"
    return "wmv" if head.startswith(ASF_HEADER) else None


def _ogg(head: bytes) -> str | None:
    """RFC 3533: the first page's packet, after the segment table, names the codec."""
    if not head.startswith(b"OggS\x00") or len(head) < 28:
        return None
    packet = head[27 + head[26] :]
    if packet.startswith(b"OpusHead"):
        return "opus"
    return "ogg" if packet.startswith((b"\x01vorbis", b"\x7fFLAC", b"Speex   ")) else None


def _flac(head: bytes) -> str | None:
    """RFC 9639: the first block is STREAMINFO, 34 bytes long."""
    return "flac" if re.match(rb"fLaC[\x00\x80]\x00\x00\x22", head) else None


def _tagged_audio(head: bytes) -> str | None:
    """ID3v2: ten bytes with a size of four times 7 bits; behind the tag stands MP3, AAC or FLAC."""
    if not head.startswith(b"ID3") or len(head) < 10 or not 2 <= head[3] <= 4:
        return None
    sizes = head[6:10]
    if max(sizes) > 0x7F:
        return None
    end = 10 + (sizes[0] << 21 | sizes[1] << 14 | sizes[2] << 7 | sizes[3])
    if end + 8 > len(head):
        # A cover picture fills the head. MP3 is what the tag was made for; the prober decides.
        return "mp3"
    rest = head[end:].lstrip(b"\0")
    return _flac(rest) or _frames(rest) or (None if rest else "mp3")


def _frames(head: bytes) -> str | None:
    """Bare MP3 or ADTS frames; two in a row, where the second is in sight, are no accident."""
    for format, length_of in (("mp3", _mp3_length), ("aac", _adts_length)):
        length = length_of(head)
        if length and (len(head) < length + 7 or length_of(head[length:])):
            return format
    return None


def _mp3_length(frame: bytes) -> int:
    """Bytes of the MPEG audio layer III frame that begins here; 0 where none does."""
    if len(frame) < 4 or frame[0] != 0xFF or frame[1] & 0xE6 != 0xE2:
        return 0
    version, rate, hertz = frame[1] >> 3 & 3, frame[2] >> 4, frame[2] >> 2 & 3
    if version == 1 or rate in (0, 15) or hertz == 3:
        return 0
    rates, samples = (MP3_RATES_1, 144) if version == 3 else (MP3_RATES_2, 72)
    return samples * rates[rate] * 1000 // MP3_HERTZ[version][hertz] + (frame[2] >> 1 & 1)


def _adts_length(frame: bytes) -> int:
    """Bytes of the AAC frame (ISO/IEC 13818-7 §6.2) that begins here; 0 where none does."""
    if len(frame) < 7 or frame[0] != 0xFF or frame[1] & 0xF6 != 0xF0 or frame[2] >> 2 & 15 > 12:
        return 0
    length = (frame[3] & 3) << 11 | frame[4] << 3 | frame[5] >> 5
    return length if length >= 7 else 0


def _vector(head: bytes) -> str | None:
    return "svg" if b"\0" not in head and SVG_START.match(head) else None


def _little(head: bytes, at: int) -> int:
    return int.from_bytes(head[at : at + 4], "little")


DETECTORS: Final[tuple[Callable[[bytes], str | None], ...]] = (
    _picture,
    _bitmap,
    _riff,
    _iso_media,
    _matroska,
    _old_video,
    _ogg,
    _flac,
    _tagged_audio,
    _frames,
    _vector,
)
