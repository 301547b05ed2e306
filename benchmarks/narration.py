"""Narrating a story costs what its voice and its encoders cost.

Claim: a story read aloud (planned, parted into sentences, spoken, timed to the word, levelled,
coded as AAC, MP3 and Opus, kept durably, a scene at a time) takes at most 1.2 times the processor
time of eSpeak NG and the same encoders by themselves, given the same text in one process. Scenes
are alike, so that 5,000 words have the ratio of 50,000.
"""

import ctypes
import io
import itertools
import json
import re
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import av
import espeakng_loader
import msgspec

from benchmarks.support import rounds as shown
from benchmarks.support.options import options
from benchmarks.support.stores import real_disk
from emberline.generations.renderers.narration.coding import ENCODINGS
from emberline.generations.renderers.narration.espeak import WORDS_A_MINUTE
from emberline.generations.renderers.narration.levelling import RATE
from emberline.generations.renderers.narration.planning import spoken_scenes
from emberline.generations.renderers.narration.scenes import read_timings
from emberline.generations.renderers.orders import Order, write_order
from emberline.stories.engine.document import FORMAT, Choice, Node, Story

MOST = 1.2
_WORDS = 5_000
_WORDS_A_SCENE = 200
_SAMPLE = "the-salt-road"

# <espeak-ng/speak_lib.h>
_SYNCHRONOUS, _CHARACTERS, _UTF8, _RATE = 2, 1, 1, 1
_PIECE_MILLISECONDS = 2000
_VOICE = b"gmw/en"


def main() -> None:
    """Measure and print."""
    chosen = options(__doc__, rounds=3, databases=("sqlite",))
    took: dict[str, list[float]] = {"emberline": [], "voice and encoders alone": []}
    with tempfile.TemporaryDirectory(dir=real_disk(chosen.folder)) as name:
        folder = Path(name)
        for number in range(chosen.rounds):
            order = _order(folder / str(number))
            took["emberline"].append(_cost("narrate", order))
            took["voice and encoders alone"].append(_cost("floor", order))
        seconds = sum(
            read_timings(path).seconds for path in (folder / "0" / "scenes").glob("*.zip")
        )
    print(f"{_WORDS:,} words, {seconds:,.0f} s of speech: processor time")
    shown.table(took, "s")
    against = shown.ratio(took, "emberline", "voice and encoders alone")
    shown.at_most("against the voice and the encoders alone", against, MOST)


def floor(order: str) -> None:
    """Speak all scenes of an order's plan and code them, and nothing else."""
    library = ctypes.CDLL(espeakng_loader.get_library_path())
    sound = bytearray()

    @ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.c_void_p)
    def hear(samples: Any, count: int, _: Any) -> int:
        if count > 0:
            sound.extend(ctypes.string_at(samples, count * 2))
        return 0

    data = espeakng_loader.get_data_path().encode()
    rate = library.espeak_Initialize(_SYNCHRONOUS, _PIECE_MILLISECONDS, data, 0)
    library.espeak_SetSynthCallback(hear)
    assert library.espeak_SetVoiceByName(_VOICE) == 0
    library.espeak_SetParameter(_RATE, WORDS_A_MINUTE, 0)
    for text in json.loads(Path(f"{order}.texts").read_bytes()):
        sound.clear()
        encoded = text.encode()
        library.espeak_Synth(encoded, len(encoded) + 1, 0, _CHARACTERS, 0, _UTF8, None, None)
        _code(bytes(sound), rate)


def _code(pcm: bytes, rate: int) -> None:
    """Code samples as a scene's are coded, at its rate."""
    containers = []
    for encoding in ENCODINGS.values():
        container = av.open(io.BytesIO(), "w", format=encoding.container)
        stream: Any = container.add_stream(
            encoding.encoder, rate=RATE, layout="mono", options=encoding.options
        )
        stream.bit_rate = encoding.bit_rate
        stream.codec_context.thread_count = 1
        containers.append((container, stream))
    resampler = av.AudioResampler("flt", "mono", RATE)
    frame = av.AudioFrame(format="s16", layout="mono", samples=len(pcm) // 2)
    frame.sample_rate, frame.pts = rate, 0
    frame.planes[0].update(pcm.ljust(frame.planes[0].buffer_size, b"\0"))
    for resampled in itertools.chain(resampler.resample(frame), resampler.resample(None)):
        for container, stream in containers:
            container.mux(stream.encode(resampled))
    for container, stream in containers:
        container.mux(stream.encode(None))
        container.close()


def _order(folder: Path) -> Path:
    """An order to narrate, and beside it the texts of its scenes for the floor."""
    for name in ("scenes", "place"):
        (folder / name).mkdir(parents=True)
    document = folder / "story.json"
    document.write_bytes(msgspec.json.encode(_story()))
    order = Order(
        kind="audio",
        folder=str(folder / "place"),
        document=str(document),
        author="Emberline",
        identifier="urn:benchmark",
        modified="2026-01-01T00:00:00Z",
        scenes=str(folder / "scenes"),
    )
    path = folder / "order.json"
    write_order(order, path)
    texts = [" ".join(line.text for line in scene.script.lines) for scene in spoken_scenes(order)]
    Path(f"{path}.texts").write_bytes(msgspec.json.encode(texts))
    return path


def _story() -> Story:
    """Scenes in a row, of words that somebody wrote, no two alike."""
    words, count = _words(), _WORDS // _WORDS_A_SCENE
    nodes = [
        Node(
            key=f"n{number}",
            title=f"Scene {number}",
            content=" ".join(itertools.islice(words, _WORDS_A_SCENE)),
            start=number == 1,
            type="story" if number < count else "ending",
            choices=(Choice(key="on", text="Go on.", to=f"n{number + 1}"),) * (number < count),
        )
        for number in range(1, count + 1)
    ]
    return Story(format=FORMAT, title="A long story", nodes=tuple(nodes))


def _words() -> Iterator[str]:
    data = files("emberline.stories.samples").joinpath(f"{_SAMPLE}.json").read_bytes()
    story = msgspec.json.decode(data, type=Story)
    text = " ".join(node.content for node in story.nodes)
    return itertools.cycle(re.sub(r"\{[^}]*\}|[*_#>]", "", text).split())


def _cost(subject: str, order: Path) -> float:
    """The processor seconds of a child that does the work."""
    program = {
        "narrate": ["-m", "emberline.generations.renderers.child", "narrate", str(order)],
        "floor": ["-c", f"from benchmarks.narration import floor; floor({str(order)!r})"],
    }
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, *program[subject]], check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


if __name__ == "__main__":
    main()
