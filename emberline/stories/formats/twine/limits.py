"""How much of Twine is read: beyond it a text is refused, before it fills the memory."""

from emberline.stories.formats.report import Finding, UnreadableError

PASSAGES_MOST = 200_000


def refuse_too_many(passages: int) -> None:
    """UnreadableError when there are more passages than a story may have."""
    if passages > PASSAGES_MOST:
        message = f"There are more than {PASSAGES_MOST} passages; split the story."
        raise UnreadableError((Finding(None, "too_large", message),))
