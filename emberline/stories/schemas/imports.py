"""Imports of stories, as they are answered."""

from collections.abc import Sequence
from typing import Annotated

from msgspec import UNSET, Meta, Struct, UnsetType

from emberline.kit.answers import UtcTime, one_of
from emberline.stories.formats.severity import SEVERITIES

IMPORT_STATUSES = ("pending", "in_progress", "succeeded", "failed")


class ImportFinding(Struct, frozen=True):
    """Something in a file that could not be carried over, or is not as it should be.

    severity: `wrong` is to be mended by hand, `lost` stayed behind, `mended` was made good on the
    way; why a story was rejected is always `wrong`.
    """

    line: Annotated[int | None, Meta(description="Of the file, from 1; null: of all of it.")]
    code: str
    message: str
    # Reports that were stored before they had one tell it so.
    severity: Annotated[str, one_of(SEVERITIES)] = "wrong"


class ImportReachable(Struct, frozen=True):
    """The share of passages that links lead to, from 0 to 1: in the file, and in the story."""

    before: float
    after: float


class ImportReport(Struct, frozen=True):
    """What was found in a story; of a rejected one the reasons come first."""

    findings: Sequence[ImportFinding]
    reachable: ImportReachable | UnsetType = UNSET


class ImportOutcome(Struct, frozen=True):
    """What came of one story, or of a file of which none could be made."""

    file: Annotated[str, Meta(description="The name of its file.")]
    title: str
    status: Annotated[str, one_of(("imported", "rejected"))]
    report: ImportReport
    story_id: Annotated[
        str | UnsetType | None,
        Meta(description="Of the draft; left out where it was rejected, null once it is deleted."),
    ] = UNSET


class ImportedNow(Struct, frozen=True):
    """What came of each story of a file."""

    stories: Sequence[ImportOutcome]


class ImportStarted(Struct, frozen=True):
    """An import that goes on by itself."""

    import_id: str


class ImportFailure(Struct, frozen=True):
    """Why an import came to nothing."""

    code: Annotated[str, one_of(("cancelled", "given_up", "nothing_imported"))]
    message: str


class ImportState(Struct, frozen=True):
    """How far an import is, and what came of its stories so far."""

    import_id: str
    status: Annotated[str, one_of(IMPORT_STATUSES)]
    progress: Annotated[int, Meta(description="0 to 100.")]
    imported: Annotated[int, Meta(description="Stories that came in.")]
    rejected: Annotated[int, Meta(description="Stories and files that were left out.")]
    stories: Annotated[
        Sequence[ImportOutcome], Meta(description="In the order of the files; pages by `cursor`.")
    ]
    error: ImportFailure | None
    created_at: UtcTime
    finished_at: UtcTime | None


class ExportReport(Struct, frozen=True):
    """What a format cannot hold of a story; lines are null."""

    format: Annotated[str, one_of(("json", "csv", "twee"))]
    findings: Sequence[ImportFinding]
