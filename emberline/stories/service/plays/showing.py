"""Plays as their readers see them: the engine's view in the words of the wire."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import msgspec

from emberline.kit.files import FileSigner
from emberline.stories.engine.playable import Playable
from emberline.stories.engine.state import OfferedChoice, Question, RollResult, State, Step, View
from emberline.stories.engine.step import TimerSetting
from emberline.stories.engine.view import view
from emberline.stories.queries.plays import MoveRow, PlayRow
from emberline.stories.rules.part_ids import choice_id, node_id
from emberline.stories.schemas import plays as wire
from emberline.stories.service.playables import Version
from emberline.stories.service.rendering import html_of
from emberline.stories.service.story_media import PictureSizes, media_url, signed_url

_UNSIZED = (None, None)
_state = msgspec.json.Decoder(State)


def read_state(stored: bytes) -> State:
    """The engine's state as a play holds it."""
    return _state.decode(stored)


def timers_of(play: PlayRow) -> TimerSetting:
    """How the reader has timers."""
    setting = play.timers
    return setting if setting in {"off", "2", "10"} else "on"  # type: ignore[return-value]


def started(
    play: PlayRow,
    playable: Version,
    state: State,
    now: datetime,
    *,
    notes: tuple[str, ...] = (),
    play_token: str | None = None,
) -> wire.StartedPlay:
    """Where a play stands. notes: what changed when it moved to another version."""
    seen = view(playable, state, timers_of(play))
    return wire.StartedPlay(
        node=shown_node(play.story_id, seen, elapsed_since(play, now), playable.sizes),
        progress_id=play.id,
        version=play.version,
        state=shown_state(playable, state),
        is_ending=seen.is_ending,
        ending=_ending(play.story_id, seen),
        newer_version=newer_version(play),
        notes=list(notes),
        play_token=play_token,
        protagonist=play.protagonist,
        protagonists=_roles(playable) if play.revision == 0 else [],
    )


def _roles(playable: Playable) -> list[wire.PlayedRole]:
    declared = playable.story.protagonists
    if len(declared) < 2:
        return []
    return [
        wire.PlayedRole(key, each.name or key, each.description) for key, each in declared.items()
    ]


def turn(
    play: PlayRow, playable: Version, before: State, step: Step, now: datetime
) -> wire.PlayedTurn:
    """What a move led to. play: as it is after the move; before: the state that it was made in."""
    state = step.state
    seen = view(playable, state, timers_of(play))
    return wire.PlayedTurn(
        next_node=shown_node(play.story_id, seen, elapsed_since(play, now), playable.sizes),
        consequences=step.consequences,
        is_ending=seen.is_ending,
        ending=_ending(play.story_id, seen),
        state=shown_state(playable, state),
        changes=changes(before, state),
        roll=None if step.roll is None else _roll(step.roll),
        unlocked=unlocked(playable, step.unlocked),
        correct=step.correct,
        progress_id=play.id,
        version=play.version,
        newer_version=newer_version(play),
    )


def elapsed_since(play: PlayRow, now: datetime) -> float:
    """How many seconds ago the node where the play stands was first served."""
    # A clock that was set back gives nobody more than all of their time.
    return max(0.0, (now - play.arrived_at).total_seconds())


def shown_node(story_id: str, seen: View, elapsed: float, sizes: PictureSizes) -> wire.PlayedNode:
    """A node as a reader sees it so many seconds after it was first served."""
    return wire.PlayedNode(
        node_id=node_id(story_id, seen.node),
        node_title=seen.title,
        content=seen.content,
        content_html=html_of(seen.content),
        node_type="ending" if seen.is_ending else seen.type,
        is_ending=seen.is_ending,
        choices=[_choice(story_id, seen.node, offered, elapsed) for offered in seen.choices],
        puzzle=None if seen.puzzle is None else _puzzle(seen.puzzle),
        media=[
            wire.PlayedMedia(media.kind, url, media.alt_text, *sizes.get(media.source, _UNSIZED))
            for media in seen.media
            if (url := media_url(story_id, media.source)) is not None
        ],
    )


def for_its_people(node: wire.PlayedNode, story_id: str, signer: FileSigner) -> wire.PlayedNode:
    """A node of a playtest with signed addresses: its media may never have been published."""
    media = [
        msgspec.structs.replace(each, url=signed_url(story_id, each.url, signer))
        for each in node.media
    ]
    return msgspec.structs.replace(node, media=media)


