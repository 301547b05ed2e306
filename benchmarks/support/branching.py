"""Stories to measure with: of any size, and one that is the same in ink."""

import random

from emberline.stories.engine.document import FORMAT, Choice, Node, Story, Variable

_TEXT = "You stand in room {number}. There is dust on everything, and a door to each side."
_FLAGS, _LEVELS, _MOODS = 15, 5, 5
_MOOD = ("calm", "wary", "angry")


def ring(nodes: int) -> Story:
    """`nodes` rooms with three doors each: one raises courage, one asks for it."""
    rooms = tuple(
        Node(
            key=f"n{number}",
            title=f"Room {number}",
            content=_TEXT.format(number=number),
            start=number == 0,
            choices=tuple(
                Choice(
                    key=f"c{door}",
                    text=f"Go {door}",
                    to=f"n{_next(number, door, nodes)}",
                    condition="courage >= 3" if door == 2 else None,
                    effects=("courage += 1",) if door == 0 else (),
                )
                for door in range(3)
            ),
        )
        for number in range(nodes)
    )
    courage = Variable(type="int", min=0, max=9)
    return Story(format=FORMAT, title="Rooms", variables={"courage": courage}, nodes=rooms)


def ring_in_ink(nodes: int) -> str:
    """The same story as `ring`, in ink."""
    lines = ["VAR courage = 0", "-> n0"]
    for number in range(nodes):
        lines += [f"=== n{number} ===", _TEXT.format(number=number)]
        for door in range(3):
            condition = "{courage >= 3} " if door == 2 else ""
            lines.append(f"+ {condition}[Go {door}]")
            if door == 0:
                lines.append("  ~ courage = MIN(courage + 1, 9)")
            lines.append(f"  -> n{_next(number, door, nodes)}")
    return "\n".join(lines)


def tangle(seed: int, nodes: int = 120, choices: int = 340) -> Story:
    """A story of 25 variables whose choices ask for them and change them, by chance from `seed`.

    The last five nodes are endings; some choices are impossible, and nobody knows which.
    """
    chance = random.Random(seed)
    variables: dict[str, Variable] = {
        **{f"flag{n}": Variable(type="bool") for n in range(_FLAGS)},
        **{f"level{n}": Variable(type="int", min=0, max=10) for n in range(_LEVELS)},
        **{f"mood{n}": Variable(type="enum", values=_MOOD) for n in range(_MOODS)},
    }
    counts = [1] * (nodes - 5)
    while sum(counts) < choices:
        counts[chance.randrange(len(counts))] += 1
    scenes = [
        Node(
            key=f"n{number}",
            content="A scene.",
            start=number == 0,
            choices=tuple(
                _tangled(chance, variables, number, place, nodes) for place in range(count)
            ),
        )
        for number, count in enumerate(counts)
    ]
    endings = [Node(key=f"n{n}", content="An end.", type="ending") for n in range(nodes - 5, nodes)]
    return Story(format=FORMAT, title="Tangle", variables=variables, nodes=tuple(scenes + endings))


def _next(number: int, door: int, nodes: int) -> int:
    return (number * 3 + door + 1) % nodes


def _tangled(
    chance: random.Random, variables: dict[str, Variable], number: int, place: int, nodes: int
) -> Choice:
    is_forward = chance.random() < 0.85
    if is_forward:
        target = chance.randint(number + 1, min(nodes - 1, number + 9))
    else:
        target = chance.randint(max(0, number - 15), number)
    asks = place > 0 and chance.random() < 0.5
    return Choice(
        key=f"c{place}",
        text="Go on",
        to=f"n{target}",
        condition=_condition(chance, variables) if asks else None,
        effects=tuple(_effect(chance, variables) for _ in range(chance.choice([0, 1, 1, 2]))),
    )


def _condition(chance: random.Random, variables: dict[str, Variable]) -> str:
    parts = [_comparison(chance, variables) for _ in range(chance.choice([1, 1, 2, 2, 3]))]
    return f" {chance.choice(['and', 'and', 'or'])} ".join(parts)


def _comparison(chance: random.Random, variables: dict[str, Variable]) -> str:
    name = chance.choice(list(variables))
    match variables[name].type:
        case "bool":
            return chance.choice(["", "not "]) + name
        case "int":
            return f"{name} {chance.choice(['>=', '<', '=='])} {chance.randint(1, 8)}"
        case _:
            return f'{name} == "{chance.choice(_MOOD)}"'


def _effect(chance: random.Random, variables: dict[str, Variable]) -> str:
    name = chance.choice(list(variables))
    match variables[name].type:
        case "bool":
            return f"{name} = {chance.choice(['true', 'true', 'false'])}"
        case "int":
            return f"{name} {chance.choice(['+=', '+=', '-='])} {chance.randint(1, 3)}"
        case _:
            return f'{name} = "{chance.choice(_MOOD)}"'
