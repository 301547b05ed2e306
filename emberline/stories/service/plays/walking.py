"""The way that led to where a play stands."""

from sqlalchemy import Connection

from emberline.kit.errors import conflict
from emberline.stories.engine.playable import Playable
from emberline.stories.engine.replay import begin, make_move
from emberline.stories.engine.state import RefusedError, State
from emberline.stories.queries.plays import MoveRow, Reader, standing_moves
from emberline.stories.rules.part_ids import choice_id, node_id
from emberline.stories.schemas.plays import Trail, WalkedMove
from emberline.stories.service.playables import playable_of
from emberline.stories.service.plays.finding import engine_move, log_of, play_for, state_before


def trail(conn: Connection, reader: Reader, story_id: str, progress_id: str | None) -> Trail:
    """The moves of the reader's play that stand, the oldest first, in the words they had then.

    Replays the play, which may take long. AppError 404 as `play_for`, 409 where it cannot be
    replayed.
    """
    play = play_for(conn, reader, story_id, progress_id)
    playable, moves = playable_of(play.version_id), standing_moves(conn, play.id)
    state = state_before(play) or begin(playable, log_of(play, []))
    walked, fixed = [], 0
    try:
        for move in moves:
            walked.append(_walked(playable, state, story_id, move))
            if move.number <= play.base_number:
                # Made in another version: its words are looked up, its effects are in the base.
                fixed += 1
            else:
                state = make_move(playable, state, engine_move(move)).state
    except RefusedError as refused:
        raise conflict("Play cannot be replayed", str(refused)) from refused
    return Trail(walked, fixed)


def _walked(playable: Playable, state: State, story_id: str, move: MoveRow) -> WalkedMove:
    """The move, made in `state`; a node or choice that the version does not have has no words."""
    key = move.choice_key
    scene = playable.scene(move.node_key) if move.node_key in playable.nodes else None
    option = None if scene is None or key is None else scene.options.get(key)
    return WalkedMove(
        node_id=node_id(story_id, move.node_key),
        node_title="" if scene is None else scene.node.title,
        choice_id=None if key is None else choice_id(story_id, move.node_key, key),
        choice_text=None if option is None else option.text(state),
        outcome=move.outcome,
    )
