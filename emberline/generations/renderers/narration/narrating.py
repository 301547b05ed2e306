"""The scenes of a narration that are not there yet: spoken, levelled, coded, kept."""

import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import IO

from emberline.generations.renderers.narration import engines
from emberline.generations.renderers.narration.coding import coded
from emberline.generations.renderers.narration.levelling import SILENCE, levelled, loudness_of
from emberline.generations.renderers.narration.planning import SpokenScene, spoken_scenes
from emberline.generations.renderers.narration.reciting import recite
from emberline.generations.renderers.narration.scenes import scene_path, write_scene
from emberline.generations.renderers.narration.speech import Speaker
from emberline.generations.renderers.orders import LogLine, Order, Tell, Told

MEMORY_BYTES = 1024**3
"""The address space that narrating by a built-in voice needs, for scenes of any length."""

# Longer sound is kept in the order's folder.
_BYTES_IN_MEMORY = 64 * 1024**2
_PIECE_BYTES = 64 * 1024
_LEAST_PROGRESS = 0.01
# How much of the work on a scene is over when all of it is spoken.
_SPOKEN_PART = 0.5


def narrate(order: Order, tell: Tell) -> None:
    """The step: make the files of scenes that are not there yet in the folder `order.scenes`.

    Scenes whose file is there are not told; of those that share a digest one is spoken, and all are
    told. Raises as `planning.spoken_scenes`; Refused: "cannot_be_spoken", "too_large".
    """
    assert order.scenes is not None
    scenes = Path(order.scenes)
    missing = _missing(spoken_scenes(order), scenes)
    progress = _Progress(sum(same[0].planned.words for same in missing), tell)
    for same in missing:
        scene = same[0]
        with engines.speaker(scene.voice, order.models) as speaker:
            _make(scene, speaker, order, progress.of(scene.planned.words), tell)
        for each in same:
            tell(Told(scene=each.planned.number))
    tell(Told(progress=1.0))


def _missing(scenes: Iterable[SpokenScene], folder: Path) -> list[list[SpokenScene]]:
    """The scenes to make, those of one digest together; each voice's scenes in a row."""
    by_digest: dict[str, list[SpokenScene]] = {}
    for scene in scenes:
        if not scene_path(folder, scene.planned.digest).exists():
            by_digest.setdefault(scene.planned.digest, []).append(scene)
    voices = list(dict.fromkeys(same[0].voice for same in by_digest.values()))
    return sorted(by_digest.values(), key=lambda same: voices.index(same[0].voice))


def _make(
    scene: SpokenScene,
    speaker: Speaker,
    order: Order,
    done: Callable[[float], None],
    tell: Tell,
) -> None:
    """Speak, level, code and keep a scene. Raises RuntimeError for sound that is no speech."""
    with tempfile.SpooledTemporaryFile(_BYTES_IN_MEMORY, dir=order.folder) as sound:
        timings, unspoken = recite(
            scene.script, speaker, sound, lambda part: done(part * _SPOKEN_PART)
        )
        loudness = loudness_of(_pieces(sound), speaker.rate)
        if loudness <= SILENCE:
            raise RuntimeError(f"scene {scene.planned.key} is silent")
        sounds = coded(levelled(_pieces(sound), speaker.rate, loudness))
    assert order.scenes is not None
    path = scene_path(Path(order.scenes), scene.planned.digest)
    write_scene(path, timings, **sounds)
    done(1.0)
    if unspoken:
        tell(Told(log=_unspoken(scene, unspoken)))


def _pieces(file: IO[bytes]) -> Iterator[bytes]:
    file.seek(0)
    while piece := file.read(_PIECE_BYTES):
        yield piece


def _unspoken(scene: SpokenScene, sentences: tuple[str, ...]) -> LogLine:
    title = scene.planned.title or scene.planned.key
    return LogLine(
        level="warning",
        event="narration.unspoken",
        message=f"The voice {scene.voice} cannot say {len(sentences)} sentences of "
        f"“{title}”, the first being “{sentences[0]}”. Choose a voice of their language.",
    )


class _Progress:
    """How much of the words is done, told at most a hundred times."""

    def __init__(self, words: int, tell: Tell) -> None:
        self._words, self._tell = max(words, 1), tell
        self._before = 0
        self._told = 0.0

    def of(self, words: int) -> Callable[[float], None]:
        """What is to be told how much of the next scene is done, 0 to 1."""
        before = self._before
        self._before += words

        def done(part: float) -> None:
            progress = (before + part * words) / self._words
            if self._told + _LEAST_PROGRESS <= progress < 1:
                self._told = progress
                self._tell(Told(progress=progress))

        return done
