"""What a story has and Twine cannot hold, gathered by kind."""

from collections.abc import Iterable

from emberline.stories.engine.document import Node, Story
from emberline.stories.formats.report import Finding

_PLACES_MOST = 5

_MESSAGES = {
    "lost_achievement": "Twine has no achievements: none is unlocked",
    "lost_alternative": "The text of a link cannot depend on a condition: one of them is kept",
    "lost_chosen": "Twine does not know which links were taken: kept as variables",
    "lost_condition": "This cannot be said in Twine and is left out",
    "lost_consequences": "Twine has no place for the consequences of a choice",
    "lost_effect": "This effect cannot be said in Twine and is left out",
    "lost_ending": "Twine does not know the name or the tone of an ending",
    "lost_fallback": "Twine has no fallback: the conditions of the other choices are asked",
    "lost_items": "Twine has no inventory: items are kept in the list",
    "lost_letter": "Twine has no letters of choices",
    "lost_locked_text": "Twine hides a link that cannot be taken: no text stands in its place",
    "lost_media": "Sounds and the words for pictures are left out",
    "lost_note": "Twine has no notes on a passage",
    "lost_once": "Twine does not know links that can be taken once only: kept as variables",
    "lost_protagonists": "Twine has no protagonists: the story is told without",
    "lost_puzzle": "Twine has no puzzles: a link leads to where the right answer does",
    "lost_range": "Twine does not keep variables in a range",
    "lost_roll": "Twine has no dice between two scenes: the link draws the numbers itself",
    "lost_story": "Twine has no place for this of the story",
    "lost_tag": "A tag of Twine has no spaces: there are hyphens in their place",
    "lost_timer": "Twine has no links with timers of their own: there is no haste",
    "lost_twine": "What is kept of Twine has not the form that an import gives it",
    "lost_variable": "Twine has neither labels nor values to choose from",
    "renamed_passage": "Names of passages stand once, on one line, and some are taken: renamed",
}


class Losses:
    """The places at which something was lost, by kind."""

    def __init__(self) -> None:
        self._places: dict[str, list[str]] = {}
        self._counts: dict[str, int] = {}

    def add(self, code: str, place: str) -> None:
        """`place` names a node, a choice (`node/choice`) or a part of the story."""
        places = self._places.setdefault(code, [])
        self._counts[code] = self._counts.get(code, 0) + 1
        if len(places) < _PLACES_MOST and place not in places:
            places.append(place)

    def findings(self) -> tuple[Finding, ...]:
        """One finding a kind, with the first places and how many there are."""
        return tuple(
            Finding(None, code, _told(code, places, self._counts[code]))
            for code, places in self._places.items()
        )


def tell_losses(story: Story, losses: Losses) -> None:
    """What Twine has no place for, wherever it stands; links are told of as they are written."""
    parts = {
        "description": story.description,
        "language": story.language != "en",
        "category": story.category,
        "difficulty_level": story.difficulty_level != "medium",
        "cover": story.cover,
        "content_notes": story.content_notes,
    }
    _add(losses, "lost_story", (part for part, is_there in parts.items() if is_there))
    _add(losses, "lost_protagonists", story.protagonists)
    _add(losses, "lost_achievement", story.achievements)
    _add(losses, "lost_items", story.items)
    for name, variable in story.variables.items():
        if variable.min is not None or variable.max is not None:
            losses.add("lost_range", name)
        if variable.label or variable.shown or variable.values:
            losses.add("lost_variable", name)
    for node in story.nodes:
        _tell_node(node, losses)


def _tell_node(node: Node, losses: Losses) -> None:
    ending = node.ending
    if node.note:
        losses.add("lost_note", node.key)
    if ending is not None and (ending.tone or ending.name not in {"", node.title}):
        losses.add("lost_ending", node.key)
    if any(media.kind == "audio" or media.alt_text for media in node.media):
        losses.add("lost_media", node.key)
    if any(len(tag.split()) > 1 for tag in node.tags):
        losses.add("lost_tag", node.key)


def _add(losses: Losses, code: str, places: Iterable[str]) -> None:
    for place in places:
        losses.add(code, place)


def _told(code: str, places: list[str], count: int) -> str:
    shown = ", ".join(f"`{place}`" for place in places)
    more = f" and more ({count} in all)" if count > len(places) else ""
    return f"{_MESSAGES[code]}: {shown}{more}."
