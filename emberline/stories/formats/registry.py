"""Files of stories by the endings of their names: bytes to stories, stories to text."""

import codecs
from collections.abc import Callable, Mapping

import msgspec

from emberline.stories.engine.document import Story
from emberline.stories.formats.csv_format import read_csv, write_csv
from emberline.stories.formats.flow.dot import dot
from emberline.stories.formats.flow.mermaid import mermaid
from emberline.stories.formats.flow.svg import svg
from emberline.stories.formats.json_format import read_json, write_json
from emberline.stories.formats.report import Exported, Finding, Imported, UnreadableError
from emberline.stories.formats.twine.export import write_twee
from emberline.stories.formats.twine.read import read_twee, read_twine

BYTES_MOST = 20 * 1024 * 1024
"""How large a file may be."""

READERS: Mapping[str, Callable[[str, str], tuple[Imported, ...]]] = {
    ".json": read_json,
    ".csv": read_csv,
    ".twee": read_twee,
    ".tw": read_twee,
    ".html": read_twine,
    ".htm": read_twine,
}
"""The endings that are read."""

WRITERS: Mapping[str, Callable[[Story], Exported]] = {
    ".json": write_json,
    ".csv": write_csv,
    ".twee": write_twee,
    ".tw": write_twee,
    ".mmd": lambda story: Exported(mermaid(story), ()),
    ".dot": lambda story: Exported(dot(story), ()),
    ".svg": lambda story: Exported(svg(story), ()),
}
"""The endings that are written; diagrams are for eyes and lose most of a story."""


def read(name: str, data: bytes) -> tuple[Imported, ...]:
    """The stories of the file `name`, of which only the ending and the words before it count.

    Text is UTF-8 or, with a byte order mark, UTF-16; anything else is read as Windows-1252, with a
    finding (`encoding`). UnreadableError: no story can be made of it, the ending is unknown, or
    there are more than `BYTES_MOST` bytes.
    """
    stem, suffix = _parts(name)
    reader = READERS.get(suffix)
    if reader is None:
        raise UnreadableError((_unknown(suffix, READERS),))
    if len(data) > BYTES_MOST:
        message = f"The file has {len(data)} bytes; {BYTES_MOST} are read at most."
        raise UnreadableError((Finding(None, "too_large", message),))
    text, findings = _decoded(data)
    try:
        imported = reader(text, stem)
    except UnreadableError as error:
        raise UnreadableError(findings + error.findings) from error
    if not findings:
        return imported
    return tuple(msgspec.structs.replace(one, findings=findings + one.findings) for one in imported)


def write(suffix: str, story: Story) -> Exported:
    """`story` in the format of the ending `suffix` (`.twee`). UnreadableError: it is unknown."""
    writer = WRITERS.get(suffix.lower())
    if writer is None:
        raise UnreadableError((_unknown(suffix, WRITERS),))
    return writer(story)


def _parts(name: str) -> tuple[str, str]:
    """The name without folders and ending, and the ending."""
    last = name.replace("\\", "/").rpartition("/")[2]
    stem, point, ending = last.rpartition(".")
    return (stem or last, f".{ending.lower()}") if point else (last, "")


def _unknown(suffix: str, known: Mapping[str, object]) -> Finding:
    said = f"The ending `{suffix[:20]}` is unknown" if suffix else "The name has no ending"
    return Finding(None, "unknown_ending", f"{said}; there are {', '.join(known)}.")


def _decoded(data: bytes) -> tuple[str, tuple[Finding, ...]]:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            return data.decode("utf-16"), ()
        except UnicodeDecodeError as error:
            before = data[: error.start].decode("utf-16", errors="ignore")
            message = (
                "The text says that it is UTF-16 and is not: what is wrong is left as `\ufffd`."
            )
            return data.decode("utf-16", errors="replace"), (_encoding(before, message),)
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        return data.decode(), ()
    except UnicodeDecodeError as error:
        before = data[: error.start].decode()
        message = (
            "The text is not UTF-8 from here on; it is read as Windows-1252. Save it as UTF-8."
        )
        return _western(data), (_encoding(before, message),)


def _western(data: bytes) -> str:
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def _encoding(before: str, message: str) -> Finding:
    return Finding(before.count("\n") + 1, "encoding", message)
