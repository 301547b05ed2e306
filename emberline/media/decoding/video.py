"""What a video is, and its poster. Runs inside the sandbox only.

The demuxer is the one that the first bytes named, and it may open nothing but the file itself: a
playlist, a list of files or a reference to another file leads nowhere.
"""

import errno
import itertools
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import av
from av.audio.stream import AudioStream
from av.codec.context import ThreadType
from av.container import InputContainer
from av.stream import Disposition
from av.video.frame import VideoFrame
from av.video.reformatter import VideoReformatter
from av.video.stream import VideoStream

from emberline.kit.sandboxed import Refused
from emberline.media.decoding import nal_units
from emberline.media.decoding.containers import is_cut_short
from emberline.media.decoding.films import (
    DEMUXERS,
    MAX_PIXELS,
    MAX_SECONDS,
    MAX_SIDE,
    MAX_STREAMS,
    SPARE_SECONDS,
)

POSTER_SIDE = 960

UNREADABLE = (
    "This video cannot be read: it is damaged, cut short or not what its first bytes say. "
    "Save it again as MP4 and send that."
)
NO_PICTURE = "There is no video in this file. Send one that has moving pictures."
CUT_SHORT = (
    "This video ends before its time: the file is cut short or damaged. Send the whole file."
)
TOO_LONG = "Videos may last 5 minutes. Make it shorter and send it again."
TOO_LARGE = (
    f"Videos may have {MAX_SIDE} pixels a side and {MAX_PIXELS // 1_000_000} megapixels. "
    "Make it smaller and send it again."
)

# How many packets may come before the first picture.
_PACKETS_TO_FIRST_FRAME = 300
# As many pictures are looked at for the poster; a later one must be that much better.
_POSTER_FRAMES = 300
_CLEARLY_BETTER = 1.25
_IDENTITY = (1 << 16, 0, 0, 0, 1 << 16, 0)


def probe(payload: dict[str, Any]) -> dict[str, Any]:
    """Say what is in a video, from its header and its first picture.

    payload: `source` (path), `format` (as sniffed: a key of films.DEMUXERS), `thorough` (whether
    every packet is read: then the duration is measured, and `has_notes` says whether an H.264
    stream carries data beside its pictures, such as a drone's position).
    Returns the fields of `films.Film`.
    Raises Refused: "unreadable", "cut-short", "no-picture", "too-long", "too-large"; MemoryError.
    """
    source, format = payload["source"], payload["format"]
    if is_cut_short(Path(source), format):
        raise Refused("cut-short", CUT_SHORT)
    try:
        with _open(source, format) as container:
            video = _picture_stream(container)
            told = seconds = _told_seconds(container, video)
            film = _described(container, video)
        has_notes = False
        if payload["thorough"] or seconds is None:
            seconds, has_notes = _measured(source, format)
    except (av.error.FFmpegError, ValueError, OSError) as error:
        raise Refused("unreadable", UNREADABLE) from error
    if seconds > MAX_SECONDS + SPARE_SECONDS:
        raise Refused("too-long", TOO_LONG)
    if told is not None and seconds < 0.9 * told - SPARE_SECONDS / 2:
        raise Refused("cut-short", CUT_SHORT)
    return {**film, "duration_seconds": seconds, "has_notes": has_notes}


def examine(payload: dict[str, Any]) -> dict[str, Any]:
    """Look at an MP4 made here: does it play, how long and large is it; and write its poster.

    payload: `source` (path), `folder` (for `poster.webp`: upright, at most POSTER_SIDE pixels on
    its longer side).
    Returns `{"width", "height", "duration_seconds", "poster"}`, the last as `images.derive` does.
    Raises Refused: "unreadable", "disk-full"; MemoryError.
    """
    try:
        with _open(payload["source"], "mp4") as container:
            video = _picture_stream(container)
            if not _plays_everywhere(container, video):
                raise Refused("unreadable", UNREADABLE)
            frame = _poster_frame(container, video)
            seconds = _told_seconds(container, video)
    except (av.error.FFmpegError, ValueError) as error:
        raise Refused("unreadable", UNREADABLE) from error
    if seconds is None:
        raise Refused("unreadable", UNREADABLE)
    return {
        "width": frame.width,
        "height": frame.height,
        "duration_seconds": seconds,
        "poster": _poster(frame, Path(payload["folder"]) / "poster.webp"),
    }


