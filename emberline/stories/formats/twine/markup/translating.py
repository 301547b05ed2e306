"""A passage made a scene."""

from emberline.stories.formats.twine.markup.reading import read_body
from emberline.stories.formats.twine.markup.scene import Dialect, Library, Scene
from emberline.stories.formats.twine.markup.weaving.context import Context
from emberline.stories.formats.twine.markup.weaving.draft import Draft
from emberline.stories.formats.twine.markup.weaving.finish import finished
from emberline.stories.formats.twine.markup.weaving.settling import Surroundings
from emberline.stories.formats.twine.markup.weaving.weave import weave
from emberline.stories.formats.twine.passages import Passage

_FIRST_TAGS = frozenset({"startup", "init"})


def translate(passage: Passage, dialect: Dialect, library: Library) -> Scene:
    """What the text of `passage` says, in our words.

    Whatever the text, it raises nothing; what it cannot say stays as text and is among the
    findings. Time and size are in proportion to the text and what it pulls in.
    """
    draft = Draft(library, dialect, passage.line)
    around = Surroundings(library, passage.name, passage.tags)
    weave(read_body(passage, dialect, library), Context(draft, around, draft.pieces, weave))
    is_first = passage.name == "StoryInit" or not _FIRST_TAGS.isdisjoint(passage.tags)
    return finished(draft, is_first=is_first)
