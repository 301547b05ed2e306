"""What stands inside a passage: the markup of Harlowe, SugarCube and plain Twine, made a scene.

`library_of(passages, dialect)` once a story, then `translate(passage, dialect, library)` for each
passage: also for StoryInit and startup passages, whose `on_enter` says the initial values.
"""

from emberline.stories.formats.twine.markup.library import library_of
from emberline.stories.formats.twine.markup.scene import Dialect, Library, Link, Scene
from emberline.stories.formats.twine.markup.translating import translate

__all__ = ["Dialect", "Library", "Link", "Scene", "library_of", "translate"]
