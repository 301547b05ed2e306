"""What a sound file is, decided from values: what is taken, and as what it is kept."""

import msgspec

MAX_SECONDS = 1800.0
SPARE_SECONDS = 0.5
MAX_STREAMS = 32
MAX_CHANNELS = 2
# Half an hour at 128 kbit/s are 29 MB.
MADE_BYTES_AT_MOST = 60_000_000

# The one demuxer of FFmpeg that each format may use.
DEMUXERS = {
    "mp3": "mp3",
    "m4a": "mov",
    "aac": "aac",
    "ogg": "ogg",
    "opus": "ogg",
    "wav": "wav",
    "flac": "flac",
}


class Recording(msgspec.Struct, frozen=True):
    """What can be heard in a file, as FFmpeg names it. rate: samples a second."""

    stream: int
    codec: str
    rate: int
    channels: int
    duration_seconds: float
