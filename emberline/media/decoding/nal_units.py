"""What an H.264 stream carries beside its pictures (ISO/IEC 14496-10, annexes B and D)."""

from collections.abc import Callable

# Supplemental information; types from 24 on have no meaning in the standard.
_SEI = 6
_FIRST_UNKNOWN = 24
_REGISTERED_USER_DATA = 4
_USER_DATA = 5
# x264 writes its own settings, which say nothing of a person.
_OF_X264 = bytes.fromhex("dc45e9bde6d948b7962cd820d923eeef")

_START = b"\x00\x00\x01"


def reader(codec: str, extradata: bytes | None) -> Callable[[bytes], bool]:
    """A function that says of one packet whether it carries notes: data that no decoder needs.

    codec, extradata: the stream's. Notes are user data in supplemental information, units of types
    that the standard does not know, and what cannot be told apart. Only H.264 is looked into.
    """
    if codec != "h264":
        return lambda packet: False  # noqa: ARG005 (nothing is looked into)
    if extradata and extradata[0] == 1 and len(extradata) > 4:
        size = (extradata[4] & 3) + 1
        return lambda packet: _has_notes(_sized(packet, size))
    return lambda packet: _has_notes(_started(packet))


def _has_notes(units: list[bytes] | None) -> bool:
    return units is None or any(_is_note(unit) for unit in units)


def _sized(packet: bytes, size: int) -> list[bytes] | None:
    """The units' beginnings, each behind its length in `size` bytes; None where that is broken."""
    units, at = [], 0
    while at < len(packet):
        length = int.from_bytes(packet[at : at + size], "big")
        at += size
        if length == 0 or at + length > len(packet):
            return None
        units.append(packet[at : at + min(length, 4096)])
        at += length
    return units


def _started(packet: bytes) -> list[bytes] | None:
    units = [unit for unit in packet.split(_START)[1:] if unit]
    return units or None


def _is_note(unit: bytes) -> bool:
    kind = unit[0] & 0x1F
    if kind >= _FIRST_UNKNOWN:
        return True
    if kind != _SEI:
        return False
    at = 1
    # A message is its type and its size, each in steps of 255, and its bytes; 0x80 ends the unit.
    while at < len(unit) - 1:
        message, at = _number(unit, at)
        size, at = _number(unit, at)
        is_users = message in (_REGISTERED_USER_DATA, _USER_DATA)
        if is_users and unit[at : at + 16] != _OF_X264:
            return True
        at += size
    return False


def _number(unit: bytes, at: int) -> tuple[int, int]:
    """The number that begins at `at`, and where the next thing begins."""
    number = 0
    while at < len(unit) and unit[at] == 0xFF:
        number, at = number + 255, at + 1
    return number + (unit[at] if at < len(unit) else 0), at + 1
