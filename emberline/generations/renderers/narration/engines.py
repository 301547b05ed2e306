"""The engines that speak, by the ids of their voices."""

from collections.abc import Mapping
from contextlib import AbstractContextManager

from emberline.generations.renderers.narration import espeak, piper
from emberline.generations.renderers.narration.speech import Speaker
from emberline.generations.renderers.narration.voices import is_voice
from emberline.kit.sandboxed import Refused

_PIPER = "piper:"


def identity(voice: str, models: Mapping[str, str]) -> str:
    """What decides the sound of a voice, besides the text.

    Raises Refused: "missing_model", "unknown_voice".
    """
    if voice.startswith(_PIPER):
        return piper.identity(voice, models)
    if not is_voice(voice, models):
        raise Refused("unknown_voice", f"There is no voice {voice}. Choose another one.")
    return espeak.identity(voice)


def speaker(voice: str, models: Mapping[str, str]) -> AbstractContextManager[Speaker]:
    """A voice, ready to speak. Raises Refused("missing_model"), also on entering."""
    if voice.startswith(_PIPER):
        return piper.PiperSpeaker(voice, models)
    return espeak.EspeakSpeaker(voice)
