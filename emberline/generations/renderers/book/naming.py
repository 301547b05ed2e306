"""What the parts of a story are called in a sentence."""

import re
from collections import Counter
from collections.abc import Collection, Mapping
from functools import cached_property

from emberline.generations.renderers.book.legible import short_name
from emberline.generations.renderers.book.markdown import words_of
from emberline.generations.renderers.book.phrases import Phrases
from emberline.generations.renderers.book.reading_order import nodes_by_key
from emberline.stories.engine.document import Story, Value, Variable
from emberline.stories.engine.names import choice_name
from emberline.stories.engine.template import read_template, shown_value

_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_DETERMINERS = frozenset(
    {"the", "a", "an", "my", "your", "his", "her", "its", "our", "their", "some", "you"}
)
_ARTICLES = frozenset({"the", "a", "an", "some"})


class Naming:
    """Names of variables, things, places and people, each its own.

    counted: the items of which one can have several.
    """

    def __init__(self, story: Story, phrases: Phrases, counted: Collection[str]) -> None:
        self._phrases = phrases
        self._counted = counted
        self._variables = _told_apart({n: _label(n, v) for n, v in story.variables.items()})
        self._types = story.variables
        self._items = _told_apart(
            {key: each.name or _spaced(key) for key, each in story.items.items()}
        )
        nodes = nodes_by_key(story)
        self._nodes = _told_apart({key: node.title or _spaced(key) for key, node in nodes.items()})
        self._people = {key: each.name or _spaced(key) for key, each in story.protagonists.items()}
        self._deeds = {key: each.name or _spaced(key) for key, each in story.achievements.items()}
        self._story = story

    def label(self, variable: str) -> str:
        """The name of a variable as it stands on a sheet."""
        return self._variables[variable]

    def variable(self, variable: str) -> str:
        """The name of a variable inside of a sentence: in quotes, unless it is one word."""
        label = self._variables[variable]
        if self._types[variable].type == "bool" or not label.isalnum():
            return self._phrases.quoted(label)
        return label

    def ends_in_verb(self, variable: str) -> bool:
        """Whether the label and a value are a sentence ("The caravan is" steady)."""
        return self._variables[variable].rpartition(" ")[2] in self._phrases.verbs

    def sentence(self, variable: str) -> str:
        """The beginning of the sentence that the label and a value are."""
        label = self._variables[variable]
        is_name = label.partition(" ")[0].lower() not in _DETERMINERS
        return label if is_name else _uncapitalised(label)

    def item(self, key: str) -> str:
        """The name of a thing as it stands on a sheet."""
        return self._items[key]

    def is_counted(self, item: str) -> bool:
        """Whether one can have several of it."""
        return item in self._counted

    def thing(self, item: str) -> str:
        """A thing of which there is one."""
        name = self._items[item]
        if not self._phrases.articles:
            return self._phrases.quoted(name)
        first, _, rest = name.partition(" ")
        if rest and first.lower() in _ARTICLES:
            return f"the {rest}"
        return _uncapitalised(name) if first.lower() in _DETERMINERS else f"the {name}"

    def things(self, item: str, number: int | None = None) -> str:
        """So many of a thing; None: however many."""
        name = self._items[item]
        if not self._phrases.articles:
            quoted = self._phrases.quoted(name)
            return quoted if number is None else f"{number} \u00d7 {quoted}"
        first, _, rest = name.partition(" ")
        if rest and first.lower() in _ARTICLES:
            name = rest
        if number != 1:
            name = _plural(name)
        return name if number is None else f"{number} {name}"

    def place(self, node: str) -> str:
        """A scene, by its title."""
        return self._phrases.quoted(self._nodes[node])

    def choice(self, name: str) -> str:
        """A choice (`node/choice`), by its text and its scene."""
        text, node = self._choices[name]
        told = self._phrases.clauses.choice_at
        return told.format(choice=self._phrases.quoted(text), place=self.place(node))

    def person(self, key: str) -> str:
        """A protagonist."""
        return self._people[key]

    def achievement(self, key: str) -> str:
        """An achievement."""
        return self._phrases.quoted(self._deeds[key])

    def value(self, value: Value) -> str:
        """A value as it stands in an expression."""
        if isinstance(value, str):
            return self._phrases.quoted(short_name(value))
        return self.plain_value(value)

    def plain_value(self, value: Value) -> str:
        """A value as it stands on a sheet."""
        if isinstance(value, bool):
            return self._phrases.values.truth[not value]
        return short_name(shown_value(value))

    @cached_property
    def _choices(self) -> Mapping[str, tuple[str, str]]:
        """Of each choice its text and its node. Few stories ask for any: made when one does."""
        found: dict[str, tuple[str, str]] = {}
        for node in self._story.nodes:
            for choice in node.choices:
                name = choice_name(node.key, choice.key)
                found.setdefault(name, (_fixed_text(choice.text), node.key))
        return found


def _label(name: str, variable: Variable) -> str:
    return variable.label or _spaced(name)


def _spaced(key: str) -> str:
    """A key or name as words."""
    return re.sub(r"[_-]+", " ", _HUMP.sub(" ", key)).strip() or key


def _told_apart(names: Mapping[str, str]) -> dict[str, str]:
    """The names made short, with the key behind those that several have."""
    short = {key: short_name(name) or key for key, name in names.items()}
    counts = Counter(short.values())
    return {
        key: name if counts[name] == 1 else short_name(f"{name} ({key})")
        for key, name in short.items()
    }


def _fixed_text(template: str) -> str:
    """What of a template is the same in every state."""
    parts, _ = read_template(template)
    return short_name(words_of("".join(p if isinstance(p, str) else "…" for p in parts)))


def _uncapitalised(name: str) -> str:
    return name[:1].lower() + name[1:]


def _plural(name: str) -> str:
    """English, by its rules alone; what ends in one s is a plural already."""
    head, of, rest = name.partition(" of ")
    if re.search(r"(?:ss|x|z|ch|sh)$", head):
        head += "es"
    elif re.search(r"[^aeiou]y$", head):
        head = head[:-1] + "ies"
    elif not head.endswith("s"):
        head += "s"
    return head + of + rest
