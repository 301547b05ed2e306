"""Files by their endings: what is read and written, and in which encodings."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emberline.stories.formats.registry import BYTES_MOST, READERS, WRITERS, read, write
from emberline.stories.formats.report import Finding, UnreadableError
from tests.stories.formats.documents import node, story

CSV = "node,content,choice_text,to\na,Nebel über der Straße,Weiter,a\nb,Ärger zu 3 €,,\n"
TOLD = story(node("a", "b", content="Fog."), node("b", type="ending", content="Sea."))


def refused(name: str, data: bytes) -> tuple[Finding, ...]:
    with pytest.raises(UnreadableError) as refusal:
        read(name, data)
    return refusal.value.findings


def is_read_or_refused(name: str, data: bytes) -> bool:
    try:
        return bool(read(name, data))
    except UnreadableError as refusal:
        return bool(refusal.findings)


@pytest.mark.parametrize("suffix", [".json", ".csv", ".twee", ".tw"])
def test_what_is_written_is_read_by_the_same_ending(suffix: str):
    (imported,) = read(f"folder/Lamps{suffix.upper()}", write(suffix, TOLD).text.encode())
    assert imported.story.title == "Lamps"
    assert [(it.key, it.content, len(it.choices)) for it in imported.story.nodes] == [
        ("a", "Fog.", 1),
        ("b", "Sea.", 0),
    ]


@pytest.mark.parametrize(
    ("suffix", "begin"), [(".mmd", "flowchart TD"), (".dot", "digraph"), (".SVG", "<svg ")]
)
def test_diagrams_are_written_by_their_endings(suffix: str, begin: str):
    exported = write(suffix, TOLD)
    assert exported.text.startswith(begin)
    assert exported.findings == ()


@pytest.mark.parametrize("suffix", [".html", ".htm"])
def test_twine_is_read_by_its_endings(suffix: str):
    html = (
        '<tw-storydata name="Lamps" startnode="1"><tw-passagedata pid="1" name="Quay">Fog.'
        "</tw-passagedata></tw-storydata>"
    )
    (imported,) = read(f"moths{suffix}", html.encode())
    assert imported.story.title == "Lamps"
    assert imported.story.nodes[0].title == "Quay"


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("Lamps.csv", "Lamps"),
        ("v1.2 of Lamps.CSV", "v1.2 of Lamps"),
        ("/a.b/Lamps.csv", "Lamps"),
        ("C:\\stories\\Lamps.csv", "Lamps"),
        (".csv", ".csv"),
    ],
)
def test_a_story_without_a_title_has_the_name_of_its_file(name: str, title: str):
    assert read(name, CSV.encode())[0].story.title == title


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_encodings_that_say_what_they_are_are_read(encoding: str):
    (imported,) = read("a.csv", CSV.encode(encoding))
    assert imported.story.nodes[0].content == "Nebel über der Straße"
    assert imported.findings == ()


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_other_text_is_read_as_western_and_told_of_where_it_begins(mark: bytes):
    (imported,) = read("a.csv", mark + CSV.replace("ß", "ss").replace("ü", "u").encode("cp1252"))
    assert imported.story.nodes[1].content == "Ärger zu 3 €"
    assert [(it.line, it.code) for it in imported.findings] == [(3, "encoding")]


def test_bytes_that_no_encoding_knows_are_read_too():
    (imported,) = read("a.csv", CSV.encode("cp1252") + b"c,\x81\xfc,,\n")
    assert imported.story.nodes[2].content == "\x81ü"


def test_text_that_breaks_its_own_encoding_is_told_of():
    (imported,) = read("a.csv", CSV.encode("utf-16") + b"\x00\xdc")
    assert imported.findings[0].code == "encoding"
    assert imported.findings[0].line == 4


def test_the_encoding_is_told_of_together_with_why_nothing_could_be_read():
    assert [it.code for it in refused("a.json", b'{"title": "\xfc"}')] == [
        "encoding",
        "missing_field",
    ]


def test_a_file_that_is_too_large_is_refused_unread():
    assert [it.code for it in refused("a.json", b" " * (BYTES_MOST + 1))] == ["too_large"]
    assert [it.code for it in refused("a.json", b" " * BYTES_MOST)] == ["syntax"]


@pytest.mark.parametrize("name", ["a.docx", "a", "json", "a.json.", "a.mmd", ""])
def test_an_unknown_ending_is_told_of_with_those_that_are_known(name: str):
    (finding,) = refused(name, b"{}")
    assert finding.code == "unknown_ending"
    assert ".json, .csv, .twee, .tw, .html, .htm" in finding.message


def test_an_ending_that_is_not_written_is_told_of():
    with pytest.raises(UnreadableError, match=r"\.html"):
        write(".html", TOLD)


@given(st.sampled_from(sorted(READERS)), st.binary() | st.text().map(str.encode))
def test_any_bytes_are_read_or_refused(suffix: str, data: bytes):
    assert is_read_or_refused(f"a{suffix}", data)


@pytest.mark.parametrize("suffix", sorted(WRITERS))
def test_a_story_without_nodes_is_written(suffix: str):
    assert write(suffix, story()).text
