"""Speech at one loudness (EBU R 128), by FFmpeg's filters."""

import math
from collections.abc import Iterable, Iterator

import av
from av.audio.frame import AudioFrame
from av.error import BlockingIOError, EOFError
from av.filter import Graph

RATE = 24000
"""Samples a second of what is delivered: Opus takes it as it is, and no voice has more in it."""

LOUDNESS = -19.0
"""The integrated loudness of a scene, in LUFS: what spoken word has in one channel."""

PEAK = -3.0
"""No sample is louder, in dB of full scale: room for what lies between samples and for coding."""

SILENCE = -70.0
"""Where R 128 measures nothing any more, in LUFS."""

_MOST_GAIN = 40.0
_INTEGRATED = "lavfi.r128.I"
_NATIVE = "s16"
_SAMPLE_BYTES = 2


def loudness_of(pieces: Iterable[bytes], rate: int) -> float:
    """The integrated loudness (ITU-R BS.1770-4, gated) of 16-bit samples of one channel, in LUFS.

    SILENCE for less than 0.4 s, and for silence.
    """
    measured = SILENCE
    for frame in _filtered(pieces, rate, (("ebur128", "metadata=1:peak=none:framelog=quiet"),)):
        measured = float(frame.metadata.get(_INTEGRATED, measured))
    return measured if math.isfinite(measured) else SILENCE


def levelled(pieces: Iterable[bytes], rate: int, loudness: float) -> Iterator[AudioFrame]:
    """Samples whose loudness was measured, as frames of floats at RATE, as loud as they shall be.

    It is one gain for all of them; only peaks above PEAK are held down. As long as what came in.
    """
    gain = min(LOUDNESS - loudness, _MOST_GAIN)
    limit = 10 ** (PEAK / 20)
    filters = (
        ("volume", f"volume={gain:.3f}dB:precision=float"),
        ("aresample", str(RATE)),
        ("alimiter", f"limit={limit:.4f}:attack=5:release=50:level=disabled:latency=1"),
        ("aformat", "sample_fmts=flt"),
    )
    return _filtered(pieces, rate, filters)


def _filtered(
    pieces: Iterable[bytes], rate: int, filters: Iterable[tuple[str, str]]
) -> Iterator[AudioFrame]:
    graph = Graph()
    graph.threads = 1
    source = graph.add_abuffer(sample_rate=rate, format=_NATIVE, layout="mono")
    last = source
    for name, arguments in filters:
        following = graph.add(name, arguments)
        last.link_to(following)
        last = following
    last.link_to(graph.add("abuffersink"))
    graph.configure()
    for frame in _frames(pieces, rate):
        graph.push(frame)
        yield from _pulled(graph)
    graph.push(None)
    yield from _pulled(graph)


def _pulled(graph: Graph) -> Iterator[AudioFrame]:
    while True:
        try:
            frame = graph.pull()
        except (BlockingIOError, EOFError):
            return
        assert isinstance(frame, AudioFrame)
        yield frame


def _frames(pieces: Iterable[bytes], rate: int) -> Iterator[AudioFrame]:
    at = 0
    for piece in pieces:
        samples = len(piece) // _SAMPLE_BYTES
        frame = av.AudioFrame(format=_NATIVE, layout="mono", samples=samples)
        frame.sample_rate = rate
        frame.pts = at
        # A plane may be longer than its samples.
        frame.planes[0].update(piece.ljust(frame.planes[0].buffer_size, b"\0"))
        at += samples
        yield frame
