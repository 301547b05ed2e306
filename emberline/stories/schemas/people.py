"""What the calls about a story's people take and answer."""

from typing import Annotated, Any, Literal

import msgspec

from emberline.accounts.schemas import PersonCard
from emberline.kit.answers import UtcTime, one_of
from emberline.kit.forms import Form, example
from emberline.kit.ids import Id
from emberline.stories.rules.activity import ACTIONS
from emberline.stories.rules.roles import ROLES

MOST_PEOPLE = 50
"""So many people a story may have, its owner among them."""

RoleName = Literal["owner", "editor", "viewer"]


class Invite(Form):
    """Who is to work on the story, and as what."""

    model_config = example({"user_id": "0197a1b2-7c4e-7000-8000-0000000000a2", "role": "editor"})

    user_id: Id
    role: RoleName


class ChangeRole(Form):
    """As what somebody works on the story from now on."""

    model_config = example({"role": "viewer"})

    role: RoleName


class StayAt(Form):
    """The node at which one is; null: at none of them."""

    model_config = example({"node_id": "0197a1b2-7c4e-7000-8000-0000000000e1"})

    node_id: Id | None


class StoryPerson(msgspec.Struct, frozen=True):
    """One of the people of a story.

    is_owner: whose story it is; an `owner` besides may do the same, and be removed.
    """

    user_id: str
    username: str
    display_name: str
    avatar_url: str | None
    role: Annotated[str, one_of(ROLES)]
    is_owner: bool
    added_at: UtcTime


class Present(msgspec.Struct, frozen=True):
    """Someone who has the story open. node_id: null at none of its nodes.

    holds_lock: whether they came to the node first. Nobody else is kept from writing there; it
    tells the others to wait, or to talk.
    """

    user: PersonCard
    node_id: str | None
    since: UtcTime
    holds_lock: bool


class Activity(msgspec.Struct, frozen=True):
    """What someone did to the story. by: null when they are gone; times: how often up to `at`."""

    id: str
    by: PersonCard | None
    action: Annotated[str, one_of(ACTIONS)]
    node_id: str | None
    detail: dict[str, Any] | None
    times: int
    began_at: UtcTime
    at: UtcTime
