"""Twee and Twine read into documents."""

import msgspec

from emberline.stories.formats.report import Finding, Imported, UnreadableError
from emberline.stories.formats.twine.assemble import imported_of
from emberline.stories.formats.twine.html import parse_html
from emberline.stories.formats.twine.twee import parse_twee


def read_twee(text: str, name: str) -> tuple[Imported, ...]:
    """The story of a Twee file; `name` is its title when it has none. UnreadableError.

    Twee 3, and of older Twee what is written alike.
    """
    return (imported_of(parse_twee(text, name)),)


def read_twine(text: str, name: str) -> tuple[Imported, ...]:
    """The stories of an HTML file of Twine 2: one, or those of an archive, in their order.

    name: the title of a story that has none. A story without a scene is left out and told of with
    the first one; UnreadableError when there is no other.
    """
    read: list[Imported] = []
    left_out: list[Finding] = []
    for source in parse_html(text, name):
        try:
            read.append(imported_of(source))
        except UnreadableError as error:
            message = f"`{source.title}` is left out: {error}"
            left_out.append(Finding(None, "story_left_out", message))
    if not read:
        raise UnreadableError(tuple(left_out))
    first = msgspec.structs.replace(read[0], findings=(*read[0].findings, *left_out))
    return (first, *read[1:])
