"""The phrases that rules are told with: what every language has to say."""

from collections.abc import Sequence
from typing import Literal, NamedTuple

Pair = tuple[str, str]
"""What is said where something holds, and where it does not."""

Comparison = Literal["==", "!=", "<", "<=", ">", ">="]


class Clauses(NamedTuple):
    """Parts of a condition, as they stand after `condition`'s "If".

    thing, place, choice, flag, one, other, number, listed: what is filled in.
    """

    has: Pair
    has_number: Pair
    has_exactly: Pair
    been_at: Pair
    been_times: Pair
    been_once: Pair
    been_exactly: Pair
    chosen: Pair
    choice_at: str
    written_down: Pair
    equal: Pair
    at_least: Pair
    more: Pair
    among: Pair
    contains: Pair
    alike: Pair
    sure: Pair
    joined: tuple[str, str]
    """Between clauses: and, or."""
    joined_groups: tuple[str, str]
    """Between clauses some of which are groups of their own: and, or."""


class Values(NamedTuple):
    """Values that are calculated; each reads as a noun."""

    sum: str
    difference: str
    product: str
    quotient: str
    floor_quotient: tuple[str, str]
    """Before the first number, and after it with the `other`."""
    remainder: tuple[str, str]
    joined: str
    negative: str
    absolute: str
    smallest: str
    largest: str
    roll: str
    random: str
    number_of: str
    visits_to: str
    truth: tuple[str, str]


class Orders(NamedTuple):
    """What the reader is told to do, a sentence each; `limits` are added inside of a sentence."""

    becomes: str
    stands: str
    plus: str
    minus: str
    times: str
    at_least: str
    at_most: str
    between: str
    write_flag: str
    cross_out_flag: str
    write_flag_if: str
    take: str
    take_number: str
    give_up: str
    give_up_number: str
    earned: str
    becoming: str
    roll: str
    roll_plus: str
    roll_minus: str


class Ways(NamedTuple):
    """What stands around ways on and puzzles."""

    condition: str
    otherwise: str
    otherwise_if: str
    in_any_case: str
    nothing_else: str
    not_taken: str
    total_at_least: str
    time_default: str
    time_over: str
    seconds: tuple[str, str]
    attempts: tuple[str, str]
    attempts_used_choices: str
    solved: str
    failed: str
    put_in_order: str
    match_these: str
    with_these: str
    then: str
    the_end: str
    range: str


class Told(NamedTuple):
    """What is told of a play that was played."""

    rolled: str
    rolled_total: str
    success: str
    failure: str
    time_was_over: str
    right: str
    right_answer: str
    wrong: str
    wrong_answer: str


class Phrases(NamedTuple):
    """All phrases of a language; each is a format with named fields.

    quotes: around names. die: the letter of dice (`2d6`). articles: whether names of things get
    English articles and plurals instead of quotes. verbs: words at the end of a label that make
    one sentence of it and its value ("The caravan is").
    """

    clauses: Clauses
    values: Values
    orders: Orders
    ways: Ways
    told: Told
    quotes: tuple[str, str]
    listed: tuple[str, str]
    """Before the last of several: and, or."""
    die: str = "d"
    articles: bool = False
    verbs: frozenset[str] = frozenset()

    def quoted(self, text: str) -> str:
        """`text` in the language's quotation marks."""
        return self.quotes[0] + text + self.quotes[1]

    def list_of(self, parts: Sequence[str], word: Literal["and", "or"]) -> str:
        """`parts` as a list in a sentence."""
        last = self.listed[word == "or"]
        if len(parts) < 2:
            return "".join(parts)
        return ", ".join(parts[:-1]) + last + parts[-1]
