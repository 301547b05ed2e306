"""Which phrases a language has."""

from collections.abc import Mapping

from emberline.generations.renderers.book.languages.english import ENGLISH
from emberline.generations.renderers.book.languages.french import FRENCH
from emberline.generations.renderers.book.languages.german import GERMAN
from emberline.generations.renderers.book.languages.spanish import SPANISH
from emberline.generations.renderers.book.phrases import Phrases

_LANGUAGES: Mapping[str, Phrases] = {
    "de": GERMAN,
    "en": ENGLISH,
    "es": SPANISH,
    "fr": FRENCH,
}

# Names in another language take no English articles and plurals.
_FALLBACK = ENGLISH._replace(articles=False, verbs=frozenset())


def phrases_of(language: str) -> Phrases:
    """The phrases for a BCP 47 tag; English ones where it has none of its own."""
    return _LANGUAGES.get(language.replace("_", "-").partition("-")[0].lower(), _FALLBACK)
