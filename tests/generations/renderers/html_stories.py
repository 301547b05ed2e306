"""Stories full of what a player in a browser could get wrong: numbers, texts, puzzles, names."""

from typing import Any

from emberline.stories.engine.document import (
    Achievement,
    Choice,
    Item,
    Node,
    Protagonist,
    Puzzle,
    Roll,
    Story,
    Timer,
    Variable,
)
from tests.stories.engine.random_stories import Draws

_WORDS = (
    "salt",
    "Straße",
    "ΣΊΣΥΦΟΣ",
    "İstanbul",
    "*deep* ",
    "</script>",
    "\U0001d518n",
    "a" * 2_000,
)
_NUMBERS = ("0.1", "2.5", "7", "3", "1000000", "9007199254740992", "0.000001", "123456789.125", "0")
_KEYS = ("rope", "7", "__proto__", "a b")
_PLACES = ("hall", "1", "constructor", "well", "end")
_LETTERS = ("a", "b", "c", "d")


def full_story(number: int) -> Story:
    """Story `number`: five nodes, whatever texts and expressions can do in each of them."""
    return _Writer(Draws(number)).story()


class _Writer:
    def __init__(self, draws: Draws) -> None:
        self._draws = draws

    def story(self) -> Story:
        variables = {
            "whole": Variable(type="int", initial=3, shown=True),
            "small": Variable(type="int", initial=0, min=-4, max=9),
            "rate": Variable(type="number", initial=self._draws.pick([0.5, 2, -0.0, 1e15])),
            "share": Variable(type="number", initial=1.25, min=-1e6, max=1e17, shown=True),
            "lit": Variable(type="bool", shown=True),
            "name": Variable(type="string", initial="Zoë", shown=True),
            "mood": Variable(type="enum", values=("calm", "grim")),
        }
        people = {
            "ada": Protagonist(initial={"small": 4, "name": "Ada", "none": 1}, items={"rope": 2}),
            "7": Protagonist(initial={"rate": 7, "mood": "grim"}, items={"lost": 0, "7": 3}),
        }
        return Story(
            format="emberline-story/1",
            title="Full",
            variables=variables,
            items={key: Item() for key in _KEYS},
            achievements={"first": Achievement(), "1": Achievement()},
            protagonists=people if self._draws.one_in(2) else {},
            nodes=tuple(self._node(place, key) for place, key in enumerate(_PLACES)),
        )

    def _node(self, place: int, key: str) -> Node:
        draws = self._draws
        is_ending = key == "end"
        letters = _LETTERS[: 1 + draws.below(4)]
        return Node(
            key=key,
            title=f"{key}?",
            content=self._text(),
            start=place == 0,
            type="ending" if is_ending else "story",
            on_enter=tuple(self._effect() for _ in range(draws.below(3))),
            choices=() if is_ending else tuple(map(self._choice, letters)),
            puzzle=self._puzzle() if draws.one_in(2) else None,
        )

    def _choice(self, key: str) -> Choice:
        draws = self._draws
        return Choice(
            key=key,
            text=self._text(),
            letter=draws.pick([None, None, "Z"]),
            to=draws.pick(_PLACES),
            condition=self._condition() if draws.one_in(2) else None,
            locked_text=draws.pick([None, "", self._text()]),
            effects=tuple(self._effect() for _ in range(draws.below(4))),
            consequences=self._text(),
            once=draws.one_in(4),
            fallback=draws.one_in(5),
            timer=self._timer() if draws.one_in(4) else None,
            roll=self._roll() if draws.one_in(4) else None,
        )

    def _timer(self) -> Timer:
        draws = self._draws
        return Timer(seconds=draws.pick([3, 7.5, 20]), default=draws.pick([None, "", *_LETTERS]))

    def _roll(self) -> Roll:
        draws = self._draws
        return Roll(
            dice=draws.pick(["2d6+1", "d20 - 3", "1d4+2d8", "no dice", "100d1000"]),
            modifier=draws.pick([None, "small", "random(-3, whole)", "whole // 0", "lost +"]),
            target=draws.pick([0, 7, 12, 50_000]),
            success=draws.pick(_PLACES),
            failure=draws.pick([*_PLACES, "nowhere"]),
        )

    def _puzzle(self) -> Puzzle:
        draws = self._draws
        kind, answers = draws.pick(PUZZLES)
        return Puzzle(
            kind=kind,
            prompt=self._text(),
            answers=answers,
            case_sensitive=draws.one_in(3),
            hints=("one", "two"),
            attempts=draws.pick([None, 1, 2, 3]),
            success=draws.pick(_PLACES),
            failure=draws.pick([None, *_PLACES]),
        )

    def _text(self) -> str:
        draws = self._draws
        names = ["whole", "small", "rate", "share", "lit", "name", "mood", "missing"]
        parts = [
            lambda: draws.pick(["It is *dark*. ", "\\{name} ", "{else}", "{", "\n\n1. one\n"]),
            lambda: f"[{{{draws.pick(names)}}}] ",
            lambda: f"{{if {self._condition()}}}{self._text()}{{else}}no{{end}}",
        ]
        return "".join(draws.pick(parts)() for _ in range(draws.below(4)))

    def _condition(self) -> str:
        draws = self._draws
        sign = draws.pick(["==", "!=", "<", "<=", ">", ">="])
        return draws.pick(
            [
                f"{self._number()} {sign} {self._number()}",
                f"{self._number()} < {self._number()} <= {self._number()}",
                f"{self._number()} in [{self._number()}, {self._number()}]",
                f"{self._number()} not in [1, 2.0, 7]",
                f"{self._word()} {draws.pick(['==', 'in', 'not in'])} {self._word()}",
                'mood in ["calm"] or not lit',
                f"not {self._number()} and visited({draws.pick(_PLACES[2:])})",
                f'has("{draws.pick(_KEYS)}") or has(rope, {self._whole()})',
                f"times(hall) {sign} {draws.below(4)}",
                f"chosen({draws.pick(_PLACES[2:])}/{draws.pick(_LETTERS)})",
                'lit == ("" in name)',
                "this is nothing",
            ]
        )

    def _number(self, depth: int = 0) -> str:
        draws = self._draws
        if depth > 2 or draws.one_in(3):
            return draws.pick(["rate", "share", self._whole(depth), draws.pick(_NUMBERS)])
        sign = draws.pick(["+", "-", "*", "/", "//", "%"])
        one, other = self._number(depth + 1), self._number(depth + 1)
        third = self._number(depth + 1)
        return draws.pick(
            [
                f"({one} {sign} {other})",
                f"({one} - {other} {draws.pick(['+', '-'])} {third})",
                f"({one} * {other} {sign.replace('+', '/').replace('-', '%')} {third})",
                f"-{one}",
                f"{draws.pick(['min', 'max'])}({one}, {other}, {third})",
                f"abs({one})",
            ]
        )

    def _whole(self, depth: int = 0) -> str:
        draws = self._draws
        if depth > 2 or draws.one_in(2):
            return draws.pick(["whole", "small", "count(rope)", "times(hall)", str(draws.below(9))])
        sign = draws.pick(["+", "-", "*", "//", "%"])
        return f"({self._whole(depth + 1)} {sign} {self._whole(depth + 1)})"

    def _word(self) -> str:
        return self._draws.pick(["name", "mood", f'"{self._draws.pick(_WORDS)}"', 'name + "!"'])

    def _effect(self) -> str:
        draws = self._draws
        return draws.pick(
            [
                f"whole = {self._whole()}",
                f"whole {draws.pick(['+=', '-=', '*='])} {self._whole()}",
                f"small {draws.pick(['=', '+=', '-=', '*='])} {self._whole()}",
                f"rate = {self._number()}",
                f"rate {draws.pick(['+=', '-=', '*='])} {self._number()}",
                f"share = {self._number()}",
                f"lit = {self._condition()}",
                f"name = {self._word()}",
                "name += name",
                f"mood = '{draws.pick(['calm', 'grim', 'lost'])}'",
                f"give({draws.pick(['rope', '7'])}, {self._whole()})",
                f'take("{draws.pick(_KEYS)}", {self._whole()})',
                'give("__proto__")',
                f"unlock({draws.pick(['first', '1'])})",
                f"protagonist({draws.pick(['ada', '7'])})",
                f"whole = random({self._whole()}, {self._whole()})",
                'small = roll("2d6-5")',
                "lit = small in [random(0, 3), random(0, 3)]",
                "not an effect",
            ]
        )


