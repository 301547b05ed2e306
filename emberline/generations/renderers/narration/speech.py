"""What a voice is to the narration: something that makes sound of a sentence."""

from typing import Protocol

import msgspec


class Utterance(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A spoken sentence.

    pcm: its samples, 16 bits each, signed, in the machine's byte order, one channel.
    marks: where in the text the voice was (in characters) at what time (in seconds), as far as it
    knows; times never fall.
    """

    pcm: bytes
    marks: tuple[tuple[int, float], ...] = ()


class Speaker(Protocol):
    """A voice that is ready to speak. rate: samples a second."""

    rate: int

    def speak(self, text: str) -> Utterance:
        """Say a plain sentence, in which nothing is markup; no sound where it says nothing."""
        ...
