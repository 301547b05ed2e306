"""The numbers of a gamebook's paragraphs: shuffled, so that nobody reads ahead by accident."""

from collections.abc import Sequence
from hashlib import sha256

from emberline.generations.renderers.book.parts import Book, Outcome, Section


def numbers_of(book: Book) -> tuple[int, ...]:
    """Each section's number in print, from 1, in the order of `book.sections`.

    The first section is 1. The others are shuffled by a hash of the book's title and their keys:
    the same story has the same numbers in every generation. Sections that lead to each other do not
    stand next to each other where that can be avoided.
    """
    order = _shuffled(book)
    _part_neighbours(order, _neighbours(book.sections))
    numbers = [0] * len(order)
    for number, index in enumerate(order, 1):
        numbers[index] = number
    return tuple(numbers)


def targets(section: Section) -> tuple[str, ...]:
    """The keys of all sections to which this one leads."""
    outcomes: list[Outcome] = []
    if section.puzzle:
        outcomes += section.puzzle.outcomes
    for choice in section.choices:
        outcomes += choice.outcomes
    return tuple(outcome.to for outcome in outcomes if outcome.to is not None)


def _shuffled(book: Book) -> list[int]:
    def rank(index: int) -> tuple[bytes, int]:
        text = f"{book.title}\0{book.sections[index].key}"
        # Text of an import may hold what UTF-8 cannot.
        return sha256(text.encode(errors="surrogatepass")).digest(), index

    return [0, *sorted(range(1, len(book.sections)), key=rank)] if book.sections else []


def _neighbours(sections: Sequence[Section]) -> list[set[int]]:
    indices = {section.key: index for index, section in reversed(list(enumerate(sections)))}
    neighbours: list[set[int]] = [set() for _ in sections]
    for index, section in enumerate(sections):
        for key in targets(section):
            if key in indices:
                neighbours[index].add(indices[key])
                neighbours[indices[key]].add(index)
    return neighbours


def _part_neighbours(order: list[int], neighbours: Sequence[set[int]]) -> None:
    """Swap places, in place, until no neighbours are left that a swap would part.

    A shuffle leaves some 2 · links / sections pairs to part, however long the book is.
    """
    for place in range(1, len(order)):
        if order[place] not in neighbours[order[place - 1]]:
            continue
        others = [*range(place + 1, len(order)), *range(1, place - 1)]
        for other in others:
            _swap(order, place, other)
            if _is_parted(order, place, neighbours) and _is_parted(order, other, neighbours):
                break
            _swap(order, place, other)


def _swap(order: list[int], one: int, other: int) -> None:
    order[one], order[other] = order[other], order[one]


def _is_parted(order: Sequence[int], place: int, neighbours: Sequence[set[int]]) -> bool:
    here = neighbours[order[place]]
    before = order[place - 1] in here
    after = place + 1 < len(order) and order[place + 1] in here
    return not before and not after
