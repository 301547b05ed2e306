"""A save moved to another version of its story."""

from collections.abc import Collection, Mapping
from typing import Any, Literal

import msgspec

from emberline.stories.engine.document import Value
from emberline.stories.engine.names import fitted_value
from emberline.stories.engine.playable import Playable
from emberline.stories.engine.replay import replay
from emberline.stories.engine.state import Log, State
from emberline.stories.engine.step import available, open_puzzle


class Moved(msgspec.Struct, frozen=True, tag=True):
    """The state in the newer version, and what had to change (empty: nothing)."""

    state: State
    notes: tuple[str, ...]


class Blocked(msgspec.Struct, frozen=True, tag=True):
    """Why the play has to stay on its version."""

    reason: Literal["node_gone", "became_ending", "no_way_on"]
    message: str


def migrate(old: Playable, new: Playable, state: State, log: Log | None = None) -> Moved | Blocked:
    """`state`, a play of `old`, as it stands in `new`.

    Values are kept, new variables have their initial value, and what no longer fits is mended with
    a note. What happened stays as it was: effects that `new` has at earlier nodes are not made up.
    log: its moves in `old`, for a `new` that asks for visits which `old` never had to remember.
    RefusedError if `log` does not replay.
    """
    node = new.nodes.get(state.node)
    if node is None:
        return Blocked("node_gone", f"The scene `{state.node}` is not in the new version.")
    was = old.nodes.get(state.node)
    if node.is_ending and not (was is not None and was.is_ending):
        return Blocked("became_ending", f"The scene `{state.node}` is an ending now.")
    move = _Move(old, new, state, [])
    moved = move.state(log)
    if not node.is_ending and not _has_way_on(new, moved):
        return Blocked("no_way_on", f"No choice of the scene `{state.node}` is open any more.")
    return Moved(moved, tuple(move.notes))


class _Move:
    """One save on its way, and what has been noted so far."""

    def __init__(self, old: Playable, new: Playable, state: State, notes: list[str]) -> None:
        self.notes = notes
        self._old = old
        self._new = new
        self._state = state

    def state(self, log: Log | None) -> State:
        state, new = self._state, self._new
        visits, taken = self._memory(log)
        was, node = self._old.nodes.get(state.node), new.nodes[state.node]
        same_puzzle = was is not None and was.puzzle == node.puzzle
        protagonist = self._protagonist()
        own = {} if protagonist is None else new.initial_of(protagonist)
        return msgspec.structs.replace(
            state,
            variables=self._values({**new.initial, **own}, state.variables),
            items=self._kept(state.items, new.story.items, "item"),
            achievements=tuple(
                self._kept(dict.fromkeys(state.achievements), new.story.achievements, "achievement")
            ),
            protagonist=protagonist,
            own={
                name: self._values(new.initial_of(name), values)
                for name, values in state.own.items()
                if name in new.story.protagonists
            },
            visits=visits,
            taken=taken,
            attempts=state.attempts if same_puzzle else 0,
        )

    def _values(
        self, initial: Mapping[str, Value], values: Mapping[str, Value]
    ) -> dict[str, Value]:
        """`values` as the new version can hold them, over its initial ones."""
        declared = self._new.story.variables
        moved = dict(initial)
        for name, value in values.items():
            if name not in moved:
                self.notes.append(f"The variable `{name}` is gone; it was {value!r}.")
                continue
            fitted = fitted_value(declared[name], value)
            if fitted is None:
                self.notes.append(
                    f"`{name}` was {value!r}, which no longer fits; it is {moved[name]!r}."
                )
                continue
            if fitted != value:
                self.notes.append(f"`{name}` was {value!r}; in its new range it is {fitted!r}.")
            moved[name] = fitted
        return moved

    def _kept(
        self, held: Mapping[str, Any], declared: Collection[str], what: str
    ) -> dict[str, Any]:
        self.notes.extend(f"The {what} `{key}` is gone." for key in held if key not in declared)
        return {key: value for key, value in held.items() if key in declared}

    def _protagonist(self) -> str | None:
        protagonist, among = self._state.protagonist, self._new.story.protagonists
        if protagonist is None or protagonist in among:
            return protagonist if protagonist is not None else next(iter(among), None)
        self.notes.append(f"The protagonist `{protagonist}` is gone.")
        return next(iter(among), None)

    def _memory(self, log: Log | None) -> tuple[dict[str, int], dict[str, int]]:
        """The visits and the choices that the new version asks for."""
        asked, known, state = self._new.watched, self._old.watched, self._state
        # Of these there are few; the old version may have a million choices.
        choices = asked.choices - known.choices
        unknown = sorted(
            ((asked.nodes - known.nodes) & self._old.nodes.keys())
            | {choice for choice in choices if choice in self._old.names.choices}
        )
        if unknown and log is not None:
            state = replay(Playable(self._old.story, also=asked), log)
        elif unknown:
            self.notes.append(f"Whether these were met is not known: {', '.join(unknown)}.")
        visits = {key: number for key, number in state.visits.items() if key in asked.nodes}
        taken = {key: number for key, number in state.taken.items() if key in asked.choices}
        return visits, taken


def _has_way_on(playable: Playable, state: State) -> bool:
    scene = playable.scene(state.node)
    return bool(available(scene, state)) or open_puzzle(scene, state) is not None
