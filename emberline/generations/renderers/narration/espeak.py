"""Speech by eSpeak NG, whose library is called in this process.

It must be a child's: the library keeps what it does in globals, and may end the process it is in.
"""

import _ctypes
import ctypes
from importlib.metadata import version
from types import TracebackType
from typing import Any, Self

import espeakng_loader  # type: ignore[import-untyped]

from emberline.generations.renderers.narration.speech import Utterance
from emberline.generations.renderers.narration.voices import espeak_data, espeak_name

WORDS_A_MINUTE = 165

# <espeak-ng/speak_lib.h>
_SYNCHRONOUS = 2
_DONT_EXIT = 0x8000
_CHARACTERS = 1
_UTF8 = 1
_RATE = 1
_LIST_TERMINATED, _WORD = 0, 1
# The library gives its sound away in pieces; each is a call of Python.
_PIECE_MILLISECONDS = 2000


class _Id(ctypes.Union):
    _fields_ = (
        ("number", ctypes.c_int),
        ("name", ctypes.c_char_p),
        ("string", ctypes.c_char * 8),
    )


class _Event(ctypes.Structure):
    _fields_ = (
        ("type", ctypes.c_int),
        ("unique_identifier", ctypes.c_uint),
        ("text_position", ctypes.c_int),
        ("length", ctypes.c_int),
        ("audio_position", ctypes.c_int),
        ("sample", ctypes.c_int),
        ("user_data", ctypes.c_void_p),
        ("id", _Id),
    )


_Callback = ctypes.CFUNCTYPE(
    ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.POINTER(_Event)
)


def identity(voice: str) -> str:
    """What decides the sound of a voice, besides the text."""
    return f"{voice} {version('espeakng-loader')} {WORDS_A_MINUTE}"


class EspeakSpeaker:
    """A voice of eSpeak NG, by its id; a Speaker as long as its context lasts, one at a time.

    What is spoken first, second and so on in a context always sounds the same, bit for bit.
    """

    rate: int

    def __init__(self, voice: str) -> None:
        self._name = espeak_name(voice).encode()
        self._pcm = bytearray()
        self._marks: list[tuple[int, float]] = []
        self._callback = _Callback(self._hear)

    def __enter__(self) -> Self:
        self._library: Any = ctypes.CDLL(espeakng_loader.get_library_path())
        data = str(espeak_data()).encode()
        self.rate = self._library.espeak_Initialize(
            _SYNCHRONOUS, _PIECE_MILLISECONDS, data, _DONT_EXIT
        )
        if self.rate <= 0:
            raise RuntimeError("eSpeak NG cannot be initialised")
        self._library.espeak_SetSynthCallback(self._callback)
        _check(self._library.espeak_SetVoiceByName(self._name), "voice")
        _check(self._library.espeak_SetParameter(_RATE, WORDS_A_MINUTE, 0), "rate")
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._library.espeak_Terminate()
        # Its noise and flutter go on where they were, unless the library is loaded anew.
        _ctypes.dlclose(self._library._handle)
        del self._library

    def speak(self, text: str) -> Utterance:
        """Say a plain sentence; markup and phonemes in it are read out as they are written."""
        self._pcm.clear()
        self._marks.clear()
        data = text.encode()
        _check(
            self._library.espeak_Synth(data, len(data) + 1, 0, _CHARACTERS, 0, _UTF8, None, None),
            "synthesis",
        )
        return Utterance(pcm=bytes(self._pcm), marks=tuple(self._marks))

    def _hear(self, samples: Any, count: int, events: Any) -> int:
        """Keep a piece of sound, and where the words in it begin; zero asks for the next one."""
        if count > 0:
            self._pcm += ctypes.string_at(samples, count * 2)
        index = 0
        while (event := events[index]).type != _LIST_TERMINATED:
            if event.type == _WORD:
                self._marks.append((max(event.text_position - 1, 0), event.sample / self.rate))
            index += 1
        return 0


def _check(status: int, what: str) -> None:
    if status != 0:
        raise RuntimeError(f"eSpeak NG refused the {what}: status {status}")
