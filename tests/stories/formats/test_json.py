"""The document as JSON: read exactly, or refused with all that is wrong and where."""

import json
from functools import partial
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from emberline.stories.engine.document import Story
from emberline.stories.formats.json_format import DEPTH_MOST, read_json, write_json
from emberline.stories.formats.json_schema import json_schema, schema_text
from emberline.stories.formats.report import Finding, Reachable, UnreadableError
from tests.stories.formats.documents import STORIES, calls_of, corridor, node, story

BROKEN = Path(__file__).parent / "broken"
SCHEMA = Path(__file__).parents[3] / "docs" / "authors" / "story.schema.json"


def refused(text: str) -> tuple[Finding, ...]:
    with pytest.raises(UnreadableError) as refusal:
        read_json(text, "lamps")
    return refusal.value.findings


def is_read_or_refused(text: str) -> bool:
    try:
        return bool(read_json(text, "lamps"))
    except UnreadableError as refusal:
        return bool(refusal.findings)


def document(**fields: Any) -> str:
    return json.dumps({"format": "emberline-story/1", "title": "Lamps", **fields})


@given(STORIES)
def test_a_story_that_is_written_and_read_is_the_same(given_story: Story):
    (imported,) = read_json(write_json(given_story).text, "lamps")
    assert imported.story == given_story
    assert imported.findings == ()


def test_a_story_is_written_by_two_spaces_without_what_is_left_out():
    assert write_json(story(node("a", "b"), node("b"), author="Åsa")).text == (
        '{\n  "format": "emberline-story/1",\n  "title": "Lamps",\n  "author": "Åsa",\n'
        '  "nodes": [\n    {\n      "key": "a",\n      "start": true,\n      "choices": [\n'
        '        {\n          "key": "1",\n          "text": "To b",\n          "to": "b"\n'
        '        }\n      ]\n    },\n    {\n      "key": "b"\n    }\n  ]\n}\n'
    )


def test_how_much_its_links_lead_to_is_told_of_each_story():
    text = write_json(story(node("a", "b"), node("b"), node("c"), node("d"))).text
    (imported,) = read_json(text, "lamps")
    assert imported.reachable == Reachable(0.5, 0.5)


@pytest.mark.parametrize(("begin", "end"), [("[", "]"), ('{"stories": [', "]}"), (" \n[", "]")])
def test_several_stories_may_stand_in_one_text(begin: str, end: str):
    read = read_json(f"{begin}{document()}, {document(author='Bo')}{end}", "lamps")
    assert [imported.story.author for imported in read] == ["", "Bo"]


def test_a_byte_order_mark_is_passed_over():
    assert read_json("\ufeff" + document(), "lamps")[0].story.title == "Lamps"


def test_a_key_that_stands_twice_is_told_of_where_it_stands():
    text = (
        '{"format": "emberline-story/1", "title": "Lamps",\n "title": "Moths",\n'
        ' "nodes": [{"key": "a",\n "k\\u0065y": "b"}]}'
    )
    (imported,) = read_json(text, "lamps")
    assert imported.story.title == "Moths"
    assert imported.findings == (
        Finding(
            2, "duplicate_key", "Column 2: `title` stands twice in one object; the last counts."
        ),
        Finding(4, "duplicate_key", "Column 2: `key` stands twice in one object; the last counts."),
    )


def test_all_that_is_wrong_is_told_of_with_line_column_and_path():
    text = (
        '{"format": "emberline-story/1", "title": 7, "moths": 1,\n'
        ' "variables": {"a b": {"type": "text"}},\n'
        ' "nodes": [{"key": "a", "choices": [{"key": "1", "text": "On", "to": "a"},\n'
        '   {"text": "Off", "timer": {"seconds": "9"}}]}]}'
    )
    assert [(it.line, it.code, it.message) for it in refused(text)] == [
        (1, "type", "Column 42: $.title: Expected text, got a whole number."),
        (1, "unknown_field", refused(text)[1].message),
        (
            2,
            "type",
            'Column 32: $.variables["a b"].type: `text` is none of `int`, `number`, `bool`,'
            " `string`, `enum`.",
        ),
        (4, "missing_field", "Column 4: $.nodes[0].choices[1]: `key` is missing."),
        (
            4,
            "type",
            "Column 41: $.nodes[0].choices[1].timer.seconds: Expected a number, got text.",
        ),
    ]
    assert "$.moths: There is no field `moths`" in refused(text)[1].message


def test_one_broken_story_of_several_keeps_the_others_out():
    text = f'{{"stories": [{document()},\n{document(nodes=3)}]}}'
    assert [(it.line, it.code) for it in refused(text)] == [(2, "type")]
    assert "$.stories[1].nodes" in refused(text)[0].message


def test_another_format_is_told_of_alone():
    text = '{"format": "emberline-story/9",\n"scenes": []}'
    assert [(it.line, it.code) for it in refused(text)] == [(1, "unknown_format")]


