"""The life cycle of a report, by its tables."""

from itertools import product

import pytest

from emberline.moderation.rules import (
    ACTIONS,
    TRANSITIONS,
    Action,
    ReportKind,
    ReportStatus,
    check_life_cycle,
    may_suspend,
)


def test_a_report_is_held_at_most_once_and_resolved_once():
    check_life_cycle()
    assert TRANSITIONS[ReportStatus.OPEN].keys() == set(Action)
    assert TRANSITIONS[ReportStatus.HELD].keys() == set(Action) - {Action.HOLD}
    assert not TRANSITIONS[ReportStatus.RESOLVED]


def test_people_are_neither_held_nor_removed():
    assert ACTIONS[ReportKind.USER] == {Action.DISMISS, Action.SUSPEND}
    assert all(ACTIONS[kind] == set(Action) for kind in ReportKind if kind != ReportKind.USER)


@pytest.mark.parametrize(
    ("role", "of_role"), list(product(("user", "moderator", "admin"), repeat=2))
)
def test_moderators_suspend_users_and_administrators_everyone(role, of_role):
    expected = role == "admin" or (role, of_role) == ("moderator", "user")
    assert may_suspend(role, of_role) is expected
