"""All that a story's rules are told with, made once for a book."""

from functools import cached_property

from emberline.generations.renderers.book.clauses import Clauses
from emberline.generations.renderers.book.instructions import Instructions
from emberline.generations.renderers.book.naming import Naming
from emberline.generations.renderers.book.nouns import Nouns
from emberline.generations.renderers.book.phrases import Phrases
from emberline.generations.renderers.book.rules import Rules, Usage, usage_of
from emberline.generations.renderers.book.translations import phrases_of
from emberline.stories.engine.document import Story
from emberline.stories.engine.tree import Expression


class Wording:
    """The words of one story: its names, its trees and the phrases of its language."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self.rules = Rules(story)
        self.phrases: Phrases = phrases_of(story.language)
        self.usage: Usage = usage_of(story, self.rules)
        self.naming = Naming(story, self.phrases, self.usage.counted)
        variables = story.variables
        self.nouns = Nouns(variables, self.naming, self.phrases)
        self.clauses = Clauses(variables, self.naming, self.nouns, self.phrases)
        self._instructions = Instructions(
            variables, self.naming, self.nouns, self.clauses, self.phrases
        )

    def condition(self, condition: Expression, *, holds: bool = True) -> str:
        """ "If …": `condition`, or that it does not hold, as a sentence begins."""
        words = self.clauses.words(condition, holds=holds)
        return self.phrases.ways.condition.format(condition=words)

    def effects(self, texts: tuple[str, ...]) -> tuple[str, ...]:
        """What the reader is told to do, a sentence for each effect that does anything."""
        effects = [self.rules.effect(text) for text in texts]
        return self._instructions.words([each for each in effects if each is not None])

    @cached_property
    def constants(self) -> frozenset[str]:
        """The variables that hold the same value in every play."""
        own = {name for person in self.story.protagonists.values() for name in person.initial}
        return frozenset(self.story.variables.keys() - self.usage.changed - own)
