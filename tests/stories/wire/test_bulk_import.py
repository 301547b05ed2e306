"""Bulk import: one file at once, each story whole or not at all."""

import json
from typing import Any

import httpx
import pytest

from emberline.stories.routes.imports import FILES_MOST
from tests.accounts.factories import make_person
from tests.app_fixtures import StartServer
from tests.stories.wire.transfer_factories import (
    BULK_IMPORT,
    bulk_import,
    csv_of,
    document_of,
    json_of,
    kept_files,
    titles,
)

pytestmark = pytest.mark.anyio

# The reading is the same whatever the database is.
ON_SQLITE = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)

TWEE = b""":: StoryData
{"ifid": "D674C58C-DEFA-4F70-B7A2-27742230C0FC", "start": "Top"}

:: StoryTitle
The well

:: Top
It is deep. [[Climb down->Bottom]]

:: Bottom
Dark.
"""
TWINE = b"""<tw-storydata name="The lake" startnode="1" format="Harlowe" format-version="3.3.8">
<tw-passagedata pid="1" name="Shore">Cold. [[Swim->Middle]]</tw-passagedata>
<tw-passagedata pid="2" name="Middle">Deep.</tw-passagedata></tw-storydata>"""
ROWS = [
    ["The well", "top", "It is deep.", "Climb down", "bottom"],
    ["", "bottom", "Dark.", "", ""],
]


async def test_a_file_becomes_a_draft_of_whoever_sends_it(server):
    ada = await make_person(server, "ada")
    answer = await bulk_import(ada, ("well.json", json_of("The well")))
    assert answer.status_code == 200, answer.text
    body = answer.json()
    assert body["success"] is True
    (story,) = body["data"]["stories"]
    assert (story["title"], story["status"], story["file"]) == ("The well", "imported", "well.json")
    assert story["report"] == {"findings": [], "reachable": {"before": 1.0, "after": 1.0}}
    assert await titles(server) == {"The well": ada.id}
    exported = await ada.http.get(f"/api/admin/stories/{story['story_id']}/export")
    assert exported.json() == document_of("The well")


@ON_SQLITE
@pytest.mark.parametrize(
    ("name", "text", "title"),
    [
        ("well.csv", csv_of(ROWS), "The well"),
        ("well.twee", TWEE, "The well"),
        ("WELL.TW", TWEE, "The well"),
        ("lake.html", TWINE, "The lake"),
    ],
)
async def test_every_format_is_taken(server, name, text, title):
    ada = await make_person(server, "ada")
    answer = await bulk_import(ada, (name, text))
    (story,) = answer.json()["data"]["stories"]
    assert (story["title"], story["status"]) == (title, "imported")
    exported = await ada.http.get(f"/api/admin/stories/{story['story_id']}/export")
    assert len(exported.json()["nodes"]) == 2


async def test_stories_with_broken_rows_are_left_out_and_the_others_come_in(server):
    ada = await make_person(server, "ada")
    rows = []
    for number in range(200):
        rows += [
            [f"Story {number}", "top", "Deep.", "Down", "bottom"],
            ["", "bottom", "Dark.", "", ""],
            ["", "top", "", "Stay", "top"],
            ["", "top", "", "Wait", "top"],
        ]
        # Half of them have a row with a cell too many.
        rows.append(["", "top", "", "Go", "bottom", *(["too", "much"] if number % 2 else [])])
    answer = await bulk_import(ada, ("many.csv", csv_of(rows)))
    assert answer.status_code == 200
    stories = answer.json()["data"]["stories"]
    assert [story["status"] for story in stories] == ["imported", "rejected"] * 100
    (finding,) = stories[1]["report"]["findings"]
    assert (finding["line"], finding["code"]) == (11, "extra_cells")
    assert "story_id" not in stories[1]
    assert await titles(server) == {f"Story {number}": ada.id for number in range(0, 200, 2)}


BROKEN_ROWS = {
    "extra_cells": ["", "top", "", "Go", "bottom", "too", "much"],
    "short_row": ["", "top"],
    "conflict": ["", "top", "Something else.", "Go", "bottom"],
    "syntax": ["", "top", "", "Go", "bottom", "gold >"],
    "no_choice": ["", "top", "", "", "", "gold > 1"],
    "bad_value": ["", "top", "", "Go", "bottom", "", "tragedy"],
}


