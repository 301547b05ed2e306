"""Stories put together from the rows of a CSV."""

from array import array
from collections.abc import Iterator
from typing import get_args

from emberline.stories.engine.document import Choice, Difficulty, Node, Story
from emberline.stories.formats.csv_nodes import Cells, NodeDraft, settled
from emberline.stories.formats.declare import declare
from emberline.stories.formats.expressions import Expressions
from emberline.stories.formats.findings import Findings
from emberline.stories.formats.reach import share_reachable
from emberline.stories.formats.report import Finding, Imported, Reachable, UnreadableError

STORIES_MOST = 1_000

_DIFFICULTIES: dict[str, Difficulty] = {each: each for each in get_args(Difficulty)}


class Stories:
    """Takes rows one after the other. name: the title of a story that has none."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._whole = Findings()
        self._drafts: dict[str, _StoryDraft] = {}
        self._current: _StoryDraft | None = None

    @property
    def findings(self) -> Findings:
        """Of the story at hand; of the whole text before the first row."""
        return self._whole if self._current is None else self._current.findings

    def add(self, line: int, cells: Cells) -> None:
        """Take the row of `line`."""
        title = cells.get("story_title", "")
        if self._current is None or (title.strip() and title != self._current.title):
            title = title if title.strip() else self._name
            if title not in self._drafts:
                self._begin(line, title)
            self._current = self._drafts[title]
        self._current.add(line, cells)

    def imported(self) -> tuple[Imported, ...]:
        """The stories; what is to say of the whole text stands with each. UnreadableError."""
        drafts = list(self._drafts.values())
        empty = [finding for it in drafts if not it.nodes for finding in it.findings.told()]
        whole = (*self._whole.told(), *empty)
        stories = [draft.imported() for draft in drafts if draft.nodes]
        if not stories:
            none = Finding(None, "no_story", f"`{self._name}` has no row that makes a node.")
            raise UnreadableError((*whole, none))
        return tuple(Imported(it.story, whole + it.findings, it.reachable) for it in stories)

    def _begin(self, line: int, title: str) -> None:
        if len(self._drafts) == STORIES_MOST:
            message = f"The file has more than {STORIES_MOST} stories; part it."
            raise UnreadableError((Finding(line, "too_large", message),))
        self._drafts[title] = _StoryDraft(title)


class _StoryDraft:
    """A story while its rows come in; its nodes are in the order of their first rows."""

    def __init__(self, title: str) -> None:
        self.title = title
        self.nodes: dict[str, NodeDraft] = {}
        self.findings = Findings()
        self._expressions = Expressions({})
        self._description = self._category = self._difficulty = ""
        self._current: NodeDraft | None = None
        # The choices in the order of their rows, whose lines stand in the other.
        self._choices: list[Choice] = []
        self._lines = array("L")

    def add(self, line: int, cells: Cells) -> None:
        """Take a row."""
        self._add_about(line, cells)
        key = cells.get("node", "").strip()
        if key:
            self._current = self.nodes.get(key)
            if self._current is None:
                self._current = self.nodes[key] = NodeDraft(key)
        if self._current is None:
            message = "No node is named here or above: the row is left out."
            self.findings.add(line, "missing_node", message)
            return
        choice = self._current.add(line, cells, self._expressions, self.findings)
        if choice is not None:
            self._choices.append(choice)
            self._lines.append(line)

    def imported(self) -> Imported:
        """The story with what was found."""
        self._tell_missing()
        story = Story(
            format="emberline-story/1",
            title=self.title,
            description=self._description,
            category=self._category,
            difficulty_level=_DIFFICULTIES.get(self._difficulty, "medium"),
            nodes=tuple(self._built()),
        )
        story, declared = declare(story, self._expressions)
        share = share_reachable(story)
        return Imported(story, self.findings.told() + declared, Reachable(share, share))

    def _add_about(self, line: int, cells: Cells) -> None:
        found = self.findings
        told, cell = self._description, cells.get("story_description", "")
        self._description = settled(told, cell, "story_description", line, found)
        self._category = settled(self._category, cells.get("category", ""), "category", line, found)
        level = cells.get("difficulty_level", "").strip().lower()
        if level and level not in _DIFFICULTIES:
            known = ", ".join(f"`{each}`" for each in _DIFFICULTIES)
            message = f"`{level[:80]}` is no difficulty level; there are {known}."
            found.add(line, "bad_value", message)
            level = ""
        self._difficulty = settled(self._difficulty, level, "difficulty_level", line, found)

    def _tell_missing(self) -> None:
        for choice, line in zip(self._choices, self._lines, strict=True):
            if choice.to not in self.nodes:
                where = f"`{choice.to[:80]}`, which is no node" if choice.to else "nowhere"
                self.findings.add(line, "missing_target", f"The choice leads to {where}.")

    def _built(self) -> Iterator[Node]:
        """The nodes; each draft is let go as its node is there."""
        self._choices.clear()
        drafts = [*reversed(self.nodes.values())]
        self.nodes.clear()
        is_start = True
        while drafts:
            yield drafts.pop().built(is_start=is_start)
            is_start = False