def _open(source: str, format: str) -> InputContainer:
    """The file, read by its one demuxer, which may open no other file and no network."""
    container: InputContainer = av.open(
        source,
        format=DEMUXERS[format],
        options={"protocol_whitelist": "file", "max_streams": str(MAX_STREAMS + 1)},
    )
    return container


def _described(container: InputContainer, video: VideoStream) -> dict[str, Any]:
    frame = _first_frame(container, video)
    context = video.codec_context
    ratio = video.sample_aspect_ratio
    matrix = _display_matrix(frame)
    return {
        "stream": video.index,
        "codec": context.name,
        "profile": context.profile or "",
        "level": context.level or 0,
        "pixel_format": context.pix_fmt or "",
        "transfer": int(context.color_trc or 0),
        "width": frame.width,
        "height": frame.height,
        "pixel_aspect": float(ratio) if ratio else 1.0,
        "is_upright": matrix == _IDENTITY,
        "is_on_its_side": abs(matrix[1]) > abs(matrix[0]),
        "is_interlaced": frame.interlaced_frame,
        "frame_rate": float(video.average_rate or video.guessed_rate or 0),
        "sound": _described_sound(_sound(container)),
    }


def _picture_stream(container: InputContainer) -> VideoStream:
    """The first stream of moving pictures: a cover is none."""
    if len(container.streams) > MAX_STREAMS:
        raise Refused("unreadable", UNREADABLE)
    for video in container.streams.video:
        if _can_be_decoded(video) and not video.disposition & Disposition.attached_pic:
            width, height = video.width, video.height
            if max(width, height) > MAX_SIDE or width * height > MAX_PIXELS:
                raise Refused("too-large", TOO_LARGE)
            # A thread more costs memory, of which there is little.
            video.codec_context.thread_count = 1
            video.codec_context.thread_type = ThreadType.NONE
            return video
    raise Refused("no-picture", NO_PICTURE)


def _can_be_decoded(stream: VideoStream | AudioStream) -> bool:
    # None where FFmpeg knows no decoder, whatever its types say.
    return cast(object, stream.codec_context) is not None


def _first_frame(container: InputContainer, video: VideoStream) -> VideoFrame:
    for frame in _frames(container, video, _PACKETS_TO_FIRST_FRAME):
        if frame.width * frame.height > MAX_PIXELS or max(frame.width, frame.height) > MAX_SIDE:
            raise Refused("too-large", TOO_LARGE)
        return frame
    raise Refused("unreadable", UNREADABLE)


def _frames(container: InputContainer, video: VideoStream, packets: int) -> Iterator[VideoFrame]:
    """The pictures in the first packets; what cannot be decoded is passed over."""
    for packet in itertools.islice(container.demux(video), packets):
        try:
            yield from packet.decode()
        except av.error.InvalidDataError:
            continue


def _told_seconds(container: InputContainer, video: VideoStream) -> float | None:
    """How long the header says that it lasts; browsers record without saying it."""
    told = []
    if container.duration:
        told.append(container.duration / av.time_base)
    if video.duration and video.time_base:
        told.append(float(video.duration * video.time_base))
    return max(told, default=None)


def _measured(source: str, format: str) -> tuple[float, bool]:
    """How long the packets last, at most a little over the limit; whether there are notes."""
    # Opened again, for not every container can be wound back.
    with _open(source, format) as container:
        return _read_through(container)