@ON_SQLITE
@pytest.mark.parametrize("code", BROKEN_ROWS)
async def test_a_file_of_one_broken_story_is_refused_and_changes_nothing(server, code):
    ada = await make_person(server, "ada")
    columns = ["story_title", "node", "content", "choice_text", "to"]
    columns += ["condition", "type"] if code in ("syntax", "no_choice", "bad_value") else []
    good = [[*row, *[""] * (len(columns) - 5)] for row in ROWS]
    assert (await bulk_import(ada, ("good.csv", csv_of(good, columns)))).status_code == 200
    row = BROKEN_ROWS[code]
    broken = row if code in ("short_row", "extra_cells") else row + [""] * (len(columns) - len(row))
    again = [["Another", *each[1:]] if each[0] else each for each in good]
    answer = await bulk_import(ada, ("bad.csv", csv_of([*again, broken], columns)))
    assert answer.status_code == 400
    problem = answer.json()
    assert answer.headers["content-type"] == "application/problem+json"
    (story,) = problem["stories"]
    assert (story["title"], story["status"]) == ("Another", "rejected")
    (finding,) = story["report"]["findings"]
    # Why a story is left out is to be mended, whatever it is otherwise.
    assert (finding["line"], finding["code"], finding["severity"]) == (4, code, "wrong")
    assert problem["detail"].startswith("No story could be made of the file. Line 4: ")
    assert await titles(server) == {"The well": ada.id}


async def test_a_hundred_broken_rows_of_a_thousand_are_all_told_and_nothing_changes(server):
    ada = await make_person(server, "ada")
    rows = [["", f"n{number}", "Words.", "On", f"n{number + 1}"] for number in range(999)]
    rows.append(["", "n999", "The end.", "", ""])
    assert (await bulk_import(ada, ("good.csv", csv_of(rows)))).status_code == 200
    broken = [row if at % 10 else [*row, "more"] for at, row in enumerate(rows)]
    answer = await bulk_import(ada, ("bad.csv", csv_of(broken)))
    assert answer.status_code == 400
    (story,) = answer.json()["stories"]
    lines = [each["line"] for each in story["report"]["findings"] if each["code"] == "extra_cells"]
    assert lines == list(range(2, 1002, 10))
    assert await titles(server) == {"good": ada.id}


async def test_findings_say_what_is_to_be_mended_what_was_lost_and_what_was_made_good(server):
    ada = await make_person(server, "ada")
    about = json.dumps({"format": "Harlowe", "start": "Quay"})
    twee = f":: StoryData\n{about}\n\n:: Quay\n(live: 2s)[A gull.]\n[[Go->Nowhere]]\n".encode()
    answer = await bulk_import(ada, ("odd.twee", twee))
    assert answer.status_code == 200, answer.text
    (story,) = answer.json()["data"]["stories"]
    told = {each["code"]: each["severity"] for each in story["report"]["findings"]}
    assert told == {"no_ifid": "mended", "no_title": "mended", "timing_dropped": "lost"}


async def test_a_draft_may_be_unsound(server):
    ada = await make_person(server, "ada")
    nodes = [{"key": "top", "choices": [{"key": "a", "text": "Go", "to": "nowhere"}]}]
    answer = await bulk_import(ada, ("odd.json", json_of("Odd", nodes=nodes)))
    assert answer.status_code == 200
    rows = [["The well", "top", "It is deep.", "Climb down", "nowhere"]]
    told = await bulk_import(ada, ("odd.csv", csv_of(rows)))
    (story,) = told.json()["data"]["stories"]
    told_of = [(each["code"], each["severity"]) for each in story["report"]["findings"]]
    assert told_of == [("missing_target", "wrong")]
    assert await titles(server) == {"Odd": ada.id, "The well": ada.id}


def _twice() -> dict[str, object]:
    node = {"key": "top", "choices": [{"key": "a", "text": "Go", "to": "top"}] * 2}
    return {"nodes": [node]}


UNSTORABLE: dict[str, tuple[str, dict[str, Any]]] = {
    "a long title": ("too_large", {"title": "t" * 201}),
    "no title": ("bad_value", {"title": "  "}),
    "a long description": ("too_large", {"description": "d" * 5001}),
    "a long category": ("too_large", {"category": "c" * 51}),
    "a long language": ("too_large", {"language": "l" * 36}),
    "many tags": ("too_large", {"tags": [f"t{number}" for number in range(31)]}),
    "a long tag": ("too_large", {"tags": ["t" * 51]}),
    "a long note": ("too_large", {"content_notes": ["n" * 201]}),
    "a node twice": ("duplicate_key", {"nodes": [{"key": "top"}, {"key": "top"}]}),
    "a choice twice": ("duplicate_key", _twice()),
    "a long key": ("too_large", {"nodes": [{"key": "k" * 201}]}),
    "a NUL": ("bad_value", {"nodes": [{"key": "top", "content": "a\x00b"}]}),
}


