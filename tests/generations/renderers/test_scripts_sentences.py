"""Sentences and words in every script."""

import time

import pytest

from emberline.generations.renderers.narration.sentences import (
    SENTENCE_CHARACTERS,
    parts_of,
    sentences_of,
    words_of,
)


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("It rains. Go in! Now?", ["It rains.", "Go in!", "Now?"]),
        ("Mr. Smith paid 3.14 coins. He left.", ["Mr. Smith paid 3.14 coins.", "He left."]),
        ("“Stop!” he said. She ran.", ["“Stop!” he said.", "She ran."]),
        ("He said “no.” Then left.", ["He said “no.”", "Then left."]),
        ("J. R. Hart (e.g. him) went... away.", ["J. R. Hart (e.g. him) went... away."]),
        ("It was I. Go!", ["It was I.", "Go!"]),
        ("1. Take it. 2. Leave it.", ["1. Take it.", "2. Leave it."]),
        ("Er kam z. B. nicht. Dr. Maier schon.", ["Er kam z. B. nicht.", "Dr. Maier schon."]),
        ("你好。世界\uff01", ["你好。", "世界\uff01"]),
        ("「走れ。」と彼は言った。次。", ["「走れ。」と彼は言った。", "次。"]),
        ("من أنت؟ لا أحد.", ["من أنت؟", "لا أحد."]),
        ("यह है। वह नहीं॥ ठीक", ["यह है।", "वह नहीं॥", "ठीक"]),
        ("One line\nand another", ["One line", "and another"]),
        ("Here.\n***\n— …\n?!\nThere.", ["Here.", "There."]),
        ("", []),
    ],
)
def test_a_text_is_parted_into_its_sentences(text: str, sentences: list[str]):
    assert list(sentences_of(text)) == sentences


def test_a_long_sentence_is_parted_after_a_comma():
    clause = "and the sea came back over the road of salt, "
    sentence = (clause * 20).strip()

    parts = list(parts_of(sentence))

    assert len(parts) > 1
    assert all(len(part) <= SENTENCE_CHARACTERS for part in parts)
    assert all(part.endswith(",") for part in parts)
    assert " ".join(parts) == sentence


@pytest.mark.parametrize("text", ["x" * 1000, "你" * 1000, "é" * 1000, "1,000" * 200])
def test_a_text_without_spaces_is_parted_all_the_same(text: str):
    parts = list(parts_of(text))

    assert all(len(part) <= SENTENCE_CHARACTERS for part in parts)
    assert "".join(parts) == text


def test_a_short_sentence_stays_whole():
    assert list(parts_of("Short, and sweet.")) == ["Short, and sweet."]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Go on, then!", ["Go", "on,", "then!"]),
        ("“Go,” she said — “now.”", ["“Go,”", "she", "said —", "“now.”"]),
        ("« Oui », dit-il !", ["« Oui »,", "dit-il !"]),
        ("你好\uff0c世界", ["你", "好\uff0c", "世", "界"]),
        ("من أنت؟", ["من", "أنت؟"]),
    ],
)
def test_words_have_their_punctuation(text: str, words: list[str]):
    found = words_of(text)

    assert [word for _, word in found] == words
    assert all(text[at:].startswith(word) for at, word in found)


@pytest.mark.parametrize(
    "text", ["A. ", "a. ", "e.g. ", "Dr. ", "1. ", ". ", "\u3002", "x", "(", "x,"]
)
def test_hostile_text_costs_what_its_length_costs(text: str):
    before = time.process_time()

    parts = [
        part for each in sentences_of(text * (100_000 // len(text))) for part in parts_of(each)
    ]

    # What grows with the square takes minutes.
    assert time.process_time() - before < 5
    assert all(len(part) <= SENTENCE_CHARACTERS for part in parts)
