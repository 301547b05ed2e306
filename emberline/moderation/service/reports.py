"""Reporting: what somebody finds wrong, kept with the thing as they saw it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from emberline.clips.queries.one import is_known
from emberline.clips.service.reading import seen_clip, seen_or_kept_clip
from emberline.kit.clock import wire_time
from emberline.kit.errors import conflict, invalid, not_found
from emberline.kit.ids import new_id
from emberline.moderation import queries
from emberline.moderation.rules import ReportKind, ReportStatus
from emberline.moderation.schemas import MakeReport, Reported
from emberline.stories.queries.access import readable
from emberline.stories.queries.reviews import review_in_sight
from emberline.stories.service.access import readable_story


@dataclass(frozen=True, slots=True)
class Subject:
    """What is reported: whose it is, and how it is at this moment."""

    author_id: str
    snapshot: dict[str, Any]


def make_report(conn: Connection, viewer_id: str, form: MakeReport, now: datetime) -> Reported:
    """Write a report of something that the viewer may see.

    AppError 404 for what they may not see or what cannot be reported yet, 400 for their own, 409
    when they have reported it before.
    """
    subject = _subject(conn, viewer_id, form, now)
    if subject.author_id == viewer_id:
        raise invalid("id", "This is your own. Delete it if it should go.")
    reported = Reported(
        new_id(), form.kind.value, form.id, form.reason.value, form.note or None, now
    )
    row = {
        "id": reported.report_id,
        "kind": form.kind.value,
        "subject_id": form.id,
        "author_id": subject.author_id,
        "reporter_id": viewer_id,
        "reason": form.reason.value,
        "note": reported.note,
        "snapshot": subject.snapshot,
        "status": ReportStatus.OPEN.value,
        "created_at": now,
    }
    if not queries.insert_report(conn, row):
        raise conflict("Reported before", "You have reported this. Moderators will look at it.")
    return reported


def _subject(conn: Connection, viewer_id: str, form: MakeReport, now: datetime) -> Subject:
    thing = form.kind.capitalize()
    # Locked first, so that a thing that is held or removed meanwhile is found to be so.
    if not queries.lock_subject(conn, form.kind, form.id):
        raise not_found(thing)
    match form.kind:
        case ReportKind.CLIP:
            return _clip(conn, viewer_id, form.id, now)
        case ReportKind.COMMENT:
            return _comment(conn, viewer_id, form.id, now)
        case ReportKind.USER:
            return _user(conn, viewer_id, form.id)
        case ReportKind.STORY:
            return _story(conn, viewer_id, form.id)
        case ReportKind.REVIEW:
            return _review(conn, viewer_id, form.id)


def _clip(conn: Connection, viewer_id: str, clip_id: str, now: datetime) -> Subject:
    row = seen_or_kept_clip(conn, viewer_id, clip_id, now).row
    snapshot = {
        "author_id": row.author_id,
        "author_username": row.username,
        "kind": row.kind,
        "text": row.text,
        "caption": row.caption,
        "alt_text": row.alt_text,
        "stickers": row.stickers or [],
        "visibility": row.visibility,
        "media_id": row.media_id,
        "origin_id": row.origin_id,
        "story_link_id": row.story_link_id,
        "published_at": row.published_at and wire_time(row.published_at),
        "expires_at": row.expires_at and wire_time(row.expires_at),
    }
    return Subject(row.author_id, snapshot)


def _comment(conn: Connection, viewer_id: str, comment_id: str, now: datetime) -> Subject:
    row = queries.comment_in_sight(conn, viewer_id, comment_id)
    if row is None:
        raise not_found("Comment")
    clip = seen_clip(conn, viewer_id, row.clip_id, now).row
    snapshot = {
        "author_id": row.user_id,
        "author_username": row.username,
        "text": row.text,
        "created_at": wire_time(row.created_at),
        "clip_id": clip.id,
        "clip_author_id": clip.author_id,
    }
    return Subject(row.user_id, snapshot)


def _story(conn: Connection, viewer_id: str, story_id: str) -> Subject:
    readable_story(conn, viewer_id, story_id)
    row = queries.story(conn, story_id)
    snapshot = {
        "author_id": row.author_id,
        "author_username": row.username,
        "title": row.title,
        "description": row.description,
        # The version stays as it is, so that moderators can read what was reported.
        "version": row.version,
        "version_id": row.version_id,
        "category": row.category,
        "tags": row.tags,
        "content_notes": row.content_notes,
        "media_id": row.cover_media_id,
    }
    return Subject(row.author_id, snapshot)


def _review(conn: Connection, viewer_id: str, review_id: str) -> Subject:
    row = review_in_sight(conn, viewer_id, review_id)
    if row is None or readable(conn, viewer_id, row.story_id) is None:
        raise not_found("Review")
    story = queries.story(conn, row.story_id)
    snapshot = {
        "author_id": row.reader_id,
        "author_username": row.username,
        "rating": row.rating,
        "text": row.text,
        "answer": row.answer,
        "created_at": wire_time(row.created_at),
        "story_id": row.story_id,
        "story_title": story.title,
        "story_author_id": story.author_id,
    }
    return Subject(row.reader_id, snapshot)


def _user(conn: Connection, viewer_id: str, user_id: str) -> Subject:
    if not is_known(conn, viewer_id, user_id):
        raise not_found("User")
    row = queries.profile(conn, user_id)
    snapshot = {
        "author_id": user_id,
        "author_username": row.username,
        "display_name": row.display_name,
        "bio": row.bio,
    }
    return Subject(user_id, snapshot)