async def test_what_cannot_be_stored_is_told_and_left_out(server):
    ada = await make_person(server, "ada")
    odd = [{**document_of("Odd"), **parts} for _, parts in UNSTORABLE.values()]
    several = {"stories": [document_of("Fine"), *odd]}
    answer = await bulk_import(ada, ("some.json", json.dumps(several).encode()))
    assert answer.status_code == 200, answer.text
    fine, *others = answer.json()["data"]["stories"]
    assert fine["status"] == "imported"
    assert {story["status"] for story in others} == {"rejected"}
    told = [[each["code"] for each in story["report"]["findings"]] for story in others]
    assert told == [[code] for code, _ in UNSTORABLE.values()]
    assert max(len(story["title"]) for story in others) <= 200
    assert await titles(server) == {"Fine": ada.id}


async def test_a_backslash_before_what_looks_like_a_nul_is_text(server):
    ada = await make_person(server, "ada")
    nodes = [{"key": "top", "content": r"a \u0000 b"}]
    answer = await bulk_import(ada, ("odd.json", json_of("Odd", nodes=nodes)))
    assert answer.status_code == 200


@ON_SQLITE
@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("well.json", b"{", "syntax"),
        ("well.json", b'{"title": "No format"}', "missing_field"),
        ("well.json", b"", "syntax"),
        ("well.csv", b"", "no_story"),
        ("well.csv", b"a,b\n1,2\n", "unknown_column"),
        ("well.exe", b"MZ", "unknown_ending"),
        ("well", b"words", "unknown_ending"),
        ("well.html", b"<p>Nothing</p>", "no_story"),
    ],
)
async def test_what_cannot_be_read_is_refused_with_its_findings(server, name, text, code):
    ada = await make_person(server, "ada")
    answer = await bulk_import(ada, (name, text))
    assert answer.status_code == 400, answer.text
    (story,) = answer.json()["stories"]
    assert story["status"] == "rejected"
    assert code in [each["code"] for each in story["report"]["findings"]]
    assert story["report"]["findings"][0]["severity"] == "wrong"
    assert answer.json()["details"][0]["field"] == "file"
    assert await titles(server) == {}


async def test_the_same_key_imports_once(server):
    ada = await make_person(server, "ada")
    file = ("well.json", json_of("The well"))
    first = await bulk_import(ada, file, key="once")
    again = await bulk_import(ada, file, key="once")
    assert first.status_code == again.status_code == 200
    assert first.json() == again.json()
    other = await bulk_import(ada, ("well.json", json_of("Another")), key="once")
    assert other.status_code == 409
    assert await titles(server) == {"The well": ada.id}


async def test_a_form_without_a_file_or_with_more_is_refused(server):
    ada = await make_person(server, "ada")

    async def send(**parts: Any) -> httpx.Response:
        return await ada.http.post(BULK_IMPORT, **parts)

    file = ("file", ("well.json", json_of("The well")))
    assert (await send(files=[file])).status_code == 200
    assert (await send(json={})).status_code == 415
    assert (await send(files=[("file", ("", b""))])).status_code == 400
    assert (await send(files=[("other", ("well.json", b"{}"))])).status_code == 400
    assert (await send(files=[file], data={"title": "x"})).status_code == 400
    assert (await send(files={"file": (None, "text")})).status_code == 400
    many = [("file", ("well.json", b"{}"))] * (FILES_MOST + 1)
    assert (await send(files=many)).status_code == 400
    assert await titles(server) == {"The well": ada.id}
    assert kept_files(server) == []


async def test_a_file_that_is_too_large_is_refused_while_it_streams(server):
    ada = await make_person(server, "ada")
    large = b" " * (20 * 1024 * 1024 + 1)
    answer = await bulk_import(ada, ("well.json", large))
    assert answer.status_code == 413
    assert answer.json()["title"] == "File size exceeds 20MB"
    assert kept_files(server) == []


async def test_nobody_imports_without_an_account(server):
    file = ("file", ("well.json", json_of("The well")))
    assert (await server.http.post(BULK_IMPORT, files=[file])).status_code == 401
    assert await titles(server) == {}


async def test_imports_are_limited(start_server: StartServer):
    server = await start_server(rate_limits="on")
    ada, ben = await make_person(server, "ada"), await make_person(server, "ben")
    for _ in range(60):
        assert (await bulk_import(ada, ("", b""))).status_code == 400
    assert (await bulk_import(ada, ("", b""))).status_code == 429
    assert (await bulk_import(ben, ("well.json", json_of("The well")))).status_code == 200
