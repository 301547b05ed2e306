"""The tables and decisions of notifications, from values alone."""

import re
import runpy
from datetime import timedelta
from pathlib import Path

from emberline.accounts.rules import NOTIFICATIONS
from emberline.kit.clock import SystemClock
from emberline.notifications import rules

GUIDE = Path(__file__).parent.parent.parent / "docs" / "guide" / "webhooks.md"


def test_every_type_is_switched_off_by_a_preference_that_exists():
    named = {kind.preference for kind in rules.TYPES.values()} - {None}

    assert {"clips", "reactions", "follows"} <= named <= set(NOTIFICATIONS)


def test_five_attempts_take_more_than_four_hours_and_end_within_a_day():
    waits = [rules.wait_after(attempt) for attempt in range(1, rules.ATTEMPTS)]

    assert waits == sorted(waits)
    assert timedelta(hours=4) < sum(waits, timedelta()) < timedelta(days=1)


def test_a_webhook_is_over_after_three_days_or_when_too_much_waits():
    now = SystemClock().now()

    assert not rules.is_over(now - timedelta(days=3) + timedelta(seconds=1), 10_000, now)
    assert rules.is_over(now - timedelta(days=3), 0, now)
    assert rules.is_over(now, 10_001, now)


def test_the_people_of_an_event_are_found_wherever_they_are_named():
    data = {"viewer_id": "1", "actor": {"user_id": "2"}, "all": [{"author_id": "3"}], "id": "4"}

    assert sorted(rules.people_in(data)) == ["1", "2", "3"]


def test_the_guides_example_takes_a_genuine_signature_and_no_other(tmp_path):
    (example,) = re.findall(r"```python\n(.*?)```", GUIDE.read_text(), re.DOTALL)
    (tmp_path / "example.py").write_text(example)
    is_genuine = runpy.run_path(str(tmp_path / "example.py"))["is_genuine"]
    now = SystemClock().now()
    signature = rules.signature("a secret", b"{}", now)

    assert is_genuine("a secret", signature, b"{}")
    assert not is_genuine("another", signature, b"{}")
    assert not is_genuine("a secret", signature, b"{ }")
    late = rules.signature("a secret", b"{}", now - timedelta(minutes=6))
    assert not is_genuine("a secret", late, b"{}")


def test_the_guide_names_every_event():
    assert all(f"`{event}`" in GUIDE.read_text() for event in rules.EVENTS)
