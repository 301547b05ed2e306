"""Conditions in words."""

from typing import Any

import pytest

from emberline.generations.renderers.book.wording import Wording
from emberline.stories.engine.document import Item, Variable
from tests.generations.renderers.factories import choice, ending, node, story

WORDS = {
    "has(lamp)": "If you have the lamp",
    "not has(lamp)": "If you do not have the lamp",
    "has(sword)": "If you have the Sword of Oaks",
    "has(coin, 3)": "If you have at least 3 gold coins",
    "not has(coin, 3)": "If you have fewer than 3 gold coins",
    "has(coin, 0)": "If this is always so",
    "has(coin, health)": "If your number of gold coins is at least Health",
    "count(coin) == 2": "If you have exactly 2 gold coins",
    "count(coin) == 0": "If you do not have the gold coin",
    "count(coin) > 2": "If you have at least 3 gold coins",
    "count(coin) != 2": "If you do not have exactly 2 gold coins",
    "count(coin) < 1": "If you do not have the gold coin",
    "not count(coin) >= 1": "If you do not have the gold coin",
    "count(coin) > -1": "If this is always so",
    "count(coin) < 0": "If this is never so",
    "count(coin) != -1": "If this is always so",
    "2 < count(coin)": "If you have at least 3 gold coins",
    "count(coin) <= 2": "If you have fewer than 3 gold coins",
    "count(coin) > count(sword)": (
        "If your number of gold coins is more than your number of Swords of Oaks"
    ),
    "count(coin)": "If you have the gold coin",
    "health >= 3": "If Health is at least 3",
    "health < 3": "If Health is less than 3",
    "health > 3": "If Health is more than 3",
    "health <= 3": "If Health is at most 3",
    "3 <= health": "If Health is at least 3",
    "not health >= 3": "If Health is less than 3",
    "health": "If Health is not 0",
    "not health": "If Health is 0",
    "health != 3": "If Health is not 3",
    "1 < health < 5": "If Health is more than 1 and Health is less than 5",
    "not 1 < health < 5": "If Health is at most 1 or Health is at least 5",
    "speed >= 1.5": "If “Boat speed” is at least 1.5",
    "health + 2 * (3 - health) > 4": "If Health plus (2 times (3 minus Health)) is more than 4",
    "health // 2 % 3 == 1": (
        "If (the remainder of (Health divided by 2, rounded down) divided by 3) is 1"
    ),
    "health / 2 > -1": "If Health divided by 2 is more than minus 1",
    "max(health, 3, abs(-health)) > 3": (
        "If the largest of Health, 3 and minus Health without its sign is more than 3"
    ),
    'mood == "calm"': "If Mood is “calm”",
    'mood in ["calm", "afraid"]': "If Mood is “calm” or “afraid”",
    'mood not in ["calm", "afraid"]': "If Mood is not “calm” or “afraid”",
    'crowd == "loud"': "If the crowd is loud",
    'crowd != "loud"': "If the crowd is not loud",
    '"an" in name': "If “an” stands in “ship name”",
    'name + "!" == "Ann!"': "If “ship name” followed by “!” is “Ann!”",
    "oath": "If you have written down “The oath”",
    "not oath": "If you have not written down “The oath”",
    "oath == false": "If you have not written down “The oath”",
    "true == oath": "If you have written down “The oath”",
    "oath == lit": (
        "If both or neither of these hold "
        "(you have written down “The oath”; you have written down “lit”)"
    ),
    "oath != (health > 1)": (
        "If just one of these holds (you have written down “The oath”; Health is more than 1)"
    ),
    "oath in [true]": "If you have written down “The oath”",
    "visited(cellar)": "If you have been at “The Cellar”",
    "not visited(bare-room)": "If you have not been at “bare room”",
    "times(cellar) == 1": "If you have been at “The Cellar” exactly once",
    "not times(cellar) == 2": "If you have not been at “The Cellar” exactly 2 times",
    "times(cellar) != 0": "If you have been at “The Cellar”",
    "times(cellar) <= 0": "If you have not been at “The Cellar”",
    "times(cellar) >= 0": "If this is always so",
    "times(cellar) >= 2": "If you have been at “The Cellar” at least 2 times",
    "times(cellar) < 2": "If you have been at “The Cellar” fewer than 2 times",
    "times(cellar)": "If you have been at “The Cellar”",
    "times(cellar) > health": "If the number of your visits to “The Cellar” is more than Health",
    "chosen(hall/go)": "If you have chosen “Take go” at “The Hall”",
    "true": "If this is always so",
    "health >= 3 and has(lamp)": "If Health is at least 3 and you have the lamp",
    "oath or lit or has(lamp)": (
        "If you have written down “The oath” or you have written down “lit” or you have the lamp"
    ),
    "not (oath and lit)": (
        "If you have not written down “The oath” or you have not written down “lit”"
    ),
    "(oath or lit) and has(lamp)": (
        "If you have written down “The oath” or you have written down “lit”, "
        "and also you have the lamp"
    ),
    "oath and lit or has(lamp)": (
        "If you have written down “The oath” and you have written down “lit”, "
        "or else you have the lamp"
    ),
    "(oath and lit or health) and has(lamp)": (
        "If (you have written down “The oath” and you have written down “lit”, "
        "or else Health is not 0), and also you have the lamp"
    ),
    "oath and (lit and has(lamp))": (
        "If you have written down “The oath” and you have written down “lit” and you have the lamp"
    ),
}


@pytest.mark.parametrize(("condition", "words"), WORDS.items(), ids=WORDS)
def test_a_condition_reads_as_a_clause(condition: str, words: str):
    assert _words(condition) == words


def test_brackets_as_deep_as_the_language_allows_are_told():
    condition = "health > 0"
    for depth in range(39):
        condition = f"({condition}) {('and', 'or')[depth % 2]} not has(coin, {depth + 2})"
    assert _words(condition).count("gold coins") == 39


def test_names_that_two_things_have_are_told_apart():
    variables = {name: Variable(type="int", label="Luck") for name in ("a", "b")}
    wording = _wording(variables=variables)
    assert [wording.naming.label(name) for name in variables] == ["Luck (a)", "Luck (b)"]


def test_a_name_without_end_is_cut():
    wording = _wording(variables={"a": Variable(type="int", label="ab " * 1_000)})
    assert len(wording.naming.label("a")) <= 80
    assert wording.naming.label("a").endswith("…")


def _words(condition: str) -> str:
    wording = _wording()
    tree = wording.rules.condition(condition)
    assert tree is not None
    return wording.condition(tree)


def _wording(**more: Any) -> Wording:
    variables = {
        "health": Variable(type="int", label="Health"),
        "speed": Variable(type="number", label="Boat speed"),
        "mood": Variable(type="enum", values=("calm", "afraid"), label="Mood"),
        "crowd": Variable(type="enum", values=("quiet", "loud"), label="The crowd is"),
        "name": Variable(type="string", label="ship name"),
        "oath": Variable(type="bool", label="The oath"),
        "lit": Variable(type="bool"),
    }
    items = {
        "lamp": Item(name="A lamp"),
        "coin": Item(name="gold coin"),
        "sword": Item(name="Sword of Oaks"),
    }
    told: dict[str, Any] = {"variables": variables, "items": items, **more}
    hall = node("hall", choice("go", "cellar"), title="The Hall")
    return Wording(story(hall, node("cellar", title="The Cellar"), ending("bare-room"), **told))
