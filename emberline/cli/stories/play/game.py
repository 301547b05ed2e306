"""A play at the terminal: where it stands, and every step that led there."""

from typing import Any

import msgspec

from emberline.stories.engine.playable import Playable
from emberline.stories.engine.replay import begin, make_move
from emberline.stories.engine.state import Log, Move, State, Step, View
from emberline.stories.engine.step import TimerSetting, answer, choose, lapse
from emberline.stories.engine.view import view


class Game:
    """A play of one story.

    log: how it began; moves that it holds are made at once. base: the state that it begins with
    where that is no start of the story, as after it moved from another version. timers: what the
    reader wants of them. RefusedError where `log` does not replay.
    """

    def __init__(
        self, playable: Playable, log: Log, timers: TimerSetting = "on", base: State | None = None
    ) -> None:
        self.playable = playable
        self.base = base
        self.timers = timers
        self.steps: list[Step] = []
        self._begun = msgspec.structs.replace(log, moves=())
        self._first = begin(playable, log) if base is None else base
        for move in log.moves:
            self.steps.append(make_move(playable, self.state, move))

    @property
    def state(self) -> State:
        """Where the play stands."""
        return self.steps[-1].state if self.steps else self._first

    @property
    def log(self) -> Log:
        """How it began and what was done since."""
        moves = tuple(step.move for step in self.steps)
        return msgspec.structs.replace(self._begun, moves=moves)

    def before(self, number: int) -> State:
        """The state that the step of this number (from 0) was taken in."""
        return self.steps[number - 1].state if number else self._first

    def view(self) -> View:
        """What the reader sees."""
        return view(self.playable, self.state, self.timers)

    def choose(self, choice: str, elapsed: float) -> Step:
        """Take a choice so many seconds after its node was shown. RefusedError as the engine's."""
        return self._taken(choose(self.playable, self.state, choice, elapsed, self.timers))

    def answer(self, given: Any) -> Step:
        """Answer the puzzle. RefusedError as the engine's."""
        return self._taken(answer(self.playable, self.state, given))

    def lapse(self, elapsed: float) -> Step | None:
        """What time itself led to by now; None while nothing lapsed, and at an ending."""
        if self.playable.scene(self.state.node).is_ending:
            return None
        step = lapse(self.playable, self.state, elapsed, self.timers)
        return None if step is None else self._taken(step)

    def make(self, move: Move) -> Step:
        """Make a move of a log or a witness. RefusedError where it cannot be made."""
        return self._taken(make_move(self.playable, self.state, move))

    def rewind(self, moves: int) -> int:
        """Take back so many moves, or all there are; how many that were."""
        back = min(moves, len(self.steps))
        del self.steps[len(self.steps) - back :]
        return back

    def _taken(self, step: Step) -> Step:
        self.steps.append(step)
        return step
