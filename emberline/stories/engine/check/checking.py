"""The check of a whole story."""

from collections.abc import Collection, Iterator, Mapping
from functools import cached_property

from emberline.stories.engine.check.declarations import (
    check_declarations,
    check_uses,
    readable_variables,
)
from emberline.stories.engine.check.findings import Findings
from emberline.stories.engine.check.graph import GraphReader, numbers_of
from emberline.stories.engine.check.report import CheckReport, Metrics
from emberline.stories.engine.check.scenes import check_scene
from emberline.stories.engine.check.structure import check_structure
from emberline.stories.engine.check.texts import TEXT_MOST, TextReader
from emberline.stories.engine.document import Node, Story
from emberline.stories.engine.names import Names, choice_name

_WORDS_MOST = TEXT_MOST // 2
"""Words that a text of the length allowed can have; those of a longer one are not all counted."""


def check(story: Story) -> CheckReport:
    """Everything that is wrong with `story`, or may be, in time linear in its size.

    At most 1,000 errors and as many warnings are told, of each code some; the metrics count all of
    them. Told by the order of the nodes, what is about the whole story first. Never raises.
    """
    findings = Findings()
    numbers = numbers_of(story)
    ways = GraphReader(numbers, len(story.nodes))
    texts = TextReader(_names(story, numbers), findings)
    words = choices = 0
    # Everything about one node before the next: a large story is read from memory once.
    for number, node in enumerate(story.nodes):
        ways.read(number, node)
        check_scene(node, findings)
        texts.read(node)
        words += _words(node)
        choices += len(node.choices)
    unreachable = check_structure(story, numbers, ways.graph, findings)
    check_declarations(story, findings)
    check_uses(story, texts.uses, findings)
    errors, error_count = findings.errors(numbers)
    warnings, warning_count = findings.warnings(numbers)
    metrics = Metrics(
        nodes=len(story.nodes),
        choices=choices,
        endings=len(ways.graph.endings),
        words=words,
        unreachable_nodes=unreachable,
        dead_ends=len(ways.graph.dead_ends),
        errors=error_count,
        warnings=warning_count,
    )
    return CheckReport(valid=not error_count, errors=errors, warnings=warnings, metrics=metrics)


class _ChoiceNames(Collection[str]):
    """The choices as `node/choice`, put together when an expression first asks for one."""

    def __init__(self, story: Story) -> None:
        self._story = story

    def __contains__(self, name: object) -> bool:
        return name in self._names

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)

    @cached_property
    def _names(self) -> set[str]:
        return {
            choice_name(node.key, choice.key)
            for node in self._story.nodes
            for choice in node.choices
        }


def _names(story: Story, numbers: Mapping[str, int]) -> Names:
    return Names(
        readable_variables(story),
        story.items,
        numbers,
        _ChoiceNames(story),
        story.achievements,
        story.protagonists,
    )


def _words(node: Node) -> int:
    words = len(node.content.split(None, _WORDS_MOST))
    for choice in node.choices:
        words += len(choice.text.split(None, _WORDS_MOST))
    return (
        words if node.puzzle is None else words + len(node.puzzle.prompt.split(None, _WORDS_MOST))
    )
