"""Passages made scenes, and stories of them played, for the tests of Twine's markup."""

from typing import Any

from emberline.stories.engine.expression import parse_condition, parse_effect
from emberline.stories.engine.playable import Playable
from emberline.stories.engine.state import State, View
from emberline.stories.engine.step import choose, start
from emberline.stories.engine.template import read_template
from emberline.stories.engine.view import view
from emberline.stories.formats.twine.markup import Dialect, Scene, library_of, translate
from emberline.stories.formats.twine.passages import Passage
from emberline.stories.formats.twine.read import read_twee

SEED = "0123456789abcdef0123456789abcdef"


def scene(text: str, dialect: Dialect, tags: tuple[str, ...] = (), **others: str) -> Scene:
    """The scene of a passage `Here` that begins in line 10, in a story with the passages `others`.
    Everything in it is checked to be valid."""
    here = Passage("Here", tags, {}, text, 10)
    passages = [here, *(_passage(name, body) for name, body in others.items())]
    found = translate(here, dialect, library_of(passages, dialect))
    must_be_valid(found)
    return found


def must_be_valid(found: Scene) -> None:
    """Each expression of a scene is one, and its templates are in order."""
    for effect in found.on_enter:
        parse_effect(effect)
    for link in found.choices:
        for effect in link.effects:
            parse_effect(effect)
        if link.condition is not None:
            parse_condition(link.condition)
        assert read_template(link.text)[1] == []
        assert link.target or link.stays
        assert "\n" not in link.text
    assert read_template(found.content)[1] == []
    assert "\v" not in found.content


def codes(found: Scene) -> list[str]:
    """The codes of a scene's findings."""
    return [finding.code for finding in found.findings]


def ways(found: Scene) -> list[tuple[str, str]]:
    """The texts of a scene's choices, with where they lead."""
    return [(link.text, link.target) for link in found.choices]


class Play:
    """A story of passages being read; `Start` is the first."""

    def __init__(self, story_format: str, **passages: str) -> None:
        data = f'{{"ifid": "D674C58C-DEFA-4F70-B7A2-27742230C0FC", "format": "{story_format}"}}'
        bodies = {"StoryData": data, **passages}
        source = "\n\n".join(f":: {name}\n{body}" for name, body in bodies.items())
        ((self.imported),) = read_twee(source, "file")
        self._playable = Playable(self.imported.story)
        self.state: State = start(self._playable, None, SEED)

    @property
    def view(self) -> View:
        """What the reader sees."""
        return view(self._playable, self.state)

    @property
    def words(self) -> str:
        """The words that the reader sees."""
        return " ".join(self.view.content.split())

    @property
    def values(self) -> dict[str, Any]:
        """The variables, with the things in the inventory."""
        return {**self.state.variables, **self.state.items}

    def offered(self) -> list[str]:
        """The texts of the choices that are open."""
        return [choice.text for choice in self.view.choices]

    def take(self, text: str) -> str:
        """Take the choice with this text; the words that come then."""
        key = next(choice.key for choice in self.view.choices if choice.text == text)
        self.state = choose(self._playable, self.state, key).state
        return self.words


def _passage(name: str, body: str) -> Passage:
    plain, _, tag = name.partition("__")
    return Passage(plain, (tag,) if tag else (), {}, body, 100)
