"""An author's figures, put together from counts and the document of the version."""

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta
from typing import NamedTuple

from emberline.stories.engine.document import Story

LEFT_AFTER = timedelta(days=1)
"""A play that is not over and in which nothing was done for so long was left where it stands."""

CSV_COLUMNS = ("record", "node", "choice", "label", "count", "share")
# What a spreadsheet takes for the beginning of a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class Way(NamedTuple):
    """From the node `source` by a choice (None: an answer to its puzzle) to the node `to`."""

    source: str
    choice: str | None
    to: str


class Counts(NamedTuple):
    """What was counted of a version, by the keys of its nodes and choices.

    endings: completed plays by where they ended. standing, left: plays that are not over, by the
    node at which they are; left ones are among the standing.
    """

    plays: int
    completed: int
    endings: Mapping[str, int]
    standing: Mapping[str, int]
    left: Mapping[str, int]
    sources: Mapping[str, int]
    ways: Mapping[Way, int]


class Ended(NamedTuple):
    """So many plays ended there; share: of those that ended."""

    key: str
    name: str
    plays: int
    share: float


class Stop(NamedTuple):
    """A node at which plays were left. visits: how often readers came there; share: of these."""

    key: str
    title: str
    visits: int
    left: int
    share: float


class Chosen(NamedTuple):
    """A choice, how often it was made, and the share of what was chosen at its node."""

    node_key: str
    key: str
    text: str
    times: int
    share: float


class Figures(NamedTuple):
    """Everything of one version; median_seconds: None while nobody has finished it."""

    counts: Counts
    endings: list[Ended]
    stops: list[Stop]
    choices: list[Chosen]
    median_seconds: float | None


def visits_of(counts: Counts, start: str | None) -> Counter[str]:
    """How often readers came to each node: by the ways that led there, and at the beginning."""
    visits: Counter[str] = Counter()
    for way, count in counts.ways.items():
        visits[way.to] += count
    if start is not None:
        visits[start] += counts.plays
    return visits


def made_of(counts: Counts) -> Counter[tuple[str, str]]:
    """How often each choice was made, by the keys of its node and its own."""
    made: Counter[tuple[str, str]] = Counter()
    for way, count in counts.ways.items():
        if way.choice is not None:
            made[way.source, way.choice] += count
    return made


def start_of(story: Story) -> str | None:
    """The key of the node at which the story begins."""
    return next((node.key for node in story.nodes if node.start), None)


def figures_of(story: Story, counts: Counts, median_seconds: float | None) -> Figures:
    """The figures of a version, in the order of its document."""
    visits = visits_of(counts, start_of(story))
    stops = [
        Stop(node.key, node.title, visits[node.key], left, share(left, visits[node.key]))
        for node in story.nodes
        if not node.is_ending and (visits[node.key] or counts.left.get(node.key))
        for left in [counts.left.get(node.key, 0)]
    ]
    return Figures(counts, _endings(story, counts), stops, _choices(story, counts), median_seconds)


def share(part: int, whole: int) -> float:
    """`part` of `whole`, 0 to 1 with four digits; 0 of nothing."""
    return round(min(part / whole, 1.0), 4) if whole else 0.0


def csv_of(figures: Figures) -> str:
    """The figures as one table (RFC 4180): what each row tells of is in its column `record`."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(CSV_COLUMNS)
    writer.writerows([_cell(value) for value in row] for row in _rows(figures))
    return text.getvalue()


def _endings(story: Story, counts: Counts) -> list[Ended]:
    names = {node.key: node.ending.name if node.ending else "" for node in story.nodes}
    titles = {node.key: node.title for node in story.nodes}
    declared = [node.key for node in story.nodes if node.is_ending]
    found = [*declared, *(key for key in counts.endings if key not in set(declared))]
    return [
        Ended(key, names.get(key) or titles.get(key) or key, count, share(count, counts.completed))
        for key in found
        for count in [counts.endings.get(key, 0)]
    ]


def _choices(story: Story, counts: Counts) -> list[Chosen]:
    made = made_of(counts)
    of_node: Counter[str] = Counter()
    for (node_key, _), count in made.items():
        of_node[node_key] += count
    return [
        Chosen(node.key, choice.key, choice.text, count, share(count, of_node[node.key]))
        for node in story.nodes
        for choice in node.choices
        for count in [made[node.key, choice.key]]
    ]


def _rows(figures: Figures) -> Iterator[tuple[object, ...]]:
    counts = figures.counts
    yield "plays", "", "", "", counts.plays, ""
    yield "completed", "", "", "", counts.completed, share(counts.completed, counts.plays)
    if figures.median_seconds is not None:
        yield "median_seconds", "", "", "", figures.median_seconds, ""
    for source, count in sorted(counts.sources.items()):
        yield "source", "", "", source, count, share(count, counts.plays)
    for ended in figures.endings:
        yield "ending", ended.key, "", ended.name, ended.plays, ended.share
    for stop in figures.stops:
        yield "visits", stop.key, "", stop.title, stop.visits, ""
        yield "left", stop.key, "", stop.title, stop.left, stop.share
    for chosen in figures.choices:
        yield "choice", chosen.node_key, chosen.key, chosen.text, chosen.times, chosen.share


def _cell(value: object) -> object:
    """The value, such that no spreadsheet runs what an author or a reader wrote."""
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return value


def counts_from(
    plays: Iterable[tuple[str, bool, str | None, str, bool, int]],
    ways: Iterable[tuple[str, str | None, str, int]],
) -> Counts:
    """The counts from rows (source, is_completed, ending, node, is_left, plays) and (node, choice,
    to, moves).
    """
    endings: Counter[str] = Counter()
    standing: Counter[str] = Counter()
    left: Counter[str] = Counter()
    sources: Counter[str] = Counter()
    for source, is_completed, ending_key, node_key, is_left, count in plays:
        sources[source] += count
        if is_completed:
            endings[ending_key or node_key] += count
            continue
        standing[node_key] += count
        if is_left:
            left[node_key] += count
    total, completed = sources.total(), endings.total()
    gone = {Way(node, choice, to): moves for node, choice, to, moves in ways}
    return Counts(total, completed, endings, standing, left, sources, gone)
