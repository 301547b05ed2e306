"""Small stories that a number decides, with everything in them that a story may hold."""

from collections.abc import Sequence
from hashlib import blake2b
from typing import TypeVar

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

T = TypeVar("T")

_PEOPLE = {
    "ada": Protagonist(initial={"own": 1}, items={"rope": 1}),
    "ben": Protagonist(initial={"own": 2}),
}


class Draws:
    """Numbers that follow from one."""

    def __init__(self, number: int) -> None:
        self._number = number
        self._drawn = 0

    def below(self, most: int) -> int:
        self._drawn += 1
        digest = blake2b(f"{self._number}/{self._drawn}".encode(), digest_size=8).digest()
        return int.from_bytes(digest, "big") % most

    def one_in(self, number: int) -> bool:
        return self.below(number) == 0

    def pick(self, among: Sequence[T]) -> T:
        return among[self.below(len(among))]


def random_story(number: int) -> Story:
    """Story `number`: 4 to 8 nodes, some of them endings, and up to four choices each."""
    return _Writer(Draws(number)).story()


class _Writer:
    def __init__(self, draws: Draws) -> None:
        self._draws = draws
        self._keys = [f"n{place}" for place in range(4 + draws.below(5))]
        self._has_people = draws.one_in(4)
        # Where nothing grows for ever, all states can be seen.
        self._grows = draws.one_in(3)
        self._has_chance = draws.one_in(2)

    def story(self) -> Story:
        draws, keys = self._draws, self._keys
        variables = {
            "low": Variable(type="int", min=0, max=2),
            "odd": Variable(type="int", min=-1, max=1),
            "lit": Variable(type="bool"),
            "grown": Variable(type="int"),
        }
        if self._has_people:
            variables["own"] = Variable(type="int", min=0, max=3)
        endings = max(1, len(keys) // 4)
        return Story(
            format="emberline-story/1",
            title=f"Story {draws.below(1000)}",
            variables=variables,
            items={"rope": Item(), "coin": Item()},
            achievements={"first": Achievement(), "second": Achievement()},
            protagonists=_PEOPLE if self._has_people else {},
            nodes=tuple(
                Node(key=key, type="ending")
                if place >= len(keys) - endings
                else self._node(place, key)
                for place, key in enumerate(keys)
            ),
        )

    def _node(self, place: int, key: str) -> Node:
        draws = self._draws
        has_puzzle = draws.one_in(8)
        count = draws.below(3) + (0 if has_puzzle else 1)
        return Node(
            key=key,
            start=place == 0,
            on_enter=(self._effect(),) if draws.one_in(4) else (),
            choices=tuple(self._choice(chr(97 + each)) for each in range(count + draws.below(2))),
            puzzle=self._puzzle() if has_puzzle else None,
        )

    def _choice(self, key: str) -> Choice:
        draws = self._draws
        effects = [self._effect() for _ in range(draws.below(3))]
        return Choice(
            key=key,
            text=key,
            to=draws.pick(self._keys),
            condition=self._condition() if draws.one_in(2) else None,
            effects=tuple(effects),
            once=draws.one_in(5),
            fallback=draws.one_in(4),
            timer=Timer(seconds=9, default=draws.pick(["a", "b", None]))
            if draws.one_in(4)
            else None,
            roll=self._roll() if self._has_chance and draws.one_in(3) else None,
        )

    def _roll(self) -> Roll:
        draws = self._draws
        modifiers = [None, "low", "count(coin)", "odd + low", "-odd", "random(0, low)"]
        return Roll(
            dice=draws.pick(["1d4", "2d2", "1d3+1"]),
            modifier=draws.pick(modifiers),
            target=1 + draws.below(5),
            success=draws.pick(self._keys),
            failure=draws.pick(self._keys),
        )

    def _puzzle(self) -> Puzzle:
        draws = self._draws
        return Puzzle(
            kind="text",
            answers=("yes",),
            attempts=draws.pick([None, 1, 2]),
            success=draws.pick(self._keys),
            failure=draws.pick([None, *self._keys]),
        )

    def _condition(self, depth: int = 0) -> str:
        draws = self._draws
        if depth < 2 and draws.one_in(3):
            word = draws.pick([" and ", " or "])
            return word.join(f"({self._condition(depth + 1)})" for _ in range(2 + draws.below(2)))
        if depth < 2 and draws.one_in(8):
            return f"not ({self._condition(depth + 1)})"
        key = draws.pick(self._keys)
        looks = [
            f"low == {draws.below(3)}",
            f"low > {draws.below(2)}",
            f"low < {1 + draws.below(2)}",
            f"odd == {draws.below(3) - 1}",
            f"odd in [{draws.below(2)}, {draws.below(3) - 1}]",
            "low > odd",
            "low + odd == 2",
            "lit",
            "not lit",
            f"visited({key})",
            f"times({key}) < {1 + draws.below(3)}",
            f"times({key}) >= {1 + draws.below(3)}",
            f"chosen({key}/a)",
            "has(rope)",
            f"has(coin, {1 + draws.below(2)})",
            f"count(coin) {draws.pick(['==', '<', '>='])} {draws.below(3)}",
            f"grown {draws.pick(['==', '<', '>', '!='])} {draws.below(4)}",
            f"{draws.below(3)} <= grown",
        ]
        if self._has_people:
            looks += [f"own == {draws.below(4)}", "own > low"]
        return draws.pick(looks)

    def _effect(self) -> str:
        draws = self._draws
        effects = [
            "low += 1",
            "low -= 1",
            f"low = {draws.below(3)}",
            "odd = low - 1",
            "odd = -odd",
            "low = odd + 1",
            "lit = not lit",
            "lit = low > 0",
            "lit = true",
            "give(rope)",
            "take(rope)",
            "take(coin)",
            "unlock(first)",
            "unlock(second)",
        ]
        if self._grows:
            effects += ["grown += 1", "grown += 2", "grown = 0", "give(coin)", "give(coin, 2)"]
            effects += ["grown = low", "give(coin, low)", "give(coin, 1)", "grown += 1"]
        if self._has_chance:
            effects += ["low = random(0, 2)", 'low = roll("1d2")', "low += random(odd, 1)"]
        if self._has_people:
            effects += [
                "protagonist(ada)",
                "protagonist(ben)",
                "own += 1",
                "own = low",
                "low = own",
            ]
        return draws.pick(effects)
