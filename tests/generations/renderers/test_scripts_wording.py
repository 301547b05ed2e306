"""Written text as a voice is given it."""

import time

import pytest

from emberline.generations.renderers.narration.wording import as_spoken


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("Roll 2d6+1.", "Roll 2 d 6 + 1."),
        ("Roll d20 - 2 or 3D8", "Roll d 20 \u2212 2 or 3 D 8"),
        ("It is -5 here, a 3D room", "It is \u22125 here, a 3D room"),
        ("See https://www.example.com/a?b=c#d.", "See example.com."),
        ("(www.example.org/x)", "(example.org)"),
        ("a -- b ===== c", "a \u2013 b c"),
        ("it costs 1,250.50", "it costs 1,250.50"),
        ("you find a 🗝️🗝️!", "you find a old key !"),
        ("👩‍👩‍👧 1️⃣ 🇩🇪", "family woman woman girl keycap 1 Germany"),
        ("© 2026", "© 2026"),
        ("a\x00b\x01c\u200b\ufeff d\n e", "a b c d\n e"),
        ("e\u0301", "é"),
        ("\U000e0041\ue000x", "x"),
    ],
)
def test_text_is_made_speakable(written: str, spoken: str):
    assert as_spoken(written, "en") == spoken


def test_emoji_have_names_in_the_language_of_the_story():
    assert as_spoken("🗡️", "de-AT") == "dolch"


def test_emoji_are_dropped_where_nobody_knows_their_names():
    assert as_spoken("ja 🗝️ nej", "sv") == "ja nej"


def test_piles_of_accents_are_made_smaller():
    assert len(as_spoken("z" + "\u0335" * 500, "en")) < 10


def test_joiners_of_persian_stay():
    assert as_spoken("می\u200cخو\u0627\u0647م", "fa") == "می\u200cخو\u0627\u0647م"


@pytest.mark.parametrize(
    "sign", ["\U0001f468\u200d", "🗝️", "\u0301", " ", "-", "www.", "2d6", "<", "*\u200b"]
)
def test_hostile_text_costs_what_its_length_costs(sign: str):
    before = time.process_time()

    as_spoken(sign * (100_000 // len(sign)), "en")

    # What grows with the square takes minutes.
    assert time.process_time() - before < 5
