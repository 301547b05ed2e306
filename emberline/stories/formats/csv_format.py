"""CSV with one row a choice, as spreadsheets read and write it.

The columns are `node, title, content, type, choice_letter, choice_text, to, condition, effects,
consequences`, in any order; `title, type, choice_letter, condition, effects, consequences` may be
left out. `story_title, story_description, difficulty_level, category` may stand beside them.
"""

import csv
import io
from collections.abc import Iterator, Sequence

from emberline.stories.engine.document import Node, Story
from emberline.stories.formats.csv_cells import COLUMNS, REQUIRED, STORY_COLUMNS, join_effects
from emberline.stories.formats.csv_held import held, losses
from emberline.stories.formats.csv_rows import (
    BrokenTableError,
    Row,
    column_name,
    read_rows,
    sniff_delimiter,
)
from emberline.stories.formats.csv_stories import Stories
from emberline.stories.formats.findings import Findings
from emberline.stories.formats.report import Exported, Finding, Imported, UnreadableError

_KNOWN = COLUMNS + STORY_COLUMNS


def read_csv(text: str, name: str) -> tuple[Imported, ...]:
    """The stories of the CSV `text`; one without `story_title` is named by the file, `name`.

    - A byte order mark is passed over; cells are parted by `,`, `;`, tab or `|`, whichever gives
      known columns, or as a first line `sep=;` says.
    - The first row's node is the start. A blank node cell stands for the one above; a node may go
      on anywhere below. A new `story_title` begins another story, one that was there goes on.
    - Keys of nodes and letters are without spaces about them; all other cells are as they stand,
      those too that a spreadsheet would take for a formula: they are an author's text.
    - A row without text and target is no choice: its effects are those of entering the node.
    - Effects are parted by `;` or stand on lines of their own. A choice's key is its letter, else
      its place.
    - Of type `ending` is what says so, and what has no choices; the type `puzzle` has no columns.

    Findings tell, with the line that a row begins on, of unknown columns, of rows that are left
    out or doubtful, of cells that say two things of one node, of targets that are no nodes and of
    what does not parse; names that are used are declared by their use. UnreadableError: a column
    is missing, a quote is never closed, there is no row, or there are too many lines or stories.
    """
    text = text.removeprefix("\ufeff")
    stories = Stories(name)
    rows = read_rows(text, sniff_delimiter(text, _KNOWN))
    try:
        columns = _columns(_header(rows, name), stories.findings)
        for row in rows:
            cells = _cells(row, columns, stories.findings)
            if cells is not None:
                stories.add(row.line, cells)
    except BrokenTableError as error:
        raise UnreadableError((Finding(error.line, error.code, str(error)),)) from error
    return stories.imported()


def write_csv(story: Story) -> Exported:
    """`story` as CSV, and a finding for each kind of thing that CSV cannot hold.

    What CSV holds is the same story when it is read again. Cells are as the author wrote them: one
    that begins with `=`, `+`, `-` or `@` is not changed, so a spreadsheet may take it for a formula
    and should be told to read text.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(_KNOWN)
    kept = held(story)
    writer.writerows(_rows(kept))
    return Exported(text.getvalue(), losses(story, kept))


def _header(rows: Iterator[Row], name: str) -> Row:
    header = next(rows, None)
    # The line that names the delimiter is none of the table.
    if header is not None and header.cells[0].lower().startswith("sep="):
        header = next(rows, None)
    if header is None:
        raise UnreadableError((Finding(None, "no_story", f"`{name}` has no rows."),))
    return header


def _columns(header: Row, findings: Findings) -> list[str]:
    """The name of each column; "" for one that is passed over. UnreadableError: one is missing."""
    columns: list[str] = []
    for number, cell in enumerate(_trimmed(header.cells), 1):
        column = column_name(cell)
        if column and column in columns:
            message = f"Column `{column}` stands twice: the second one is passed over."
            findings.add(header.line, "duplicate_column", message)
            column = ""
        elif column not in _KNOWN:
            named = f"`{cell[:80]}` is unknown" if column else f"{number} has no name"
            message = f"Column {named}: it is passed over."
            findings.add(header.line, "unknown_column", message)
            column = ""
        columns.append(column)
    missing = [column for column in REQUIRED if column not in columns]
    if missing:
        told = [f"There is no column `{column}`." for column in missing]
        lines = [Finding(header.line, "missing_column", message) for message in told]
        raise UnreadableError((*findings.told(), *lines))
    return columns


def _trimmed(cells: list[str]) -> list[str]:
    """A spreadsheet may leave columns without a name and anything in them at the end."""
    filled = [number for number, cell in enumerate(cells, 1) if cell.strip()]
    return cells[: max(filled)]


def _cells(row: Row, columns: Sequence[str], findings: Findings) -> dict[str, str] | None:
    """What `row` says, by column; None where its cells are not where they belong."""
    if any(map(str.strip, row.cells[len(columns) :])):
        message = (
            f"The row has {len(row.cells)} cells for {len(columns)} columns and is left out:"
            " put text with a delimiter in quotes."
        )
        findings.add(row.line, "extra_cells", message)
        return None
    if row.problem:
        findings.add(row.line, "quote", f"In this row {row.problem}; quotes in text are doubled.")
    if len(row.cells) < len(columns):
        message = (
            f"The row has {len(row.cells)} cells for {len(columns)} columns: the rest is empty."
        )
        findings.add(row.line, "short_row", message)
    return dict(zip(columns, row.cells, strict=False))


def _rows(story: Story) -> Iterator[tuple[str, ...]]:
    told: tuple[str, ...] = (story.title, story.description, story.difficulty_level, story.category)
    for node in story.nodes:
        # What a node says stands in its first row, what the story says in the first of all.
        about: tuple[str, ...] = (node.title, node.content, node.type)
        for choice in _choice_cells(node):
            yield (node.key, *about, *choice, *told)
            about, told = ("", "", ""), ("", "", "", "")


def _choice_cells(node: Node) -> Iterator[tuple[str, ...]]:
    if node.on_enter or not node.choices:
        yield ("", "", "", "", join_effects(node.on_enter), "")
    for choice in node.choices:
        yield (
            choice.letter or "",
            choice.text,
            choice.to,
            choice.condition or "",
            join_effects(choice.effects),
            choice.consequences,
        )
