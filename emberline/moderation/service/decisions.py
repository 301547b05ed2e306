"""What moderators decide about reported things: hold, dismiss, remove, suspend."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from emberline.accounts.queries import role_of
from emberline.accounts.service.standing import suspend_other
from emberline.clips.service import holding
from emberline.clips.service.deletion import remove_clip
from emberline.kit.errors import AppError, conflict, forbidden, invalid, not_found
from emberline.moderation import queries
from emberline.moderation.queries import ReportRow, Unresolved
from emberline.moderation.rules import (
    ACTIONS,
    TRANSITIONS,
    Action,
    ReportKind,
    ReportStatus,
    may_decide,
    may_suspend,
)
from emberline.notifications.service import notify
from emberline.stories.service.holding import hold_story, release_story, remove_story
from emberline.stories.service.reviews import hold_review, release_review, remove_review


@dataclass(frozen=True, slots=True)
class Decision:
    """What is decided about a report, by whom and when.

    note: why, for the log. reason: of a suspension, what the suspended are told of why.
    """

    moderator_id: str
    action: Action
    note: str | None
    reason: str | None
    now: datetime


@dataclass(frozen=True, slots=True)
class _Case:
    """The thing that a decision is about. `is_there`: it was not deleted meanwhile.

    role: of the moderator.
    """

    report: ReportRow
    kind: ReportKind
    role: str
    is_there: bool


def decide(conn: Connection, report_id: str, decision: Decision) -> list[str]:
    """Do what was decided, about all unresolved reports of the same thing at once.

    Returns the keys of files to delete after the commit. AppError 404 for no such report, 400 or
    409 for what cannot be done about such a thing, 409 when it is resolved or held already or the
    thing to hold is gone, 403 for a moderator's own thing and for suspending those whom only
    administrators suspend.
    """
    report = queries.report(conn, report_id)
    if report is None:
        raise not_found("Report")
    role = role_of(conn, decision.moderator_id) or "user"
    if not may_decide(role, own=report.author_id == decision.moderator_id):
        raise forbidden("Another moderator decides about what is yours.")
    kind, action = ReportKind(report.kind), decision.action
    if action not in ACTIONS[kind]:
        raise _not_for(kind, action)
    if decision.reason is not None and action is not Action.SUSPEND:
        raise invalid("reason", "Only who is suspended is told a reason. Send it as the note.")
    is_there = queries.lock_subject(conn, kind, report.subject_id)
    unresolved = queries.lock_unresolved(conn, report.kind, report.subject_id)
    was = _status_among(unresolved, report_id)
    if action not in TRANSITIONS[was]:
        raise _too_late(was)
    case = _Case(report, kind, role, is_there)
    doomed = _act(conn, case, decision)
    report_ids = [row.id for row in unresolved]
    queries.set_status(conn, report_ids, TRANSITIONS[was][action])
    entry = queries.Entry(decision.moderator_id, action.value, decision.note, decision.reason)
    queries.log(conn, report_ids, entry, decision.now)
    _tell(conn, case, was, unresolved, decision)
    return doomed


def _status_among(unresolved: list[Unresolved], report_id: str) -> ReportStatus:
    standing = {row.id: ReportStatus(row.status) for row in unresolved}
    return standing.get(report_id, ReportStatus.RESOLVED)


def _act(conn: Connection, case: _Case, decision: Decision) -> list[str]:
    """Change the thing, or its author's standing; the keys of files that go."""
    match decision.action:
        case Action.HOLD:
            _hold(conn, case, decision.now)
        case Action.DISMISS:
            _release(conn, case)
        case Action.REMOVE:
            return _remove(conn, case, decision.now)
        case Action.SUSPEND:
            return _suspend(conn, case, decision)
    return []


def _hold(conn: Connection, case: _Case, now: datetime) -> None:
    if not case.is_there:
        raise conflict("Nothing to hold", "It was deleted meanwhile. Resolve the report.")
    _HOLD[case.kind](conn, case.report.subject_id, now)


