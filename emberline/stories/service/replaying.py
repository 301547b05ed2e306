"""What somebody may still be told of stories that were worked on while they were away."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection

from emberline.kit.events import Event
from emberline.stories.queries.people import stories_of
from emberline.stories.service.activity import EVENT


def still_in_sight(
    conn: Connection,
    user_id: str,
    events: Sequence[Event],
    now: datetime,  # noqa: ARG001 (the same for every slice that looks)
) -> list[Event]:
    """The user's events but those of the work on stories that are gone, or theirs no longer.

    Whom an event names is looked at with all other events. One statement at most.
    """
    named = {event.data["story_id"] for event in events if event.type == EVENT}
    theirs = stories_of(conn, user_id, sorted(named)) if named else set()
    return [event for event in events if event.type != EVENT or event.data["story_id"] in theirs]
