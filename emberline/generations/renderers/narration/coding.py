"""Levelled speech coded in the three ways in which it is delivered."""

import io
from collections.abc import Iterable

import av
import msgspec
from av.audio.frame import AudioFrame
from av.audio.stream import AudioStream

from emberline.generations.renderers.narration.levelling import RATE
from emberline.generations.renderers.narration.scenes import Coding


class Encoding(msgspec.Struct, frozen=True, kw_only=True):
    """How sound is coded, by FFmpeg's names. bit_rate: in bits a second."""

    encoder: str
    container: str
    bit_rate: int
    options: dict[str, str]
    container_options: dict[str, str] = {}


ENCODINGS: dict[Coding, Encoding] = {
    # For one voice at this rate the fast search is as good as the slow one, and takes a sixth.
    "aac": Encoding(
        encoder="aac", container="adts", bit_rate=56_000, options={"aac_coder": "fast"}
    ),
    "mp3": Encoding(
        encoder="libmp3lame",
        container="mp3",
        bit_rate=64_000,
        options={"compression_level": "5"},
        container_options={"write_xing": "0", "id3v2_version": "0"},
    ),
    "opus": Encoding(
        encoder="libopus",
        container="ogg",
        bit_rate=32_000,
        options={"frame_duration": "60", "compression_level": "5"},
    ),
}
"""Every coding of a scene: one channel at `levelling.RATE`."""


def coded(frames: Iterable[AudioFrame]) -> dict[Coding, bytes]:
    """The sound of `frames` in every coding, in one pass over them.

    Each coding begins with its encoder's delay: 1024 samples in AAC, 1105 in MP3, what its header
    says in Opus; the end is filled up to a whole frame.
    """
    encoders = {coding: _Encoder(encoding) for coding, encoding in ENCODINGS.items()}
    for frame in frames:
        for encoder in encoders.values():
            encoder.encode(frame)
    return {coding: encoder.end() for coding, encoder in encoders.items()}


class _Encoder:
    def __init__(self, encoding: Encoding) -> None:
        self._file = io.BytesIO()
        # Without "bitexact" Ogg gets a number by chance.
        options = {"fflags": "+bitexact", **encoding.container_options}
        self._container = av.open(
            self._file, "w", format=encoding.container, container_options=options
        )
        stream = self._container.add_stream(
            encoding.encoder, rate=RATE, layout="mono", options=encoding.options
        )
        assert isinstance(stream, AudioStream)
        self._stream = stream
        self._stream.bit_rate = encoding.bit_rate
        self._stream.codec_context.thread_count = 1

    def encode(self, frame: AudioFrame | None) -> None:
        """Code a frame; None ends the stream."""
        self._container.mux(self._stream.encode(frame))

    def end(self) -> bytes:
        """Finish the file; its bytes."""
        self.encode(None)
        self._container.close()
        return self._file.getvalue()