def shown_state(playable: Playable, state: State) -> wire.PlayState:
    """What the reader carries; the seed and what chance will bring stay here."""
    declared = playable.story.variables
    return wire.PlayState(
        variables=state.variables,
        inventory=shown_items(playable, state.items),
        stats={declared[name].label or name: state.variables[name] for name in playable.shown},
        turn=state.turn,
    )


def shown_items(playable: Playable, items: Mapping[str, int]) -> list[wire.HeldItem]:
    """The inventory: what the reader has at least one of."""
    declared = playable.story.items
    return [
        wire.HeldItem(key, (declared[key].name if key in declared else "") or key, count)
        for key, count in items.items()
        if count > 0
    ]


def changes(before: State, after: State) -> wire.Changes:
    """What is different between two states of a play."""
    return wire.Changes(
        _differences(before.variables, after.variables, None),
        _differences(before.items, after.items, 0),
    )


def unlocked(playable: Playable, keys: tuple[str, ...]) -> list[wire.Unlocked]:
    """The achievements of the story with these keys."""
    declared = playable.story.achievements
    return [
        wire.Unlocked(key, declared[key].name or key, declared[key].description)
        for key in keys
        if key in declared
    ]


def newer_version(play: PlayRow) -> int | None:
    """The number of a version that came out after the play's; None where there is none."""
    if play.version is None or play.newest_id == play.version_id:
        return None
    return play.newest


def progress(play: PlayRow, playable: Playable, made: list[wire.MadeChoice]) -> wire.Progress:
    """A play as a saved game; made: the choices that stand. Only for plays of users."""
    assert play.reader_id is not None
    state, story_id = read_state(play.state), play.story_id
    return wire.Progress(
        progress_id=play.id,
        user_id=play.reader_id,
        story_id=story_id,
        version=play.version,
        slot=play.slot,
        current_node_id=node_id(story_id, play.node_key),
        choices_made=made,
        state=shown_state(playable, state),
        start_time=play.started_at,
        last_updated=play.updated_at,
        is_completed=play.is_completed,
        ending=_ending(story_id, view(playable, state)) if play.is_completed else None,
    )


def made_choice(story_id: str, move: MoveRow) -> wire.MadeChoice:
    """A move as the choice of a saved game."""
    key = move.choice_key
    made = None if key is None else choice_id(story_id, move.node_key, key)
    return wire.MadeChoice(node_id(story_id, move.node_key), made)


def _choice(
    story_id: str, node_key: str, offered: OfferedChoice, elapsed: float
) -> wire.PlayedChoice:
    total = offered.timer_seconds
    return wire.PlayedChoice(
        choice_id=choice_id(story_id, node_key, offered.key),
        choice_text=offered.text,
        choice_letter=offered.letter,
        available=offered.available,
        locked_text=offered.locked_text,
        timer_seconds=None if total is None else max(0.0, round(total - elapsed, 1)),
        timer_total_seconds=total,
        roll=None if offered.dice is None else wire.OfferedRoll(offered.dice, offered.target),
    )


def _puzzle(question: Question) -> wire.PlayedPuzzle:
    return wire.PlayedPuzzle(
        question.kind,
        question.prompt,
        list(question.options),
        list(question.lefts),
        list(question.hints),
        question.attempts_left,
    )


def _roll(roll: RollResult) -> wire.PlayedRoll:
    return wire.PlayedRoll(roll.dice, list(roll.rolls), roll.total, roll.target, roll.success)


def _ending(story_id: str, seen: View) -> wire.PlayedEnding | None:
    if seen.ending is None:
        return None
    return wire.PlayedEnding(node_id(story_id, seen.node), seen.ending.name, seen.ending.tone)


def _differences(
    before: Mapping[str, Any], after: Mapping[str, Any], absent: Any
) -> dict[str, wire.Change]:
    # Most moves change nothing, and then it is the very same mapping.
    if before is after:
        return {}
    names = dict.fromkeys((*before, *after))
    pairs = ((name, before.get(name, absent), after.get(name, absent)) for name in names)
    return {name: wire.Change(was, now) for name, was, now in pairs if was != now}
