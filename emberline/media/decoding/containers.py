"""Whether a container says that it is longer than its file: then the file is cut short."""

import os
import struct
from pathlib import Path
from typing import BinaryIO

_ASF_DATA = bytes.fromhex("3626b2758e66cf11a6d900aa0062ce6c")
_MATROSKA_SEGMENT = 0x18538067
# So many parts stand at the top of no honest file.
_MAX_PARTS = 100_000


def is_cut_short(path: Path, format: str) -> bool:
    """Whether the outermost parts of the container at `path` reach past the file's end.

    format: as sniffed. A container that does not tell, or is broken otherwise, is not found out.
    """
    check = _CHECKS.get(format)
    if check is None:
        return False
    with path.open("rb") as file:
        return check(file, file.seek(0, os.SEEK_END))


def _boxes_are_cut(file: BinaryIO, size: int) -> bool:
    """ISO/IEC 14496-12, 4.2: boxes, each with its size; 0 is up to the end."""
    at = 0
    for _ in range(_MAX_PARTS):
        header = _read(file, at, 16)
        if len(header) < 8:
            # A few bytes behind the last box do no harm.
            return False
        length = int.from_bytes(header[:4], "big")
        if length == 1:
            length = int.from_bytes(header[8:16], "big")
        if length == 0:
            return False
        if length < 8:
            return True
        at += length
        if at > size:
            return True
    return False


def _riff_is_cut(file: BinaryIO, size: int) -> bool:
    length = int.from_bytes(_read(file, 4, 4), "little")
    # Cameras that write on past the limits of the format leave 0 or all bits.
    return 0 < length < 0xFFFF_FFFF and 8 + length > size + 1


def _segment_is_cut(file: BinaryIO, size: int) -> bool:
    """RFC 8794: the header, then the segment, whose size may be unknown (all bits set)."""
    at = 0
    for _ in range(16):
        element, at = _ebml_number(file, at, keep_marker=True)
        if element is None:
            return False
        length, at = _ebml_number(file, at, keep_marker=False)
        if length is None:
            return False
        at += length
        if at > size:
            return True
        if element == _MATROSKA_SEGMENT:
            return False
    return False


def _ebml_number(file: BinaryIO, at: int, *, keep_marker: bool) -> tuple[int | None, int]:
    """The number at `at`, None when it is unknown or there is none, and where it ends."""
    first = _read(file, at, 1)
    if not first or not first[0]:
        return None, at
    width = 9 - first[0].bit_length()
    value = int.from_bytes(_read(file, at, width), "big")
    marker = 1 << 7 * width
    if not keep_marker and value == 2 * marker - 1:
        return None, at + width
    return (value if keep_marker else value - marker), at + width


def _objects_are_cut(file: BinaryIO, size: int) -> bool:
    """ASF: objects, each a GUID and its size with both; the data object may be of unknown size."""
    at = 0
    for _ in range(_MAX_PARTS):
        header = _read(file, at, 24)
        if len(header) < 24:
            return False
        (length,) = struct.unpack("<Q", header[16:])
        if length < 24:
            return header[:16] != _ASF_DATA
        at += length
        if at > size:
            return True
    return False


def _read(file: BinaryIO, at: int, length: int) -> bytes:
    file.seek(at)
    return file.read(length)


_CHECKS = {
    "mp4": _boxes_are_cut,
    "mov": _boxes_are_cut,
    "avi": _riff_is_cut,
    "mkv": _segment_is_cut,
    "webm": _segment_is_cut,
    "wmv": _objects_are_cut,
}
