"""The demo's stories: who wrote which, who read it, and what they said of it."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class Reading:
    """Somebody's play of a story. moves: None plays to an ending, a number stops after so many.

    stars, review: what they gave afterwards, if anything; answer: what the author said to it.
    """

    reader: str
    days: float
    moves: int | None = None
    stars: int | None = None
    review: str | None = None
    answer: str | None = None

    @property
    def ago(self) -> timedelta:
        """How long ago it was begun."""
        return timedelta(days=self.days)


@dataclass(frozen=True, slots=True)
class Book:
    """A sample that one of the demo's people wrote and published so many days ago."""

    sample: str
    author: str
    days: float
    readings: tuple[Reading, ...]

    @property
    def ago(self) -> timedelta:
        """How long ago it was published."""
        return timedelta(days=self.days)


DRAFT = ("blank", "juno")
"""A story that is only begun, and whose it is."""

BOOKS = (
    Book(
        "the-keepers-ledger",
        "tove",
        21,
        (
            Reading(
                "sanna",
                19,
                stars=5,
                review="I read the tide table twice before I saw it. Then I read the whole "
                "thing again, for the other door.",
                answer="The tide table is real. I copied it from the wall here.",
            ),
            Reading("kofi", 12, stars=4, review="Quiet, wet and fair. Bring a pencil."),
            Reading("lotte", 3, moves=9),
        ),
    ),
    Book(
        "eleven-minutes-of-air",
        "kofi",
        14,
        (
            Reading(
                "juno",
                13,
                stars=4,
                review="Lost three times and was never angry about it. Switch the timers off if "
                "you would rather think: it works just as well.",
            ),
            Reading("mateo", 8, stars=5),
            Reading("ember", 2, moves=4),
        ),
    ),
    Book(
        "the-salt-road",
        "amira",
        10,
        (
            Reading(
                "wren", 9, stars=5, review="Go as the guide first. Then you know what it cost."
            ),
            Reading("sanna", 5, stars=4),
            Reading("oskar", 1.5, moves=12),
        ),
    ),
    Book(
        "understudy",
        "mateo",
        6,
        (
            Reading("oskar", 5, stars=5, review="I laughed so loudly that the rolls sank."),
            Reading("ember", 4, stars=4, review="Short, and the prop gun goes off exactly once."),
            Reading("juno", 0.4, moves=3),
        ),
    ),
    Book(
        "a-house-in-instalments",
        "lotte",
        2,
        (
            Reading(
                "amira", 1, stars=5, review="Every room has a door I had not seen. Slowly, please."
            ),
            Reading("tove", 0.2, moves=7),
        ),
    ),
)
