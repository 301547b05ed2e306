"""What the calls about reports take and answer."""

from typing import Annotated, Any, Literal

import msgspec
from pydantic import Field

from emberline.accounts.schemas import SuspensionReason
from emberline.kit.answers import UtcTime, one_of
from emberline.kit.forms import Form, example
from emberline.kit.ids import Id
from emberline.moderation.rules import ERASED, Action, ReportKind, ReportReason, ReportStatus

MAX_NOTE = 1000

Note = Annotated[str, Field(max_length=MAX_NOTE)]


class MakeReport(Form):
    """What is wrong with which thing."""

    model_config = example(
        {
            "kind": "clip",
            "id": "0197a1b2-7c4e-7000-8000-0000000000c1",
            "reason": "harassment",
            "note": "The second picture is of me.",
        }
    )

    kind: Annotated[ReportKind, Field(strict=False)]
    id: Id
    reason: Annotated[ReportReason, Field(strict=False)]
    note: Note | None = None


class HoldReport(Form):
    """Why the thing is held, for the log."""

    model_config = example({"note": "Asked the police."})

    note: Note | None = None


class ResolveReport(Form):
    """What is done about the thing, and why, for the log; of a suspension, why for the author."""

    model_config = example({"action": "remove", "note": "Against the house rules."})

    action: Literal["dismiss", "remove", "suspend"]
    note: Note | None = None
    reason: SuspensionReason | None = None


class Reported(msgspec.Struct, frozen=True):
    """A report as its reporter made it. What comes of it is between moderators."""

    report_id: str
    kind: Annotated[str, one_of(ReportKind)]
    id: str
    reason: Annotated[str, one_of(ReportReason)]
    note: str | None
    created_at: UtcTime


class LogEntry(msgspec.Struct, frozen=True):
    """What was done about a report and by whom; by nobody when an account was erased.

    note: why, for moderators. reason: of a suspension, what the suspended are told of why.
    """

    by: str | None
    by_username: str | None
    action: Annotated[str, one_of((*Action, ERASED))]
    note: str | None
    reason: str | None
    at: UtcTime


class QueuedReport(msgspec.Struct, frozen=True):
    """A report in the moderators' queue.

    snapshot: the thing as it was when it was reported; empty once its author's account was erased.
    `media_url` and `thumbnail_url` in it are evidence, for the moderator who asked. reporter_id:
    null once theirs was.
    """

    report_id: str
    kind: Annotated[str, one_of(ReportKind)]
    id: str
    reason: Annotated[str, one_of(ReportReason)]
    note: str | None
    snapshot: dict[str, Any]
    status: Annotated[str, one_of(ReportStatus)]
    log: list[LogEntry]
    reporter_id: str | None
    reporter_username: str | None
    created_at: UtcTime
