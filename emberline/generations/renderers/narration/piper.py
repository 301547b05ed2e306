"""Speech by a neural voice: a Piper model that the operator supplied, run by `piper-tts`.

The package comes with `emberline[neural]` and is loaded only when such a voice speaks.
"""

import hashlib
import json
from collections.abc import Mapping
from functools import lru_cache
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from emberline.generations.renderers.narration.speech import Utterance
from emberline.kit.sandboxed import Refused

_PACKAGE = "piper-tts"
# Piper takes what stands between these for phonemes.
_PHONEMES_OPEN, _OPENED_APART = "[[", "[ ["


def identity(voice: str, models: Mapping[str, str]) -> str:
    """What decides the sound of a voice, besides the text: its model, and who runs it.

    Raises Refused("missing_model") without the package or a file of the model.
    """
    model = _model_of(voice, models)
    digest = hashlib.sha256()
    for path in (model, _description_of(model)):
        try:
            with path.open("rb") as file:
                digest.update(hashlib.file_digest(file, "sha256").digest())
        except OSError as error:
            raise _missing(voice, f"{path.name} cannot be read: put the file there") from error
    return f"{voice} {digest.hexdigest()} {_package_version(voice)}"


class PiperSpeaker:
    """A neural voice by its id; a Speaker as long as its context lasts.

    Words are timed by their share of a sentence. The sound is never twice the same.
    """

    rate: int

    def __init__(self, voice: str, models: Mapping[str, str]) -> None:
        """Load the model, unless it was the last one. Raises Refused("missing_model")."""
        self._id, self._model = voice, _model_of(voice, models)

    def __enter__(self) -> Self:
        _package_version(self._id)
        try:
            self._voice, self._manner = _load(str(self._model))
        except (OSError, ValueError) as error:
            raise _missing(
                self._id, f"{self._model.name} cannot be loaded: download it again"
            ) from error
        self.rate = int(self._voice.config.sample_rate)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """The model stays: the next scene is likely to be spoken by the same voice."""

    def speak(self, text: str) -> Utterance:
        """Say a plain sentence."""
        plain = text.replace(_PHONEMES_OPEN, _OPENED_APART)
        chunks = self._voice.synthesize(plain, self._manner)
        return Utterance(pcm=b"".join(chunk.audio_int16_bytes for chunk in chunks))


@lru_cache(maxsize=1)
def _load(model: str) -> tuple[Any, Any]:
    """A model, ready to speak with one thread, and how: as loud as it is, not every sentence alike.

    Raises OSError or ValueError for files that are no model.
    """
    piper, onnxruntime = import_module("piper"), import_module("onnxruntime")
    described = json.loads(_description_of(Path(model)).read_bytes())
    try:
        config = piper.PiperConfig.from_dict(described)
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"its description says too little: {error!r}") from error
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    reasons = import_module("onnxruntime.capi.onnxruntime_pybind11_state")
    try:
        session = onnxruntime.InferenceSession(
            model, sess_options=options, providers=["CPUExecutionProvider"]
        )
    except (
        *(reasons.Fail, reasons.InvalidGraph, reasons.InvalidProtobuf),
        *(reasons.NoSuchFile, reasons.NotImplemented),
    ) as error:
        raise ValueError(str(error)) from error
    voice = piper.PiperVoice(config=config, session=session)
    return voice, piper.SynthesisConfig(normalize_audio=False)


def _model_of(voice: str, models: Mapping[str, str]) -> Path:
    name = voice.removeprefix("piper:")
    if name not in models:
        raise _missing(voice, f"add {name}.onnx to the voice models in the settings")
    return Path(models[name])


def _description_of(model: Path) -> Path:
    return model.with_name(f"{model.name}.json")


def _package_version(voice: str) -> str:
    try:
        return version(_PACKAGE)
    except PackageNotFoundError as error:
        raise _missing(voice, "install `emberline[neural]`") from error


def _missing(voice: str, remedy: str) -> Refused:
    return Refused(
        "missing_model",
        f"The voice {voice} cannot speak here. For whoever runs this server: {remedy}. "
        "Or choose another voice.",
    )
