"""Export and erasure of one person: every slice that keeps something is named here."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, delete, select

from emberline.accounts.auth import Viewer
from emberline.accounts.models import User
from emberline.accounts.service.own_data import erase_account, export_account
from emberline.accounts.service.password_changes import wrong_password
from emberline.clips.service.deletion import remove_clips_of
from emberline.clips.service.mentions import forget_mentioned
from emberline.clips.service.own_data import (
    export_answers,
    export_clips,
    export_highlights,
    export_links,
    export_views,
    export_watching,
)
from emberline.generations.service.own_data import export_generations
from emberline.kit.db import Identifier
from emberline.kit.events import EventCounter, OutboxEvent
from emberline.kit.files import FileSigner
from emberline.kit.idempotency import IdempotencyKey
from emberline.kit.jobs import Job
from emberline.media.service import media
from emberline.media.service.own_data import export_media, export_uploads
from emberline.moderation.service.own_data import export_reports, forget_author, forget_reporter
from emberline.notifications.service.own_data import export_notifications
from emberline.people.service.own_data import export_people
from emberline.people.service.profiles import own_profile
from emberline.privacy.schemas import Export
from emberline.stories.service.leaving import leave_stories
from emberline.stories.service.own_data import export_reading, export_work, forget_person
from emberline.stories.service.reader_data import rewards_of
from emberline.stories.service.transfer.importing import doom_imports_of


def export(conn: Connection, viewer: Viewer, signer: FileSigner, now: datetime) -> Export:
    """Everything about the viewer, as of one moment: all of it is read in one transaction."""
    return Export(
        exported_at=now,
        **export_account(conn, viewer.user_id, now),
        people=export_people(conn, viewer.user_id),
        **export_notifications(conn, viewer.user_id),
        avatar_url=own_profile(conn, viewer).avatar_url,
        clips=export_clips(conn, viewer.user_id),
        clip_highlights=export_highlights(conn, viewer.user_id),
        clip_views=export_views(conn, viewer.user_id),
        **export_watching(conn, viewer.user_id),
        **export_answers(conn, viewer.user_id),
        clip_links=export_links(conn, viewer.user_id),
        **export_work(conn, viewer.user_id),
        **export_reading(conn, viewer.user_id),
        story_generations=export_generations(conn, viewer.user_id),
        reading=rewards_of(conn, viewer.user_id),
        reports=export_reports(conn, viewer.user_id),
        media=[_with_address(row, signer) for row in export_media(conn, viewer.user_id)],
        uploads=export_uploads(conn, viewer.user_id),
    )


def erase(conn: Connection, viewer: Viewer, password_hash: str, now: datetime) -> list[str]:
    """Delete the viewer and all that is theirs; returns the keys of the doomed files.

    Delete those after the commit; they are written down, so that a crash in between loses none.
    `password_hash` is the one that the password was compared with: AppError 403 when it was
    changed meanwhile.
    """
    # While the row is owned nothing can be added that hangs on it, such as a file.
    own = {"of_user": viewer.user_id, "password_hash": password_hash}
    if conn.execute(_OWN, own).first() is None:
        raise wrong_password()
    # Before their media, which clips of others show too.
    remove_clips_of(conn, viewer.user_id)
    # Others' media in stories that go with their owner, too.
    keys = leave_stories(conn, viewer.user_id, now)
    keys += media.doom_all_of(conn, viewer.user_id, now)
    keys += doom_imports_of(conn, viewer.user_id, now)
    for statement in _WITHOUT_FOREIGN_KEY:
        conn.execute(statement, {"of_user": viewer.user_id})
    forget_mentioned(conn, viewer.user_id)
    forget_reporter(conn, viewer.user_id)
    forget_person(conn, viewer.user_id)
    erase_account(conn, viewer.user_id, now)
    # Last, because a report of something of theirs may have been under way until it was gone.
    forget_author(conn, viewer.user_id, now)
    return keys


def _with_address(row: dict[str, Any], signer: FileSigner) -> dict[str, Any]:
    base = f"/files/media/{row['id']}"
    address = f"{base}/{media.display_name(row['kind'])}{signer.query(base)}"
    return {**row, "url": address if row["status"] == "ready" else None}


_USER = bindparam("of_user", type_=Identifier)
_OWN = (
    select(User.id)
    .where(User.id == _USER, User.password_hash == bindparam("password_hash"))
    .with_for_update()
)
# Everything else goes with the user's row.
_WITHOUT_FOREIGN_KEY = (
    delete(OutboxEvent).where(OutboxEvent.user_id == _USER),
    delete(EventCounter).where(EventCounter.user_id == _USER),
    delete(IdempotencyKey).where(IdempotencyKey.user_id == _USER),
    delete(Job).where(Job.user_id == _USER),
)
