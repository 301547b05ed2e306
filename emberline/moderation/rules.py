"""The life cycle of a report, and what may be done about which kind of thing."""

from collections.abc import Mapping
from enum import StrEnum


class ReportKind(StrEnum):
    """What can be reported."""

    CLIP = "clip"
    STORY = "story"
    REVIEW = "review"
    COMMENT = "comment"
    USER = "user"


class ReportReason(StrEnum):
    """Why something is reported."""

    SPAM = "spam"
    NUDITY = "nudity"
    VIOLENCE = "violence"
    HARASSMENT = "harassment"
    OTHER = "other"


class ReportStatus(StrEnum):
    """Where a report stands. All unresolved reports of one thing stand at the same place."""

    OPEN = "open"
    HELD = "held"
    RESOLVED = "resolved"


class Action(StrEnum):
    """What moderators do about a report."""

    HOLD = "hold"
    DISMISS = "dismiss"
    REMOVE = "remove"
    SUSPEND = "suspend"


ERASED = "erased"
"""Beside the actions, what a report's log says when the account behind the thing was erased."""

# Life cycle of a report: from where, by which action, to where. Nothing leaves `resolved`.
TRANSITIONS: Mapping[ReportStatus, Mapping[Action, ReportStatus]] = {
    ReportStatus.OPEN: {
        Action.HOLD: ReportStatus.HELD,
        Action.DISMISS: ReportStatus.RESOLVED,
        Action.REMOVE: ReportStatus.RESOLVED,
        Action.SUSPEND: ReportStatus.RESOLVED,
    },
    ReportStatus.HELD: {
        Action.DISMISS: ReportStatus.RESOLVED,
        Action.REMOVE: ReportStatus.RESOLVED,
        Action.SUSPEND: ReportStatus.RESOLVED,
    },
    ReportStatus.RESOLVED: {},
}

# A person is neither hidden nor deleted by moderators: their account can be suspended.
ACTIONS: Mapping[ReportKind, frozenset[Action]] = {
    ReportKind.CLIP: frozenset(Action),
    ReportKind.STORY: frozenset(Action),
    ReportKind.REVIEW: frozenset(Action),
    ReportKind.COMMENT: frozenset(Action),
    ReportKind.USER: frozenset({Action.DISMISS, Action.SUSPEND}),
}


def check_life_cycle() -> None:
    """That the tables above are whole. AssertionError names what is missing."""
    assert set(TRANSITIONS) == set(ReportStatus), "a status without transitions"
    assert set(ACTIONS) == set(ReportKind), "a kind without actions"
    reached = {to for ways in TRANSITIONS.values() for to in ways.values()}
    assert reached == set(ReportStatus) - {ReportStatus.OPEN}, "a status that nothing leads to"
    for status, ways in TRANSITIONS.items():
        ends = status is ReportStatus.RESOLVED
        assert ends is not (ReportStatus.RESOLVED in ways.values()), f"no way out of {status}"


check_life_cycle()


def may_decide(role: str, *, own: bool) -> bool:
    """Whether someone with `role` decides about a report; own: of a thing of their own.

    Administrators may then too, for there may be nobody else.
    """
    return role == "admin" or (role == "moderator" and not own)


def may_suspend(role: str, of_role: str) -> bool:
    """Whether someone with `role` suspends an account with `of_role` over a report.

    Suspensions are for administrators; moderators may suspend ordinary users, over a report.
    """
    return role == "admin" or (role == "moderator" and of_role == "user")
