"""The stories that come with Emberline, printed and read back."""

from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import pytest

from emberline.generations.renderers.book.making import book_of
from emberline.generations.renderers.book.parts import Book, Section
from emberline.generations.renderers.pdf.numbering import numbers_of, targets
from tests.generations.renderers.pdf_pages import Gamebook, Link, plain
from tests.generations.renderers.pdf_printing import SAMPLES, printed, sample

NAMES = sorted(file.stem for file in SAMPLES.glob("*.json"))

# Shorter ones may stand in another paragraph by chance.
TELLING = 30


class Printed(NamedTuple):
    """A sample as a book and as a PDF."""

    book: Book
    gamebook: Gamebook
    numbers: dict[str, int]


@cache
def printed_sample(name: str) -> Printed:
    story = sample(name)
    book = book_of(story, "Mira Vance")
    keys = [section.key for section in book.sections]
    numbers = dict(zip(keys, numbers_of(book), strict=True))
    with TemporaryDirectory() as folder:
        return Printed(book, printed(story, Path(folder)), numbers)


def stories_texts(section: Section) -> Iterator[str]:
    """What is told in a section, without its rules."""
    blocks = list(section.blocks)
    for choice in section.choices:
        yield choice.text
        blocks += choice.consequences
    if section.puzzle:
        blocks += section.puzzle.prompt
    yield from (block.text for block in blocks if block.kind != "note")


def rules_of(section: Section) -> Iterator[str]:
    yield from (block.text for block in section.blocks if block.kind == "note")
    for choice in section.choices:
        yield from (choice.condition, *choice.notes, *(case.words for case in choice.outcomes))
    if section.puzzle:
        yield section.puzzle.answer


def turns(links: list[Link]) -> list[Link]:
    return [link for link in links if link.text.startswith("turn to")]


def test_there_are_samples() -> None:
    assert len(NAMES) == 5


@pytest.mark.parametrize("name", NAMES)
def test_the_text_of_each_scene_is_printed_as_often_as_it_is_told(name: str) -> None:
    book, gamebook, _ = printed_sample(name)
    texts = [plain(text) for section in book.sections for text in stories_texts(section)]
    rules = [plain(text) for section in book.sections for text in rules_of(section)]
    # What one scene tells in two paragraphs another may tell in one.
    everything = "".join(texts) + "\0".join(rules)
    telling = [text for text in texts if len(text) > TELLING]
    assert telling
    assert [text for text in telling if gamebook.body.count(text) != everything.count(text)] == []


@pytest.mark.parametrize("name", NAMES)
def test_each_scene_has_a_number_of_its_own_and_a_bookmark(name: str) -> None:
    book, gamebook, numbers = printed_sample(name)
    assert sorted(numbers.values()) == list(range(1, len(book.sections) + 1))
    assert sorted(gamebook.places) == sorted(numbers.values())
    assert sorted(gamebook.places, key=gamebook.places.__getitem__) == sorted(gamebook.places)


@pytest.mark.parametrize("name", NAMES)
def test_each_way_on_names_and_opens_the_paragraph_of_its_scene(name: str) -> None:
    book, gamebook, numbers = printed_sample(name)
    links = turns(gamebook.links)
    for link in links:
        number = int(link.text.removeprefix("turn to"))
        assert gamebook.paragraph_at(link.target) == number
        assert link.target == gamebook.places[number]
    found = Counter(
        (gamebook.paragraph_at(link.place), int(link.text.removeprefix("turn to")))
        for link in links
    )
    wanted = Counter(
        (numbers[section.key], numbers[key])
        for section in book.sections
        for key in targets(section)
    )
    assert links and found == wanted


@pytest.mark.parametrize("name", NAMES)
def test_each_ending_leads_back_to_the_beginning(name: str) -> None:
    book, gamebook, numbers = printed_sample(name)
    endings = {numbers[section.key] for section in book.sections if section.is_ending}
    again = {gamebook.paragraph_at(link.place) for link in gamebook.links if link.text == "1"}
    assert endings and again == endings


@pytest.mark.parametrize("name", NAMES)
def test_the_file_says_what_it_is(name: str) -> None:
    book, gamebook, _ = printed_sample(name)
    assert gamebook.metadata["Title"] == book.title
    assert gamebook.metadata["Author"] == "Mira Vance"
    assert gamebook.metadata["CreationDate"] == "D:20261121040506Z"
    assert gamebook.language == book.language


@pytest.mark.parametrize("name", NAMES)
def test_each_character_has_a_sheet_with_all_that_is_kept_account_of(name: str) -> None:
    book, gamebook, _ = printed_sample(name)
    text = gamebook.body
    lines = [line for character in book.characters for line in character.sheet]
    assert lines and all(plain(line.name) in text for line in lines)
    names = [character.name or "Character sheet" for character in book.characters]
    assert gamebook.bookmarks[1 : 1 + len(names)] == names
