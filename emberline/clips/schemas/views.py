"""Views as they are answered."""

from datetime import datetime

import msgspec


class View(msgspec.Struct, frozen=True):
    """A view as it was recorded the first time."""

    story_id: str
    viewer_id: str
    viewed_at: datetime
    first_view: bool


class Viewer(msgspec.Struct, frozen=True):
    """Someone who has seen a clip."""

    user_id: str
    username: str
    display_name: str
    viewed_at: datetime
