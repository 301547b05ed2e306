"""What a sound file is. Runs inside the sandbox only.

As with videos, the demuxer is the one that the first bytes named, and it opens nothing else.
"""

import itertools
from typing import Any, cast

import av
from av.audio.stream import AudioStream
from av.container import InputContainer

from emberline.kit.sandboxed import Refused
from emberline.media.decoding.recordings import DEMUXERS, MAX_SECONDS, MAX_STREAMS, SPARE_SECONDS

UNREADABLE = (
    "This sound cannot be read: it is damaged, cut short or not what its first bytes say. "
    "Save it again as MP3 or M4A and send that."
)
NO_SOUND = "There is no sound in this file. Send one that can be heard."
TOO_LONG = f"Sounds may last {MAX_SECONDS / 60:g} minutes. Make it shorter and send it again."

# How many packets may come before the first that can be decoded.
_PACKETS_TO_FIRST_FRAME = 300


def probe(payload: dict[str, Any]) -> dict[str, Any]:
    """Say what can be heard in a file; every packet is read, and the first one decoded.

    payload: `source` (path), `format` (as sniffed: a key of recordings.DEMUXERS).
    Returns the fields of `recordings.Recording`.
    Raises Refused: "unreadable", "no-sound", "too-long"; MemoryError.
    """
    source, format = payload["source"], payload["format"]
    try:
        with _open(source, format) as container:
            stream = _sound_stream(container)
            if not _can_be_heard(container, stream):
                raise Refused("unreadable", UNREADABLE)
            context = stream.codec_context
            described = {
                "stream": stream.index,
                "codec": context.name,
                "rate": context.sample_rate,
                "channels": context.channels,
            }
        # Opened again, for not every container can be wound back.
        with _open(source, format) as container:
            seconds = _seconds(container, _sound_stream(container))
    except (av.error.FFmpegError, ValueError, OSError) as error:
        raise Refused("unreadable", UNREADABLE) from error
    if seconds > MAX_SECONDS + SPARE_SECONDS:
        raise Refused("too-long", TOO_LONG)
    if seconds <= 0:
        raise Refused("no-sound", NO_SOUND)
    return {**described, "duration_seconds": seconds}


def _open(source: str, format: str) -> InputContainer:
    container: InputContainer = av.open(
        source,
        format=DEMUXERS[format],
        options={"protocol_whitelist": "file", "max_streams": str(MAX_STREAMS + 1)},
    )
    return container


def _sound_stream(container: InputContainer) -> AudioStream:
    """The first stream that can be heard; the picture of a cover is none."""
    if len(container.streams) > MAX_STREAMS:
        raise Refused("unreadable", UNREADABLE)
    for stream in container.streams.audio:
        # None where FFmpeg knows no decoder, whatever its types say.
        context = cast(Any, stream.codec_context)
        if context is not None and context.sample_rate and context.channels:
            return stream
    raise Refused("no-sound", NO_SOUND)


def _can_be_heard(container: InputContainer, stream: AudioStream) -> bool:
    for packet in itertools.islice(container.demux(stream), _PACKETS_TO_FIRST_FRAME):
        try:
            if packet.decode():
                return True
        except av.error.InvalidDataError:
            continue
    return False


def _seconds(container: InputContainer, stream: AudioStream) -> float:
    """How long the packets last, at most a little over the limit."""
    first, last = None, 0.0
    for packet in container.demux(stream):
        at = packet.pts if packet.pts is not None else packet.dts
        if at is None or packet.time_base is None:
            continue
        begin, end = (float(t * packet.time_base) for t in (at, at + (packet.duration or 0)))
        first = begin if first is None else min(first, begin)
        last = max(last, end)
        if last - first > MAX_SECONDS + SPARE_SECONDS:
            break
    return last - (first or 0.0)
