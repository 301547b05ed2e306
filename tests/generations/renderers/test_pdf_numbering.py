"""The numbers of paragraphs in print."""

import pytest

from emberline.generations.renderers.book.parts import Book, BookChoice, Outcome, Section
from emberline.generations.renderers.pdf.numbering import numbers_of


def section(key: str, *targets: str) -> Section:
    choices = [
        BookChoice(key=to, letter="A", spans=(), outcomes=(Outcome(to=to),)) for to in targets
    ]
    return Section(key=key, number=1, choices=tuple(choices))


def book(*sections: Section, title: str = "A Book") -> Book:
    return Book(
        title=title,
        author="",
        description="",
        language="en",
        direction="ltr",
        sections=sections,
    )


def chain(length: int, ways: int = 3) -> Book:
    """Each scene leads to the next ones."""
    return book(
        *(
            section(str(index), *(str(index + way) for way in range(1, ways + 1)))
            for index in range(length)
        )
    )


def test_the_beginning_is_number_one_and_all_numbers_are_used() -> None:
    numbers = numbers_of(chain(200))
    assert numbers[0] == 1
    assert sorted(numbers) == list(range(1, 201))
    assert list(numbers) != sorted(numbers)


def test_no_scenes_have_no_numbers() -> None:
    assert numbers_of(book()) == ()


@pytest.mark.parametrize("length", [12, 50, 1000])
def test_scenes_that_lead_to_each_other_stand_apart(length: int) -> None:
    numbers = numbers_of(chain(length))
    for index in range(length):
        for other in range(index + 1, min(index + 4, length)):
            assert abs(numbers[index] - numbers[other]) > 1


def test_where_scenes_cannot_stand_apart_each_still_has_its_number() -> None:
    keys = [str(index) for index in range(30)]
    assert sorted(numbers_of(book(*(section(key, *keys) for key in keys)))) == list(range(1, 31))


def test_the_same_story_has_the_same_numbers_and_another_title_others() -> None:
    one, same = chain(50), chain(50)
    assert numbers_of(one) == numbers_of(same)
    renamed = book(*one.sections, title="Another Book")
    assert numbers_of(renamed) != numbers_of(one)


def test_two_scenes_of_one_key_have_two_numbers() -> None:
    assert sorted(numbers_of(book(section("a", "b"), section("b"), section("b")))) == [1, 2, 3]
