"""The dry run of a new version: what would become of the plays that are under way."""

import asyncio
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import msgspec

from emberline.kit.db import Database
from emberline.kit.paging import Position
from emberline.stories.engine.document import Story
from emberline.stories.engine.migrate import Blocked, Moved, migrate
from emberline.stories.engine.playable import Playable
from emberline.stories.engine.replay import replay
from emberline.stories.engine.state import NO_SEED, Log, RefusedError, State
from emberline.stories.queries.plays import MoveRow, standing_moves_of
from emberline.stories.queries.versions import LivePlayRow, live_plays, live_plays_count
from emberline.stories.rules.part_ids import node_id
from emberline.stories.schemas.versions import DryRun, StuckPlays
from emberline.stories.service.playables import ready
from emberline.stories.service.plays.finding import engine_move

PLAYS_MOST = 10_000
"""So many plays are tried, those that were begun last."""
MOVES_MOST = 100_000
"""So many moves are replayed, where the new version asks for what the states do not hold."""
_BATCH = 1_000
# Plays that are over lie among them: so many rows are looked through.
_BATCHES_MOST = 50
_MOVES_AT_ONCE = 10_000
_STUCK_TOLD = 200


class _Stuck(NamedTuple):
    """Where plays have to stay, and why."""

    node: str
    title: str
    reason: str
    message: str


_Outcome = _Stuck | bool
"""What becomes of a state: stuck, or moved; True where nothing has to change."""


async def try_plays(
    database: Database, story_id: str, document: Story, but_version_id: str | None
) -> DryRun:
    """What would become of the story's live plays if `document` were its newest version.

    but_version_id: a version whose plays are there already. Reads in bounded batches; the states
    are tried in a thread, outside of any transaction.
    """
    trial = await asyncio.to_thread(_Trial, document)
    plays = await database.read(live_plays_count, story_id, but_version_id)
    place: Position | None = None
    for _ in range(_BATCHES_MOST if plays else 0):
        size = min(_BATCH, PLAYS_MOST - trial.tried)
        rows = await database.read(live_plays, story_id, but_version_id, place, size)
        await _try_batch(database, trial, [row for row in rows if row.state is not None])
        if len(rows) < size or trial.is_enough:
            break
        place = Position(rows[-1].started_at, rows[-1].id)
    return trial.result(story_id, plays)


async def _try_batch(database: Database, trial: "_Trial", live: Sequence[LivePlayRow]) -> None:
    for version_id in {row.version_id for row in live}:
        await asyncio.to_thread(trial.meet, version_id, await ready(database, version_id))
    for part in trial.parts(live):
        if trial.is_enough:
            return
        ids = [play.id for play in part if trial.replays(play)]
        moves = await database.read(standing_moves_of, ids) if ids else []
        await asyncio.to_thread(trial.add, part, moves)


class _Trial:
    """The plays tried so far; each state is tried once, however many plays are in it."""

    def __init__(self, document: Story) -> None:
        self._new = Playable(document)
        self._old: dict[str, Playable] = {}
        self._recalling: dict[str, Playable] = {}
        self._known: dict[tuple[str, bool, bytes], _Outcome] = {}
        self._plays: Counter[_Outcome] = Counter()
        self._moves = 0

    @property
    def tried(self) -> int:
        """How many plays were tried."""
        return self._plays.total()

    @property
    def is_enough(self) -> bool:
        """Whether no further play is to be tried."""
        return self.tried >= PLAYS_MOST or self._moves >= MOVES_MOST

    def meet(self, version_id: str, old: Playable) -> None:
        """Get to know a version in which there are plays; before `add`."""
        if version_id in self._old:
            return
        self._old[version_id] = old
        if _is_forgetful(old, self._new):
            # Replayed in this one, a play's state holds what the new version asks for.
            self._recalling[version_id] = Playable(old.story, also=self._new.watched)

    def replays(self, play: LivePlayRow) -> bool:
        """Whether the play's state has to be made from its moves."""
        return play.is_whole and play.version_id in self._recalling

    def parts(self, plays: Iterable[LivePlayRow]) -> Iterator[Sequence[LivePlayRow]]:
        """The plays in parts which together have not too many moves to replay."""
        part: list[LivePlayRow] = []
        moves = 0
        for play in plays:
            part.append(play)
            moves += play.moves_count if self.replays(play) else 0
            if moves >= _MOVES_AT_ONCE:
                yield part
                part, moves = [], 0
        if part:
            yield part

    def add(self, plays: Iterable[LivePlayRow], moves: Sequence[MoveRow]) -> None:
        """Try plays; moves: of those that are replayed."""
        self._moves += len(moves)
        by_play: defaultdict[str, list[MoveRow]] = defaultdict(list)
        for move in moves:
            by_play[move.play_id].append(move)
        for play in plays:
            self._plays[self._tried(play, by_play[play.id])] += 1

    def _tried(self, play: LivePlayRow, moves: Sequence[MoveRow]) -> _Outcome:
        old, state = self._old[play.version_id], _state.decode(play.state or b"")
        replays = self.replays(play)
        if replays:
            old = self._recalling[play.version_id]
            state = _replayed(old, play, state, moves)
        # Chance to come and the number of moves so far decide nothing here.
        alike = msgspec.structs.replace(state, seed=NO_SEED, drawn=0, turn=0)
        key = (play.version_id, replays, msgspec.json.encode(alike))
        outcome = self._known.get(key)
        if outcome is None:
            outcome = self._known[key] = _outcome(old, self._new, alike)
        return outcome

    def result(self, story_id: str, plays: int) -> DryRun:
        """What was found, of so many plays in all."""
        stuck = [
            StuckPlays(
                node_id=node_id(story_id, each.node),
                node_title=each.title,
                plays=count,
                reason=each.reason,
                message=each.message,
            )
            for each, count in self._plays.most_common()
            if isinstance(each, _Stuck)
        ]
        return DryRun(
            plays=plays,
            tried=self.tried,
            moved_unchanged=self._plays[True],
            moved_with_notes=self._plays[False],
            stuck=stuck[:_STUCK_TOLD],
        )


def _is_forgetful(old: Playable, new: Playable) -> bool:
    """Whether `new` asks for visits or choices of `old` that its states do not hold."""
    asked, known = new.watched, old.watched
    if (asked.nodes - known.nodes) & old.nodes.keys():
        return True
    choices = asked.choices - known.choices
    return any(choice in old.names.choices for choice in choices)


def _replayed(
    recalling: Playable, play: LivePlayRow, state: State, moves: Sequence[MoveRow]
) -> State:
    log = Log(
        seed=state.seed,
        protagonist=play.protagonist,
        moves=tuple(engine_move(move) for move in moves),
    )
    try:
        return replay(recalling, log)
    except RefusedError:
        return state


def _outcome(old: Playable, new: Playable, state: State) -> _Outcome:
    result = migrate(old, new, state)
    match result:
        case Moved():
            return not result.notes
        case Blocked():
            node = old.nodes.get(state.node)
            title = "" if node is None else node.title
            return _Stuck(state.node, title, result.reason, result.message)


_state = msgspec.json.Decoder(State)
