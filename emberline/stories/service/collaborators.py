"""Who works on a story: invited by its owners, with a role, and removed again."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, String, bindparam, delete, insert, select, update

from emberline.accounts.queries import lock_user
from emberline.kit.db import Identifier
from emberline.kit.errors import conflict, not_found
from emberline.notifications.service.telling import notify, withdraw
from emberline.stories.models.drafts import Collaborator, Story
from emberline.stories.models.people import StoryPresence
from emberline.stories.queries import people
from emberline.stories.queries.people import PersonRow
from emberline.stories.rules.roles import Role
from emberline.stories.schemas.people import MOST_PEOPLE, Invite
from emberline.stories.service import activity
from emberline.stories.service.access import Draft, draft_for

INVITED = "story.invited"


class _About(NamedTuple):
    """To whom something is done, and as what they work on the story then, or did."""

    story_id: str
    user_id: str
    role: str


def list_people(conn: Connection, viewer_id: str, story_id: str) -> Sequence[PersonRow]:
    """The story's people, its owner first, for any of them. AppError as `draft_for`."""
    draft_for(conn, viewer_id, story_id, Role.VIEWER)
    return people.people_of(conn, story_id)


def invite(
    conn: Connection, viewer_id: str, story_id: str, form: Invite, now: datetime
) -> PersonRow:
    """Let somebody work on the story, who is told so; they may leave again.

    AppError 404 for a user that the viewer or the story's owner cannot see, 409 for one of its
    people and when there are MOST_PEOPLE.
    """
    draft = draft_for(conn, viewer_id, story_id, Role.OWNER, lock=True)
    user_id = form.user_id
    if user_id == draft.row.owner_id or people.role_in(conn, story_id, user_id) is not None:
        raise conflict("Already invited", "This user works on the story already. Change the role.")
    # A block of the two comes before this, and is seen, or after it, and parts them.
    lock_user(conn, user_id)
    if not people.may_be_invited(conn, viewer_id, draft.row.owner_id, user_id):
        raise not_found("User")
    if people.collaborator_count(conn, story_id) + 1 >= MOST_PEOPLE:
        detail = f"A story has at most {MOST_PEOPLE} people. Remove somebody first."
        raise conflict("Too many people", detail)
    row = {"story_id": story_id, "user_id": user_id, "role": form.role, "added_at": now}
    conn.execute(_INSERT, row)
    notify(conn, [user_id], INVITED, actor_id=viewer_id, story_id=story_id, now=now)
    about = _About(story_id, user_id, form.role)
    _record(conn, viewer_id, "collaborator.invited", about, now)
    return _person(conn, story_id, user_id)


def change_role(
    conn: Connection, viewer_id: str, story_id: str, user_id: str, role: str, now: datetime
) -> PersonRow:
    """Give a collaborator another role; the same again changes nothing.

    AppError 404 for whoever is none of the story's people, 409 for whose story it is.
    """
    draft = draft_for(conn, viewer_id, story_id, Role.OWNER, lock=True)
    _check_not_owner(draft, user_id)
    before = people.role_in(conn, story_id, user_id)
    if before is None:
        raise not_found("Collaborator")
    if before != role:
        names = {"of_story": story_id, "of_user": user_id}
        conn.execute(_CHANGE, {**names, "new_role": role})
        about = _About(story_id, user_id, role)
        _record(conn, viewer_id, "collaborator.changed", about, now)
    return _person(conn, story_id, user_id)


def remove(conn: Connection, viewer_id: str, story_id: str, user_id: str, now: datetime) -> None:
    """Let somebody no longer work on the story: an owner anybody but whose it is, each oneself.

    AppError 404 for whoever is none of its people, 409 for whose story it is.
    """
    need = Role.VIEWER if user_id == viewer_id else Role.OWNER
    draft = draft_for(conn, viewer_id, story_id, need, lock=True)
    _check_not_owner(draft, user_id)
    names = {"of_story": story_id, "of_user": user_id}
    gone = conn.execute(_REMOVE, names).first()
    if gone is None:
        raise not_found("Collaborator")
    conn.execute(_AWAY, names)
    withdraw(conn, user_id, INVITED, story_id=story_id)
    about = _About(story_id, user_id, gone.role)
    _record(conn, viewer_id, "collaborator.removed", about, now)


def part(conn: Connection, one_id: str, other_id: str) -> None:
    """Neither works on the stories of the other any more, for one has blocked the other.

    Silently; on stories of others both stay. Whoever calls has locked both accounts.
    """
    for owner_id, user_id in ((one_id, other_id), (other_id, one_id)):
        names = {"of_owner": owner_id, "of_user": user_id}
        story_ids = conn.execute(_REMOVE_FROM_ALL, names).scalars().all()
        conn.execute(_AWAY_FROM_ALL, names)
        for story_id in story_ids:
            withdraw(conn, user_id, INVITED, story_id=story_id)


def _check_not_owner(draft: Draft, user_id: str) -> None:
    if user_id == draft.row.owner_id:
        detail = "This is the user whose story it is: neither the role changes nor do they leave."
        raise conflict("Story's owner", detail)


def _record(conn: Connection, by: str, action: str, about: _About, now: datetime) -> None:
    detail = {"user_id": about.user_id, "role": about.role}
    activity.record(conn, about.story_id, by, action, detail=detail, about=about.user_id, now=now)


def _person(conn: Connection, story_id: str, user_id: str) -> PersonRow:
    return next(row for row in people.people_of(conn, story_id) if row.user_id == user_id)


_OF_STORY = bindparam("of_story", type_=Identifier)
_IS_ONE = (Collaborator.story_id == _OF_STORY) & (
    Collaborator.user_id == bindparam("of_user", type_=Identifier)
)
_INSERT = insert(Collaborator)
_CHANGE = update(Collaborator).where(_IS_ONE).values(role=bindparam("new_role", type_=String))
_REMOVE = delete(Collaborator).where(_IS_ONE).returning(Collaborator.role)
_AWAY = delete(StoryPresence).where(
    StoryPresence.story_id == _OF_STORY,
    StoryPresence.user_id == bindparam("of_user", type_=Identifier),
)
_STORIES_OF_OWNER = select(Story.id).where(
    Story.owner_id == bindparam("of_owner", type_=Identifier)
)
_REMOVE_FROM_ALL = (
    delete(Collaborator)
    .where(
        Collaborator.user_id == bindparam("of_user", type_=Identifier),
        Collaborator.story_id.in_(_STORIES_OF_OWNER),
    )
    .returning(Collaborator.story_id)
)
_AWAY_FROM_ALL = delete(StoryPresence).where(
    StoryPresence.user_id == bindparam("of_user", type_=Identifier),
    StoryPresence.story_id.in_(_STORIES_OF_OWNER),
)
