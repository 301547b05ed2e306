"""What a play has to say besides the story's own text, line by line."""

from collections.abc import Iterator

from emberline.cli.stories.play.game import Game
from emberline.stories.engine.chance import parse_dice
from emberline.stories.engine.playable import Playable
from emberline.stories.engine.state import OfferedChoice, RollResult, State, Step
from emberline.stories.engine.template import shown_value


def roll_text(roll: RollResult) -> str:
    """How dice fell: `2d6+1: 3 + 5, +1, modifier +2: 11 against 8, a success`."""
    bonus = parse_dice(roll.dice).bonus
    parts = [" + ".join(map(str, roll.rolls))] if roll.rolls else []
    modifier = roll.total - sum(roll.rolls) - bonus if roll.rolls else 0
    parts += [f"{bonus:+d}"] if bonus and roll.rolls else []
    parts += [f"modifier {modifier:+d}"] if modifier else []
    fallen = f"{', '.join(parts)}: " if parts else ""
    outcome = "success" if roll.success else "failure"
    return f"{roll.dice}: {fallen}{roll.total} against {roll.target}, {outcome}"


def conditions_text(choice: OfferedChoice, elapsed: float) -> str:
    """What is special about taking an open choice: its time, its dice."""
    parts = []
    if choice.timer_seconds is not None:
        left = choice.timer_seconds - elapsed
        parts.append("too late" if left < 0 else f"{left:.3g} s" if left < 10 else f"{left:.0f} s")
    if choice.dice is not None:
        parts.append(f"{choice.dice}, {choice.target} or more")
    return "; ".join(parts)


def changes(playable: Playable, before: State, after: State) -> Iterator[str]:
    """What is different for the reader after a step: who they are, their stats, their things."""
    if after.protagonist != before.protagonist and after.protagonist is not None:
        yield f"You are {protagonist_name(playable, after.protagonist)} now"
    for name in playable.shown:
        old, new = before.variables[name], after.variables[name]
        if old != new:
            yield f"{stat_name(playable, name)} {shown_value(old)} → {shown_value(new)}"
    for item in {**before.items, **after.items}:
        more = after.items.get(item, 0) - before.items.get(item, 0)
        if more:
            sign = "+" if more > 0 else "\u2212"
            number = "" if abs(more) == 1 else f" ({abs(more)})"
            yield f"{sign} {item_name(playable, item)}{number}"


def step_text(game: Game, number: int) -> str:
    """The step of this number (from 0) in a line: where, what was done, how it went."""
    step = game.steps[number]
    node = game.playable.nodes[step.move.node]
    did = _did(game, number, step)
    roll = f" [{roll_text(step.roll)}]" if step.roll is not None else ""
    late = " [time was over]" if step.move.outcome == "lapsed" else ""
    return f"{number + 1}. {node.title or node.key}: {did}{roll}{late}"


def achievement_text(playable: Playable, key: str) -> str:
    """The name of an achievement, and what it is for."""
    achievement = playable.story.achievements[key]
    name = achievement.name or key
    return f"{name}: {achievement.description}" if achievement.description else name


def ending_name(playable: Playable, key: str) -> str:
    """The name of the ending at a node."""
    node = playable.nodes[key]
    return (node.ending.name if node.ending else "") or node.title or key


def stat_name(playable: Playable, name: str) -> str:
    """A variable as a reader knows it."""
    return playable.story.variables[name].label or name


def item_name(playable: Playable, key: str) -> str:
    """An item as a reader knows it."""
    item = playable.story.items.get(key)
    return (item.name if item is not None else "") or key


def protagonist_name(playable: Playable, key: str) -> str:
    """A protagonist as a reader knows them."""
    return playable.story.protagonists[key].name or key


def _did(game: Game, number: int, step: Step) -> str:
    move = step.move
    if move.choice is not None:
        option = game.playable.scene(move.node).options[move.choice]
        return f"{option.letter}. {option.text(game.before(number))}"
    outcome = "right" if step.correct else "wrong"
    return (
        f"{_answered(move.answer)}, {outcome}" if move.answer is not None else f"{outcome} answer"
    )


def _answered(answer: object) -> str:
    if isinstance(answer, dict):
        return ", ".join(f"{left} = {right}" for left, right in answer.items())
    return ", ".join(map(str, answer)) if isinstance(answer, list | tuple) else str(answer)