PUZZLES: tuple[tuple[Any, Any], ...] = (
    ("text", ("Straße", 'the "Mirror"', 7, 2.5)),
    ("text", ()),
    ("number", (7, "1_000", 0.1, "x", True, float(2**60))),
    ("order", ("one", "two", "three", "two")),
    ("order", (1, 2)),
    ("match", {"dog": "bark", "cat": "mew", "7": "Seven", "__proto__": "none"}),
    ("match", {}),
)
"""Kinds of puzzles with their answers."""

ANSWERS: tuple[Any, ...] = (
    *(
        "strasse",
        "STRASSE ",
        "the mirror!",
        "7",
        "2.5",
        "",
        "\u3000 7",
        "\u0667",
        "1000",
        "1e3",
        "0.1",
    ),
    *("1_0", "inf", "-nan", "x" * 1_001, "x" * 41, "\ufeff7", "\x1cthe\x85MIRROR."),
    *(["one", "two", "three", "two"], ["One", "TWO", " three.", "two"], ["1", "2"], ["2", "1"], []),
    {"dog": "BARK", "cat": "mew", "7": "seven", "__proto__": "none"},
    *({"dog": "bark"}, {}, {"dog": "bark", "cat": "mew", "7": "Seven", "x": "none"}),
)
"""What readers may answer."""
