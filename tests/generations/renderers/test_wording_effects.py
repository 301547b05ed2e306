"""Effects in words, and phrases by language."""

import string

import msgspec
import pytest

from emberline.generations.renderers.book.phrases import Phrases
from emberline.generations.renderers.book.translations import phrases_of
from emberline.generations.renderers.book.wording import Wording
from emberline.stories.engine.document import (
    Achievement,
    Item,
    Protagonist,
    Story,
    Value,
    Variable,
)
from tests.generations.renderers.factories import choice, ending, node, story

WORDS = {
    "health -= 2": "Write down: Health minus 2 (never below 0).",
    "health += 2": "Write down: Health plus 2 (never above 12).",
    "health += -2": "Write down: Health minus 2 (never below 0).",
    "health *= 2": "Write down: Health times 2 (never below 0 or above 12).",
    "health = 5": "Write down: Health becomes 5.",
    "health = 99": "Write down: Health becomes 12.",
    "health = 12 - free": ("Write down: Health becomes 12 minus free (never below 0 or above 12)."),
    'health -= roll("2d6+1")': "Write down: Health minus a roll of 2d6+1 (never below 0).",
    'health += roll("d4-2")': (
        "Write down: Health plus a roll of 1d4-2 (never below 0 or above 12)."
    ),
    "free = random(1, 6)": "Write down: free becomes a roll of 1d6.",
    "free = random(0, 3)": "Write down: free becomes a roll of 1d4-1.",
    "free += random(1, free)": "Write down: free plus a random number from 1 to free.",
    "free -= 1.5": None,
    "free += 0": None,
    "free += count(coin)": "Write down: free plus your number of Coins.",
    "oath = true": "Write down the word “oath”.",
    "oath = false": "Cross out the word “oath”.",
    "oath = free > 2 and not oath": (
        "If free is more than 2 and you have not written down “oath”, "
        "write down the word “oath”; otherwise cross it out."
    ),
    'crowd = "loud"': "Write down: The crowd is loud.",
    'name = "Ann"': "Write down: name becomes “Ann”.",
    'name += "!"': "Write down: name becomes name followed by “!”.",
    "give(lamp)": "Take the lamp.",
    "give(coin)": "Take 1 Coin.",
    "give(coin, 3)": "Take 3 Coins.",
    "give(coin, 0)": None,
    "give(coin, free)": "Take Coins: as many as free.",
    "take(lamp)": "Cross out the lamp.",
    "take(coin, 2)": "Cross out 2 Coins.",
    "unlock(deep)": "You have earned “In Deep”.",
    "protagonist(ada)": "From now on you are Ada.",
    "this is no effect": None,
    "unknown += 1": None,
}


@pytest.mark.parametrize(("effect", "words"), WORDS.items(), ids=WORDS)
def test_an_effect_reads_as_an_order_and_one_that_does_nothing_is_not_told(
    effect: str, words: str | None
):
    assert Wording(_story()).effects((effect,)) == (() if words is None else (words,))


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("de-AT", ("Notiere: Health minus 2 (nie unter 0).", "Nimm 3 \u00d7 „Coin“.")),
        ("fr", ("Notez : Health moins 2 (jamais moins de 0).", "Prenez 3 \u00d7 «\xa0Coin\xa0».")),
        ("es_MX", ("Anota: Health menos 2 (nunca menos de 0).", "Toma 3 \u00d7 «Coin».")),
        ("ja", ("Write down: Health minus 2 (never below 0).", "Take 3 \u00d7 “Coin”.")),
    ],
)
def test_the_language_of_the_story_decides_and_english_stands_in(
    language: str, words: tuple[str, ...]
):
    told = msgspec.structs.replace(_story(), language=language)
    assert Wording(told).effects(("health -= 2", "give(coin, 3)")) == words


@pytest.mark.parametrize("language", ["de", "es", "fr"])
def test_phrases_of_all_languages_have_the_same_fields_filled_in(language: str):
    assert _fields(phrases_of(language)) == _fields(phrases_of("en"))


def test_a_condition_reads_in_other_languages():
    conditions = {
        "de": "Wenn du „A lamp“ nicht hast und Health mindestens 3 ist",
        "fr": "Si vous n\u2019avez pas «\xa0A lamp\xa0» et Health vaut au moins 3",
        "es": "Si no tienes «A lamp» y Health es al menos 3",
    }
    for language, words in conditions.items():
        wording = Wording(msgspec.structs.replace(_story(), language=language))
        tree = wording.rules.condition("not has(lamp) and health >= 3")
        assert tree is not None
        assert wording.condition(tree) == words


def _story() -> Story:
    variables = {
        "health": _number("Health", 7, 0, 12),
        "free": Variable(type="int"),
        "oath": Variable(type="bool"),
        "crowd": Variable(type="enum", values=("quiet", "loud"), label="The crowd is"),
        "name": Variable(type="string"),
    }
    counting = choice("on", "end", condition="count(coin) > 2")
    return story(
        node("start", counting),
        ending("end"),
        variables=variables,
        items={"lamp": Item(name="A lamp"), "coin": Item(name="Coin")},
        achievements={"deep": Achievement(name="In Deep")},
        protagonists={"ada": Protagonist(name="Ada")},
    )


def _number(label: str, initial: Value, low: int, high: int) -> Variable:
    return Variable(type="int", initial=initial, min=low, max=high, label=label)


def _fields(phrases: Phrases) -> list[set[str]]:
    """Of each phrase, in their order, the names of what is filled in."""
    found: list[set[str]] = []
    for group in (*(phrases.clauses, phrases.values, phrases.orders, phrases.ways, phrases.told),):
        for told in group:
            for phrase in (told,) if isinstance(told, str) else told:
                names = (name for _, name, _, _ in string.Formatter().parse(phrase))
                found.append({name for name in names if name})
    return found
