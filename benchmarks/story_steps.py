"""One step of a story: in memory, and as a server takes it, from a saved state to the next.

Claims: at least 3 times inkjs's steps a CPU second with the state at hand, at least 8 times where
it is decoded before and encoded after each step. Both play the same story of 200 nodes with three
choices each, one of them conditional; a step ends with the next text and its choices.
"""

import subprocess
import tempfile
import time
from pathlib import Path

import msgspec

from benchmarks.support import rounds as shown
from benchmarks.support.branching import ring, ring_in_ink
from benchmarks.support.options import options
from benchmarks.support.packages import NotInstalled, install_npm
from benchmarks.support.processes import ROOT
from emberline.stories.engine.playable import Playable
from emberline.stories.engine.state import NO_SEED, State
from emberline.stories.engine.step import choose, start
from emberline.stories.engine.view import view

NODES = 200
ABOVE_PEER = {"stateful": 3.0, "stateless": 8.0}

_STEPS = {"stateful": 50_000, "stateless": 20_000}
_PEER = ROOT / "benchmarks" / "peers" / "ink" / "steps.cjs"
_INK = "inkjs@2"


def main() -> None:
    """Measure and print."""
    chosen = options(__doc__, rounds=7, databases=("sqlite",))
    playable = Playable(ring(NODES))
    taken: dict[str, list[float]] = {}
    try:
        with tempfile.TemporaryDirectory() as folder:
            peer = _peer(Path(folder))
            for number in range(chosen.rounds + 1):
                for kind, steps in _STEPS.items():
                    ours = _OURS[kind](playable, steps)
                    theirs = _asked(peer, f"{kind} {steps // 5}")
                    # The first round warms both up.
                    if number:
                        taken.setdefault(f"emberline {kind}", []).append(ours)
                        taken.setdefault(f"inkjs {kind}", []).append(theirs)
            peer.terminate()
            peer.wait()
    except NotInstalled as missing:
        print(missing)
        return
    print(f"A step of a story of {NODES} nodes, CPU time")
    shown.table(taken, "us")
    for kind, target in ABOVE_PEER.items():
        shown.at_least(
            f"steps, {kind} / inkjs",
            shown.ratio(taken, f"inkjs {kind}", f"emberline {kind}"),
            target,
        )


def _stateful(playable: Playable, steps: int) -> float:
    """CPU microseconds a step with the state in memory."""
    state = start(playable, None, NO_SEED)
    seen = view(playable, state)
    before = time.process_time()
    for number in range(steps):
        choice = seen.choices[number % len(seen.choices)]
        state = choose(playable, state, choice.key).state
        seen = view(playable, state)
    return (time.process_time() - before) / steps * 1e6


def _stateless(playable: Playable, steps: int) -> float:
    """CPU microseconds a step from an encoded state to the next."""
    encoder, decoder = msgspec.json.Encoder(), msgspec.json.Decoder(State)
    state = start(playable, None, NO_SEED)
    seen, saved = view(playable, state), encoder.encode(state)
    before = time.process_time()
    for number in range(steps):
        choice = seen.choices[number % len(seen.choices)]
        state = choose(playable, decoder.decode(saved), choice.key).state
        seen = view(playable, state)
        saved = encoder.encode(state)
    return (time.process_time() - before) / steps * 1e6


_OURS = {"stateful": _stateful, "stateless": _stateless}


def _peer(folder: Path) -> "subprocess.Popen[str]":
    """The same story in inkjs, ready to be asked."""
    environment = install_npm(_INK, folder)
    source = folder / "rooms.ink"
    source.write_text(ring_in_ink(NODES))
    return subprocess.Popen(
        ["node", str(_PEER), str(source)],
        env={**environment, "PATH": "/usr/bin:/bin:/usr/local/bin"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def _asked(peer: "subprocess.Popen[str]", line: str) -> float:
    assert peer.stdin is not None
    assert peer.stdout is not None
    peer.stdin.write(line + "\n")
    peer.stdin.flush()
    return float(peer.stdout.readline())


if __name__ == "__main__":
    main()
