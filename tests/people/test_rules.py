"""What a person may be called, and what they are found by."""

import pytest

from emberline.people.rules import (
    WORD_CHARACTERS,
    name_words,
    normal_display_name,
    search_prefix,
)


@pytest.mark.parametrize("name", ["Ada", "李小龍", "أدا", "👩\u200d🚀", "O'Neil-Smith 3rd", "🦉"])
def test_what_can_be_seen_may_be_a_name(name):
    assert normal_display_name(name) == name


def test_a_name_stands_on_one_line():
    assert normal_display_name("  Ada\n\t King ") == "Ada King"


@pytest.mark.parametrize(
    "name", ["", " ", "\u200b", "\u3164", "a\x07", "a\x7f", "\u202egnirts", "a\u2066b"]
)
def test_what_cannot_be_seen_or_turns_the_writing_around_may_not(name):
    assert normal_display_name("string") == "string"
    with pytest.raises(ValueError, match=r"use|leave"):
        normal_display_name(name)


def test_a_name_is_found_from_each_of_its_words_on():
    assert name_words("ada king lovelace") == {"ada king lovelace", "king lovelace", "lovelace"}


def test_only_the_first_words_of_a_long_name_count_and_each_is_cut():
    words = name_words(" ".join(["extraordinarily"] * 80))
    assert words
    assert len(words) <= 5
    assert all(len(word) <= WORD_CHARACTERS for word in words)


def test_a_query_is_as_long_as_what_is_kept_of_a_name():
    assert search_prefix("  ada   king ") == "ada king"
    assert len(search_prefix("a" * 90)) == WORD_CHARACTERS
    assert search_prefix("   ") == ""
