"""A story as its player reads it: one JSON value, checked and parsed, with nothing left to read."""

from collections.abc import Mapping
from math import isfinite, isnan
from typing import Any

from emberline.generations.renderers.html.folding import case_folding
from emberline.generations.renderers.html.trees import Trees, Written, written_dice, written_value
from emberline.kit.sandboxed import Refused
from emberline.stories.engine.answers import matched
from emberline.stories.engine.chance import Dice, parse_dice
from emberline.stories.engine.document import (
    Choice,
    Ending,
    Item,
    Node,
    Protagonist,
    Puzzle,
    Roll,
    Story,
    Value,
    Variable,
)
from emberline.stories.engine.names import value_range
from emberline.stories.engine.playable import Playable, letters_of

FORMAT = "emberline-edition/1"
_NUMBER_LENGTH_MOST = 40


def edition_of(story: Story) -> dict[str, Written]:
    """`story` as `player/story.js` takes it. Refused `no_start` where none of its nodes is marked.

    The answers of its puzzles are in it: whoever opens the file can read them.
    """
    playable = Playable(story)
    if playable.start is None:
        raise Refused("no_start", "Mark the node where the story begins as its start.")
    writer = _Writer(playable)
    return {
        "format": FORMAT,
        **_told(story, "title description language author cover content_notes"),
        "variables": [[name, writer.variable(name, each)] for name, each in _of(story.variables)],
        "items": [[key, _item(item)] for key, item in story.items.items()],
        "protagonists": [
            [key, writer.protagonist(key, each)] for key, each in story.protagonists.items()
        ],
        "achievements": [
            [key, _told(each, "name description secret")]
            for key, each in story.achievements.items()
        ],
        "watched": {
            "nodes": sorted(playable.watched.nodes),
            "choices": sorted(playable.watched.choices),
        },
        "start": playable.start,
        "nodes": [writer.node(node) for node in playable.nodes.values()],
        "folding": case_folding() if _asks_for_words(story) else {"runs": [], "texts": []},
    }


def _of(variables: Mapping[str, Variable]) -> list[tuple[str, Variable]]:
    return list(variables.items())


class _Writer:
    """Writes the parts of one story."""

    def __init__(self, playable: Playable) -> None:
        self._playable = playable
        self._trees = Trees(playable.names)

    def variable(self, name: str, variable: Variable) -> Written:
        written = {
            "type": variable.type,
            "initial": written_value(self._playable.initial[name]),
            **_told(variable, "label shown"),
        }
        if variable.type in {"int", "number"}:
            low, high = value_range(variable)
            written |= {"low": written_value(low), "high": written_value(high)}
        return written

    def protagonist(self, key: str, protagonist: Protagonist) -> Written:
        return {
            **_told(protagonist, "name description"),
            "initial": _pairs(self._playable.initial_of(key)),
            "items": _pairs(protagonist.items),
        }

    def node(self, node: Node) -> Written:
        ending = (node.ending or Ending(name=node.title)) if node.is_ending else None
        choices: dict[str, Written] = {}
        for choice, letter in zip(node.choices, letters_of(node.choices), strict=True):
            if choice.key not in choices:
                choices[choice.key] = self._choice(choice, letter)
        return _without_nothing(
            {
                "key": node.key,
                "title": node.title,
                "type": node.type,
                "content": self._trees.text(node.content),
                "on_enter": self._trees.effects(node.on_enter),
                "media": [_told(each, "kind source alt_text") for each in node.media],
                "choices": list(choices.values()),
                "puzzle": None if node.puzzle is None else self._puzzle(node.puzzle),
                "ending": None if ending is None else {"name": ending.name, "tone": ending.tone},
            }
        )

    def _choice(self, choice: Choice, letter: str) -> Written:
        trees = self._trees
        written = _without_nothing(
            {
                "effects": trees.effects(choice.effects),
                "consequences": trees.text(choice.consequences),
                "once": choice.once,
                "fallback": choice.fallback,
                "roll": None if choice.roll is None else self._roll(choice.roll),
            }
        )
        if choice.condition:
            written["condition"] = trees.condition(choice.condition)
        if choice.locked_text is not None:
            written["locked"] = trees.text(choice.locked_text)
        if choice.timer is not None:
            timer = choice.timer
            default = {} if timer.default is None else {"default": timer.default}
            written["timer"] = {"seconds": timer.seconds, **default}
        text = trees.text(choice.text)
        return {"key": choice.key, "letter": letter, "text": text, "to": choice.to, **written}

    def _roll(self, roll: Roll) -> Written:
        dice = _dice(roll.dice)
        modifier = None if roll.modifier is None else self._trees.number(roll.modifier)
        return {
            **_told(roll, "dice success failure"),
            "target": written_value(roll.target),
            **({} if dice is None else written_dice(dice)),
            **({} if modifier is None else {"modifier": modifier}),
        }

    def _puzzle(self, puzzle: Puzzle) -> Written:
        written = {
            "kind": puzzle.kind,
            "prompt": self._trees.text(puzzle.prompt),
            "answers": _answers(puzzle),
            "case_sensitive": puzzle.case_sensitive,
            "hints": puzzle.hints,
            "attempts": puzzle.attempts,
            "success": puzzle.success,
            "failure": puzzle.failure,
        }
        return {name: value for name, value in written.items() if value is not None}


def _item(item: Item) -> Written:
    return _told(item, "name description image collectible")


def _dice(notation: str) -> Dice | None:
    try:
        return parse_dice(notation)
    except ValueError:
        return None


def _answers(puzzle: Puzzle) -> Written:
    if puzzle.kind == "match":
        return list(matched(puzzle).items())
    listed = () if isinstance(puzzle.answers, Mapping) else puzzle.answers
    return [_accepted(each) for each in listed] if puzzle.kind == "number" else [*map(str, listed)]


def _accepted(answer: Any) -> Written:
    """The number that a `number` puzzle accepts; None where `answer` is none."""
    if isinstance(answer, bool) or not isinstance(answer, int | float | str):
        return None
    if isinstance(answer, str) and len(answer) > _NUMBER_LENGTH_MOST:
        return None
    try:
        number = float(answer)
    except (ValueError, OverflowError):
        return None
    if isnan(number):
        return None
    return {"f": number if isfinite(number) else "Infinity" if number > 0 else "-Infinity"}


def _asks_for_words(story: Story) -> bool:
    return any(node.puzzle is not None and node.puzzle.kind != "number" for node in story.nodes)


def _pairs(values: Mapping[str, Value]) -> list[list[Written]]:
    return [[name, written_value(value)] for name, value in values.items()]


def _told(part: Any, names: str) -> dict[str, Written]:
    """The named fields of a part of a document, without what is not there."""
    return _without_nothing({name: getattr(part, name) for name in names.split()})


def _without_nothing(written: dict[str, Written]) -> dict[str, Written]:
    return {
        name: value for name, value in written.items() if value not in (None, "", False, [], ())
    }