def _release(conn: Connection, case: _Case) -> None:
    if case.kind in _RELEASE:
        _RELEASE[case.kind](conn, case.report.subject_id)


def _remove(conn: Connection, case: _Case, now: datetime) -> list[str]:
    subject_id = case.report.subject_id
    if not case.is_there:
        return []
    match case.kind:
        case ReportKind.CLIP:
            return remove_clip(conn, subject_id, now)
        case ReportKind.STORY:
            return remove_story(conn, subject_id, now)
        case ReportKind.REVIEW:
            remove_review(conn, subject_id)
        case ReportKind.COMMENT:
            holding.remove_comment(conn, subject_id)
        case ReportKind.USER:
            pass
    return []


def _suspend(conn: Connection, case: _Case, decision: Decision) -> list[str]:
    """Suspend the author. What was reported goes too: it does not come back with them."""
    author_id = case.report.author_id
    of_role = author_id and queries.lock_role(conn, author_id)
    if author_id is None or of_role is None:
        raise conflict("Account gone", "The account was erased. There is nobody to suspend.")
    if not may_suspend(case.role, of_role):
        raise forbidden("Only an administrator suspends a moderator or an administrator.")
    doomed = _remove(conn, case, decision.now)
    suspend_other(conn, decision.moderator_id, author_id, decision.now, decision.reason)
    return doomed


def _not_for(kind: ReportKind, action: Action) -> AppError:
    if action is Action.HOLD:
        return conflict(
            "Not to be held",
            f"A {kind} cannot be held. Dismiss the report, or suspend the account.",
        )
    return invalid("action", f"A {kind} cannot be removed. Dismiss the report, or suspend.")


def _too_late(was: ReportStatus) -> AppError:
    if was is ReportStatus.HELD:
        return conflict("Held already", "It is held already. Resolve the report.")
    return conflict("Resolved already", "This report was resolved; its log says how and by whom.")


def _tell(
    conn: Connection,
    case: _Case,
    was: ReportStatus,
    unresolved: list[Unresolved],
    decision: Decision,
) -> None:
    """Tell the author what became of their thing, and the reporters that it was looked at."""
    action, now = decision.action, decision.now
    told = None
    if case.is_there and case.kind is not ReportKind.USER:
        told = _TOLD.get(action)
    if action is Action.DISMISS and was is not ReportStatus.HELD:
        told = None
    author_id = case.report.author_id
    if told and author_id:
        clip_id, story_id = _clip_id(case), _story_id(case)
        notify(conn, [author_id], told, actor_id=None, clip_id=clip_id, story_id=story_id, now=now)
    if TRANSITIONS[was][action] is ReportStatus.RESOLVED:
        reporters = [row.reporter_id for row in unresolved if row.reporter_id is not None]
        notify(conn, reporters, "moderation.resolved", actor_id=None, now=now)


_HOLD = {
    ReportKind.CLIP: holding.hold_clip,
    ReportKind.COMMENT: holding.hold_comment,
    ReportKind.STORY: hold_story,
    ReportKind.REVIEW: hold_review,
}
_RELEASE = {
    ReportKind.CLIP: holding.release_clip,
    ReportKind.COMMENT: holding.release_comment,
    ReportKind.STORY: release_story,
    ReportKind.REVIEW: release_review,
}
_TOLD = {
    Action.HOLD: "moderation.held",
    Action.DISMISS: "moderation.released",
    Action.REMOVE: "moderation.removed",
}


def _clip_id(case: _Case) -> str | None:
    if case.kind is ReportKind.CLIP:
        return case.report.subject_id
    clip_id: str | None = case.report.snapshot.get("clip_id")
    return clip_id


def _story_id(case: _Case) -> str | None:
    if case.kind is ReportKind.STORY:
        return case.report.subject_id
    story_id: str | None = case.report.snapshot.get("story_id")
    return story_id