def _read_through(container: InputContainer) -> tuple[float, bool]:
    video, sound = _picture_stream(container), _sound(container)
    first, last, has_notes = None, 0.0, False
    notes = nal_units.reader(video.codec_context.name, video.codec_context.extradata)
    for packet in container.demux([video] if sound is None else [video, sound]):
        at = packet.pts if packet.pts is not None else packet.dts
        if at is None or packet.time_base is None:
            continue
        if packet.stream_index == video.index:
            has_notes = has_notes or notes(bytes(packet))
        begin, end = (float(t * packet.time_base) for t in (at, at + (packet.duration or 0)))
        first = begin if first is None else min(first, begin)
        last = max(last, end)
        if last - first > MAX_SECONDS + SPARE_SECONDS:
            break
    return last - (first or 0.0), has_notes


def _display_matrix(frame: VideoFrame) -> tuple[int, ...]:
    """How the picture is to be turned and mirrored: a, b, u, c, d, v of libavutil/display.h."""
    found = frame.side_data.get("DISPLAYMATRIX")
    if found is None:
        return _IDENTITY
    # The places of u and v are of no matter: they are zero in every affine matrix.
    a, b, _, c, d, _ = struct.unpack("=6i", bytes(cast(Any, found))[:24])
    return a, b, 0, c, d, 0


def _sound(container: InputContainer) -> AudioStream | None:
    """The first stream of sound that can be decoded."""
    for sound in container.streams.audio:
        context = sound.codec_context
        if _can_be_decoded(sound) and context.sample_rate and context.channels:
            return sound
    return None


def _described_sound(sound: AudioStream | None) -> dict[str, Any] | None:
    if sound is None:
        return None
    context = sound.codec_context
    return {
        "stream": sound.index,
        "codec": context.name,
        "profile": context.profile or "",
        "rate": context.sample_rate,
        "channels": context.channels,
    }


def _plays_everywhere(container: InputContainer, video: VideoStream) -> bool:
    context = video.codec_context
    sounds = container.streams.audio
    return (
        len(container.streams) == 1 + len(sounds) <= 2
        and context.name == "h264"
        and context.pix_fmt in ("yuv420p", "yuvj420p")
        and all(_can_be_decoded(sound) and sound.codec_context.name == "aac" for sound in sounds)
    )


def _poster_frame(container: InputContainer, video: VideoStream) -> VideoFrame:
    """An early picture with much contrast: neither black nor half faded in."""
    best, best_contrast = None, 0
    # One for all: each has threads of its own, and a hundred would fill the child's memory.
    reformatter = VideoReformatter()
    for frame in itertools.islice(container.decode(video), _POSTER_FRAMES):
        if _display_matrix(frame) != _IDENTITY:
            raise Refused("unreadable", UNREADABLE)
        contrast = _contrast(frame, reformatter)
        if best is None or contrast > best_contrast * _CLEARLY_BETTER:
            best, best_contrast = frame, contrast
    if best is None:
        raise Refused("unreadable", UNREADABLE)
    return best


def _contrast(frame: VideoFrame, reformatter: VideoReformatter) -> int:
    """Between the bright and the dark parts, leaving out a twentieth at either end; 0 to 255."""
    small = reformatter.reformat(frame, width=32, height=32, format="gray", threads=1)
    plane = small.planes[0]
    rows = bytes(plane)
    light = sorted(b"".join(rows[row * plane.line_size :][:32] for row in range(32)))
    return light[-52] - light[51]


def _poster(frame: VideoFrame, file: Path) -> dict[str, Any]:
    from emberline.media.decoding import images  # noqa: PLC0415 - libvips, which a probe needs not

    picture = frame.reformat(format="rgb24")
    plane = picture.planes[0]
    rows, stride, length = bytes(plane), plane.line_size, picture.width * 3
    pixels = b"".join(rows[row * stride : row * stride + length] for row in range(picture.height))
    try:
        return images.write_poster(pixels, (picture.width, picture.height), POSTER_SIDE, file)
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
            raise Refused("disk-full", "The disk is full.") from error
        raise
