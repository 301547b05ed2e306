"""Rows of a CSV text with the lines of the file that they begin on."""

import csv
import re
from collections.abc import Collection, Iterator
from itertools import chain
from typing import NamedTuple

DELIMITERS = ",;\t|"
LINES_MOST = 1_000_000

_LINE = re.compile(r"[^\r\n]*+(?:\r\n?|\n)|[^\r\n]++")
# What a spreadsheet may write above the header to name the delimiter.
_NAMED = re.compile(r'"?sep=([,;\t|])"?[\r\n]', re.IGNORECASE)


class Row(NamedTuple):
    """The cells of a row. line: of the file, where it begins; problem: of its quotes, or ""."""

    line: int
    cells: list[str]
    problem: str


class BrokenTableError(ValueError):
    """Why no more rows can be read from `line` on."""

    def __init__(self, line: int, code: str, message: str) -> None:
        super().__init__(message)
        self.line = line
        self.code = code


def read_rows(text: str, delimiter: str) -> Iterator[Row]:
    """The rows of `text` that are not blank, one after the other.

    BrokenTableError: a quote is never closed, or there are too many lines. Text after a closing
    quote is a row's problem; its cells are then as csv reads them nonetheless.
    """
    # The limit of a cell is the process's; it is only ever raised, so that nobody is in the way.
    csv.field_size_limit(max(csv.field_size_limit(), len(text) + 1))
    lines = _Lines(text)
    strict = csv.reader(lines, delimiter=delimiter, strict=True)
    while True:
        lines.begin()
        problem = ""
        try:
            cells = next(strict)
        except StopIteration:
            return
        except csv.Error:
            problem = "text stands after a closing quote"
            cells = lines.again(delimiter)
        if any(map(str.strip, cells)):
            yield Row(lines.line, cells, problem)


def sniff_delimiter(text: str, columns: Collection[str]) -> str:
    """The delimiter that `sep=` names, or by which most of `columns` are found in the first row."""
    if named := _NAMED.match(text):
        return named[1]
    return max(DELIMITERS, key=lambda delimiter: len(set(columns) & _header(text, delimiter)))


def column_name(cell: str) -> str:
    """The name of a column as it is meant: `Choice Text` is `choice_text`."""
    return "_".join(cell.lower().split())


def _header(text: str, delimiter: str) -> set[str]:
    try:
        row = next(read_rows(text, delimiter), None)
    except BrokenTableError:
        return set()
    return {column_name(cell) for cell in row.cells} if row else set()


class _Lines:
    """The lines of a text, counted; those of the row at hand can be read once more."""

    def __init__(self, text: str) -> None:
        self._lines = (match[0] for match in _LINE.finditer(text))
        self._row: list[str] = []
        self._count = 0
        self._is_beyond = False
        self.line = 1

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = next(self._lines)
        self._count += 1
        if self._count > LINES_MOST:
            message = f"The file has more than {LINES_MOST} lines; part it."
            raise BrokenTableError(self._count, "too_large", message)
        self._row.append(line)
        return line

    def begin(self) -> None:
        """Another row begins with the next line."""
        self._row = []
        self.line = self._count + 1

    def again(self, delimiter: str) -> list[str]:
        """The row at hand as a reader gives it that forgives. BrokenTableError."""
        cells = next(csv.reader(chain(tuple(self._row), self, self._beyond()), delimiter=delimiter))
        if self._is_beyond:
            message = "A quote opens in this row and is never closed."
            raise BrokenTableError(self.line, "quote", message)
        return cells

    def _beyond(self) -> Iterator[str]:
        """Asked for a line only where a quote is still open at the end."""
        self._is_beyond = True
        yield ""
