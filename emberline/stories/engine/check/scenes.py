"""What a node says by itself: its size, its choices, their timers and dice."""

from collections.abc import Collection

from emberline.stories.engine.arithmetic import NUMBER_MOST
from emberline.stories.engine.chance import parse_dice
from emberline.stories.engine.check.findings import Findings, shown
from emberline.stories.engine.check.keys import KEY_MOST, check_key
from emberline.stories.engine.check.puzzles import check_puzzle
from emberline.stories.engine.check.texts import TEXT_MOST
from emberline.stories.engine.document import Choice, Node, Roll

LONG_TEXT = 20_000
"""Characters of a content that are still told as none too many."""
MANY_CHOICES = 200
CHOICES_MOST = 10_000


def check_scene(node: Node, findings: Findings) -> None:
    """Tell of what is wrong with `node` by itself."""
    if not 0 < len(node.key) <= KEY_MOST:
        check_key("This node", node.key, findings, node=node.key)
    _check_content(node, findings)
    if node.choices:
        _check_choices(node, findings)
    if node.puzzle is not None:
        check_puzzle(node.key, node.puzzle, findings)


def _check_content(node: Node, findings: Findings) -> None:
    size = len(node.content)
    if size > TEXT_MOST:
        message = f"The content has {size} characters: use at most {TEXT_MOST}."
        findings.error("too_large", message, node=node.key)
    elif size > LONG_TEXT:
        message = f"The content has {size} characters, which is long for a scene: part it."
        findings.warning("long_node", message, node=node.key)
    elif not (node.content.strip() or node.media or (node.puzzle and node.puzzle.prompt)):
        findings.warning("empty_content", "This node has no content: write it.", node=node.key)


def _check_choices(node: Node, findings: Findings) -> None:
    choices = node.choices
    _check_number(node, findings)
    keys = {choice.key for choice in choices}
    if len(keys) < len(choices):
        _check_keys(node, findings)
    letters = [choice.letter for choice in choices if choice.letter]
    if len(set(letters)) < len(letters):
        _check_letters(node, findings)
    has_untimed = False
    for choice in choices:
        if choice.timer is None:
            has_untimed = True
        else:
            _check_timer(node, choice, keys, findings)
        if choice.roll is not None:
            _check_roll(node, choice, choice.roll, findings)
        if not 0 < len(choice.key) <= KEY_MOST:
            check_key("This choice", choice.key, findings, node=node.key, choice=choice.key)
        if not choice.text.strip():
            message = "This choice has no text: write it."
            findings.warning("empty_content", message, node=node.key, choice=choice.key)
        if len(choice.text) > TEXT_MOST or choice.consequences or choice.locked_text:
            _check_length(node, choice, findings)
    if not has_untimed:
        _check_ways(node, keys, findings)


def _check_number(node: Node, findings: Findings) -> None:
    number = len(node.choices)
    if number > CHOICES_MOST:
        message = f"The node has {number} choices: use at most {CHOICES_MOST}."
        findings.error("too_large", message, node=node.key)
    elif number > MANY_CHOICES:
        message = f"The node has {number} choices, which are many for a scene: part it."
        findings.warning("long_node", message, node=node.key)


def _check_keys(node: Node, findings: Findings) -> None:
    seen: set[str] = set()
    for choice in node.choices:
        if choice.key in seen:
            message = (
                f"The node has a choice {shown(choice.key)} already: give this one its own key."
            )
            findings.error("duplicate_key", message, node=node.key, choice=choice.key)
        seen.add(choice.key)


def _check_letters(node: Node, findings: Findings) -> None:
    seen: dict[str, str] = {}
    for choice in node.choices:
        if choice.letter and seen.setdefault(choice.letter, choice.key) != choice.key:
            message = (
                f"The letter {shown(choice.letter)} is the choice {shown(seen[choice.letter])}'s:"
                " take another, or leave it out."
            )
            findings.error("duplicate_letter", message, node=node.key, choice=choice.key)


def _check_timer(node: Node, choice: Choice, keys: Collection[str], findings: Findings) -> None:
    assert choice.timer is not None
    # Written so that what is no number at all does not pass.
    if not 0 < choice.timer.seconds <= NUMBER_MOST:
        message = f"The timer's `seconds` are to be more than 0, and at most {NUMBER_MOST}."
        findings.error("bad_value", message, node=node.key, choice=choice.key)
    default = choice.timer.default
    if default is not None and default not in keys:
        message = f"The timer's `default` {shown(default)} is no choice of this node: name one."
        findings.error("missing_target", message, node=node.key, choice=choice.key)


def _check_roll(node: Node, choice: Choice, roll: Roll, findings: Findings) -> None:
    try:
        parse_dice(roll.dice)
    except ValueError as error:
        findings.error("bad_value", str(error), node=node.key, choice=choice.key)
    if abs(roll.target) > NUMBER_MOST:
        message = f"The roll's `target` is to lie between -{NUMBER_MOST} and {NUMBER_MOST}."
        findings.error("bad_value", message, node=node.key, choice=choice.key)


def _check_ways(node: Node, keys: Collection[str], findings: Findings) -> None:
    """A node where each choice has a timer. A default is taken whatever timer it has itself."""
    if node.puzzle is not None or node.is_ending:
        return
    if not any(choice.timer and choice.timer.default in keys for choice in node.choices):
        message = (
            "When time is over there is no way on from here: take the timer from one choice, or"
            " give one a `default`."
        )
        findings.error("timer_without_way", message, node=node.key)


def _check_length(node: Node, choice: Choice, findings: Findings) -> None:
    size = max(len(choice.text), len(choice.consequences), len(choice.locked_text or ""))
    if size > TEXT_MOST:
        message = f"A text of this choice has {size} characters: use at most {TEXT_MOST}."
        findings.error("too_large", message, node=node.key, choice=choice.key)
