"""What the names of a document are called in Twine."""

import re
from collections.abc import Iterable, Mapping

import msgspec

from emberline.stories.formats.twine.markup.scene import Library
from emberline.stories.formats.twine.names import UNNAMED, Numbering, on_one_line
from emberline.stories.formats.twine.special import is_special_name
from emberline.stories.formats.twine.writing.losses import Losses

_NO_NAME = re.compile(r"\W+")


class Names(msgspec.Struct, frozen=True):
    """passages: of nodes, by key. inventory: the variable with the list of items. chosen: variables
    that tell whether a choice was taken, by `node/choice`."""

    passages: Mapping[str, str] = {}
    inventory: str = "inventory"
    chosen: Mapping[str, str] = {}

    def passage(self, key: str) -> str:
        """The name of the passage of the node `key`; of one that does not exist, its key."""
        return self.passages.get(key, key)


def passage_names(wanted: Iterable[str], taken: Iterable[str], losses: Losses) -> list[str]:
    """The names of passages: those `wanted`, as far as they are free."""
    numbering = Numbering(taken)
    names = []
    for title in wanted:
        name = on_one_line(title) or UNNAMED
        # A special one would be no scene any more.
        name = numbering.free(f"{name} 2" if is_special_name(name) else name)
        if name != title:
            losses.add("renamed_passage", name)
        names.append(name)
    return names


def hyphened(tag: str) -> str:
    """`tag` without what would part it."""
    return "-".join(tag.split())


def inventory_of(library: Library) -> str | None:
    """The variable with the list of items, of those that are lists: one that changes, if any."""
    return min(set(library.lists) - library.fixed or library.lists, default=None)


def free_variable(name: str, taken: Iterable[str]) -> str:
    """`name`, or it with a number, whichever no variable has."""
    return Numbering(taken, "_").free(name)


def chosen_names(choices: Iterable[str], taken: Iterable[str]) -> dict[str, str]:
    """A variable for each of `choices` (`node/choice`)."""
    numbering = Numbering(taken, "_")
    return {choice: numbering.free(f"chosen_{_NO_NAME.sub('_', choice)}") for choice in choices}
