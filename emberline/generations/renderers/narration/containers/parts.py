"""What the containers have in common."""

from collections.abc import Sequence

import msgspec

from emberline.generations.renderers.narration.chapters import Chapter, chapters_of

GENRE = "Audiobook"


class Measure(msgspec.Struct, frozen=True, kw_only=True):
    """How long a coded scene is.

    samples: that its frames decode to, `rate` of them a second, with what a coder puts before and
    after the sound. skipped: those before it, which players leave out at a file's beginning.
    size: in bytes. form: what scenes to be joined have in common.
    """

    samples: int
    skipped: int
    rate: int
    size: int
    form: bytes


class Label(msgspec.Struct, frozen=True, kw_only=True):
    """What a file says of itself; an empty text is left out. cover: a JPEG. language: BCP 47."""

    title: str
    author: str
    description: str
    language: str
    cover: bytes | None = None


class UnjoinableError(Exception):
    """A scene is damaged, or coded in another way than the others."""


def joined_chapters(titles: Sequence[str], measures: Sequence[Measure]) -> list[Chapter]:
    """The chapters of scenes that are joined.

    Every scene begins with the same silence of its coder, of which players skip the file's first:
    so the sound of a scene begins as long after that of the one before as the frames of that last,
    and the last scene is shorter. UnjoinableError where scenes are not coded alike: players take
    rate and channels from a file's beginning.
    """
    first = measures[0]
    if any((one.rate, one.form) != (first.rate, first.form) for one in measures):
        raise UnjoinableError("The scenes are not all coded in the same way.")
    samples = [measure.samples for measure in measures]
    samples[-1] -= first.skipped
    return chapters_of(titles, samples, first.rate)