@pytest.mark.parametrize("brackets", ["[]", "{}"])
def test_what_is_nested_too_deep_is_told_of_at_its_first_bracket(brackets: str):
    begin, end = ('{"a":\n' if brackets == "{}" else "[\n"), brackets[1]
    for depth in (DEPTH_MOST, 100_000):
        inside = f"{begin * depth}1{end * depth}"
        text = '{"format": "emberline-story/1", "title": "Lamps", "twine": {"x": ' + inside + "}}"
        assert [(it.line, it.code) for it in refused(text)] == [(DEPTH_MOST - 1, "too_deep")]


def test_what_is_nested_as_deep_as_allowed_is_read():
    inside = "[" * (DEPTH_MOST - 2) + "]" * (DEPTH_MOST - 2)
    text = '{"format": "emberline-story/1", "title": "Lamps", "twine": {"x": ' + inside + "}}"
    assert write_json(read_json(text, "lamps")[0].story).text


# Of each broken file what is found: line and code.
FOUND = {
    "json_alien.json": [(2, "missing_field"), (2, "missing_field"), (3, "unknown_field")],
    "json_comma.json": [(4, "syntax")],
    "json_control.json": [(3, "syntax")],
    "json_cut.json": [(5, "syntax")],
    "json_deep.json": [(3, "too_deep")],
    "json_empty.json": [(1, "syntax")],
    "json_endless_number.json": [(4, "type")],
    "json_half.json": [(3, "encoding")],
    "json_infinite.json": [(4, "type")],
    "json_list.json": [(2, "type"), (3, "type"), (4, "missing_field"), (4, "missing_field")],
    "json_nan.json": [(4, "syntax")],
    "json_no_story.json": [(None, "no_story")],
    "json_null.json": [(1, "type")],
    "json_quotes.json": [(2, "syntax")],
    "json_twice.json": [(4, "syntax")],
    "json_types.json": [(3, "type"), (5, "type"), (6, "type"), (7, "type"), (8, "type")],
}


def test_each_broken_file_is_told_of():
    files = {file.name: file.read_text("utf-8") for file in BROKEN.glob("json_*")}
    found = {name: [(it.line, it.code) for it in refused(text)] for name, text in files.items()}
    assert found == FOUND


@given(st.text() | st.text('{}[]":,\\ \n0truefalsn', max_size=40))
def test_any_text_is_read_or_refused(text: str):
    for given_text in (text, document().replace("Lamps", text), document()[:-1] + text):
        assert is_read_or_refused(given_text)


@given(STORIES, st.data())
def test_a_document_that_was_tampered_with_is_read_or_refused(given_story: Story, data: Any):
    text = write_json(given_story).text
    first = data.draw(st.integers(0, len(text)))
    last = data.draw(st.integers(first, len(text)))
    assert is_read_or_refused(text[:first] + data.draw(st.text(max_size=3)) + text[last:])


def test_mistakes_without_end_are_told_of_up_to_a_hundred():
    findings = refused("[" + "1,\n" * 5000 + "1]")
    assert len(findings) == 101
    assert findings[99].line == 100
    assert findings[-1].code == "more_findings"


def test_the_work_of_reading_is_linear():
    small, large = (write_json(corridor(count)).text for count in (300, 1200))
    assert calls_of(partial(read_json, large, "")) < 4.4 * calls_of(partial(read_json, small, ""))


def test_the_work_of_finding_what_is_wrong_is_linear():
    def broken(count: int) -> str:
        text = write_json(corridor(count)).text
        return text.replace(f'"key": "n{count - 1}"', '"key": 7')

    small, large = (calls_of(partial(refused, broken(count))) for count in (300, 1200))
    assert large < 4.4 * small


def test_the_published_schema_is_current():
    assert SCHEMA.read_text("utf-8") == schema_text(), (
        "Write it anew: python -c 'from emberline.stories.formats.json_schema import schema_text;"
        f' print(schema_text(), end="")\' > {SCHEMA.name}'
    )


def test_the_schema_says_its_name_and_tells_of_the_fields():
    schema = json_schema()
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["$id"].startswith("urn:")
    jsonschema_rs.meta.validate(schema)
    choice = schema["$defs"]["Choice"]
    assert choice["description"].startswith("A way on from a node.")
    assert choice["properties"]["once"]["description"] == "It is gone when it was taken."


@given(STORIES)
def test_what_is_written_fits_the_schema(given_story: Story):
    jsonschema_rs.validate(json_schema(), json.loads(write_json(given_story).text))


def test_the_schema_refuses_what_reading_refuses():
    for fields in ({"moths": 1}, {"nodes": [{"key": 3}]}, {"difficulty_level": "odd"}):
        assert refused(document(**fields))
        assert not jsonschema_rs.is_valid(json_schema(), json.loads(document(**fields)))
