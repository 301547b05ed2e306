"""How much it matters to an author what was found while a text was read or written."""

import re
from typing import Literal, get_args

Severity = Literal["wrong", "lost", "mended"]
"""`wrong`: is to be mended by hand; `lost`: stayed behind; `mended`: was made good on the way."""

SEVERITIES: tuple[Severity, ...] = get_args(Severity)

# What is not carried over says so in its code.
_LOST_LIKE = re.compile(r"lost.*|.*_(untranslated|dropped|unknown)")
_LOST = frozenset(
    {
        "archive",
        "extra_cells",
        "foreign_format",
        "missing_node",
        "more_findings",
        "not_run",
        "not_shown",
        "reserved_passage",
        "story_left_out",
        "text_before_first_passage",
        "unknown_column",
    }
)
_MENDED = frozenset(
    {
        "broken_header",
        "broken_metadata",
        "broken_story_data",
        "conflict",
        "declared_by_use",
        "duplicate_column",
        "duplicate_passage",
        "encoding",
        "ifid_made",
        "missing_start",
        "no_ifid",
        "no_story_data",
        "no_title",
        "quote",
        "renamed_passage",
        "short_row",
        "unclosed_passage",
        "unnamed_passage",
    }
)


def severity_of(code: str) -> Severity:
    """Of a finding with this code, of a story that comes in; a code in no table is `wrong`.

    The reasons for which a story is left out are `wrong` whatever their codes.
    """
    if code in _LOST or _LOST_LIKE.fullmatch(code):
        return "lost"
    return "mended" if code in _MENDED else "wrong"
