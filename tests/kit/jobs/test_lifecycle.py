import pytest

from emberline.kit.jobs.lifecycle import LEASE, LIVE, MOVES, RENEW_SECONDS, JobStatus, Move, backoff
from emberline.kit.jobs.lifecycle import _check as check


def test_every_state_but_the_live_ones_is_an_end_or_waits_for_a_retry() -> None:
    assert {JobStatus.PENDING, JobStatus.RUNNING} == LIVE
    leaves = {state for move in MOVES.values() for state in move.before}
    assert set(JobStatus) - leaves == {JobStatus.SUCCEEDED}


def test_a_life_cycle_with_a_state_that_cannot_be_reached_is_refused_at_import() -> None:
    check(MOVES)
    unreachable = {name: move for name, move in MOVES.items() if name != "give_up"}
    with pytest.raises(ValueError, match="no job can become"):
        check(unreachable)


def test_a_life_cycle_with_a_state_that_cannot_end_is_refused_at_import() -> None:
    endless = {
        **MOVES,
        "cancel": Move(frozenset({JobStatus.PENDING}), JobStatus.CANCELLED, "a service"),
        "succeed": Move(frozenset({JobStatus.PENDING}), JobStatus.SUCCEEDED, "the run"),
        "give_up": Move(frozenset({JobStatus.PENDING}), JobStatus.FAILED, "the run"),
    }
    with pytest.raises(ValueError, match="running job can never end"):
        check(endless)


def test_each_failure_waits_longer_than_the_one_before() -> None:
    assert [backoff(n).total_seconds() for n in range(1, 5)] == [5, 20, 80, 320]


def test_a_lease_outlives_a_few_lost_renewals() -> None:
    assert LEASE.total_seconds() >= 4 * RENEW_SECONDS
