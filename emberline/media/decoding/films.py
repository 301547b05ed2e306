"""What a video is, decided from values: what is taken, what is kept, how large it is shown."""

import msgspec

MAX_SECONDS = 300.0
# Recorders that stop at five minutes stop a little later.
SPARE_SECONDS = 0.5
MAX_SIDE = 8192
MAX_PIXELS = 8192 * 4352
MAX_STREAMS = 32

# The one demuxer of FFmpeg that each container may use.
DEMUXERS = {
    "mp4": "mov",
    "mov": "mov",
    "avi": "avi",
    "mkv": "matroska",
    "webm": "matroska",
    "flv": "flv",
    "wmv": "asf",
}

SHORT_SIDE = 1080
LONG_SIDE = 1920
MAX_FRAME_RATE = 60
# ITU-T H.273, TransferCharacteristics: PQ and HLG.
HIGH_DYNAMIC_RANGE = frozenset({16, 18})

_REMUXED_FROM = frozenset({"mp4", "mov", "mkv", "flv"})
_H264_PROFILES = frozenset({"Constrained Baseline", "Baseline", "Main", "High"})
_AAC_PROFILES = frozenset({"LC", "HE-AAC", "HE-AACv2"})
_HIGHEST_LEVEL = 52


class Sound(msgspec.Struct, frozen=True):
    """A stream of sound. profile: in FFmpeg's words, such as "LC"; rate: samples a second."""

    stream: int
    codec: str
    profile: str
    rate: int
    channels: int


class Film(msgspec.Struct, frozen=True):
    """What is in a video, as FFmpeg names it.

    width, height: pixels of a decoded picture, before it is turned (`is_on_its_side`) and before
    its pixels are made square (`pixel_aspect`: width by height of one). transfer: the code of
    ITU-T H.273. has_notes: see `nal_units`; known after a thorough probe only.
    """

    stream: int
    codec: str
    profile: str
    level: int
    pixel_format: str
    transfer: int
    width: int
    height: int
    pixel_aspect: float
    is_upright: bool
    is_on_its_side: bool
    is_interlaced: bool
    frame_rate: float
    duration_seconds: float
    has_notes: bool
    sound: Sound | None


def can_be_kept(film: Film, format: str) -> bool:
    """Whether the coded streams play in every browser as they are, in another wrapping."""
    sound = film.sound
    return (
        format in _REMUXED_FROM
        and film.codec == "h264"
        and film.profile in _H264_PROFILES
        and 0 < film.level <= _HIGHEST_LEVEL
        and film.pixel_format in ("yuv420p", "yuvj420p")
        and film.transfer not in HIGH_DYNAMIC_RANGE
        and film.is_upright
        and not film.is_interlaced
        and film.pixel_aspect == 1
        and film.frame_rate <= MAX_FRAME_RATE + 1
        and (film.width, film.height) == size_to_show(film)
        and (sound is None or (sound.codec == "aac" and sound.profile in _AAC_PROFILES))
    )


def size_to_show(film: Film) -> tuple[int, int]:
    """Width and height of the result: upright, square pixels, even, within the limits.

    No larger than it came, but for one pixel where a side is odd.
    """
    # Beyond this it is a mistake or made to harm.
    aspect = film.pixel_aspect if 1 / 4 <= film.pixel_aspect <= 4 else 1.0
    # The denser side stays as it is.
    width, height = film.width * min(aspect, 1.0), film.height / max(aspect, 1.0)
    if film.is_on_its_side:
        width, height = height, width
    factor = min(1.0, SHORT_SIDE / min(width, height), LONG_SIDE / max(width, height))
    return _even(width * factor), _even(height * factor)


def _even(length: float) -> int:
    return max(2, round(length / 2) * 2)
