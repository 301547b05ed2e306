"""Whatever stands in a header, a cursor or a form: an answer that is documented, and no fault."""

import re
from collections.abc import Iterator
from itertools import product
from typing import Any
from urllib.parse import quote

import httpx
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, func, select

from emberline.clips.models import Clip
from emberline.media.models import Media
from tests.accounts.factories import Person, follow, make_person
from tests.clips.factories import stored_keys
from tests.trust.cast import make_media
from tests.trust.live import Aside, aside

# The fixture is one running server for all examples, as in life.
TRIED = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])

# For what is decided before any database is asked.
ON_ONE = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)

# What HTTP lets through in a header: any byte but NUL, CR and LF.
LINES = st.binary(max_size=60).map(lambda line: re.sub(rb"[\0\r\n]", b"", line))
HUGE = b"9" * 5_000
NUMBERS = st.one_of(st.integers(0, 80), st.integers(0, 2**70)).map(lambda n: str(n).encode())
RANGES = st.one_of(
    LINES,
    st.tuples(NUMBERS, NUMBERS).map(lambda ends: b"bytes=" + b"-".join(ends)),
    NUMBERS.map(lambda number: b"bytes=-" + number),
    NUMBERS.map(lambda number: b"bytes=" + number + b"-"),
    st.lists(NUMBERS, max_size=9).map(lambda n: b"bytes=" + b",".join(x + b"-" + x for x in n)),
)


@pytest.fixture
def beside(data_dir, database_url) -> Iterator[Aside]:
    """A running server."""
    with aside(data_dir, database_url) as running:
        yield running


def sound(answer: httpx.Response, *expected: int) -> httpx.Response:
    """The answer: one of `expected`, or a whole 4xx problem."""
    assert answer.status_code in expected or 400 <= answer.status_code < 500, answer.text
    if answer.is_error:
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.json()["request_id"] == answer.headers["x-request-id"]
    return answer


@ON_ONE
def test_any_range_gets_the_file_a_part_of_it_or_a_416(beside):
    person = beside.run(make_person(beside.server))
    media_id = beside.run(make_media(beside.server, person))
    address = beside.run(person.http.get(f"/media/{media_id}")).json()["media_url"]
    whole = beside.run(beside.server.http.get(address)).content
    assert len(whole) > 40

    @TRIED
    @example(b"bytes=0-3")
    @example(b"bytes=" + HUGE + b"-")
    @example(b"bytes=-" + HUGE)
    @example(b"bytes=0-" + HUGE)
    @example(b"bytes=\xb2-\xb3")
    @given(RANGES)
    def ask(line: bytes) -> None:
        answer = sound(_get(beside, address, b"Range", line), 200, 206)
        if answer.status_code == 206:
            told = re.fullmatch(r"bytes (\d+)-(\d+)/(\d+)", answer.headers["content-range"])
            assert told
            first, last, size = map(int, told.groups())
            assert size == len(whole)
            assert answer.content == whole[first : last + 1] != b""
        else:
            assert answer.status_code == 416 or answer.content == whole

    ask()


def _get(beside: Aside, address: str, name: bytes, line: bytes) -> httpx.Response:
    return beside.run(beside.server.http.get(address, headers=[(name, line)]))


LISTS = ["/stories", "/stories/{}", "/api/clips/all", "/api/clips/user/{}", "/api/blocks"]
LISTS += ["/api/users/search?q=p", "/api/users/{}/followers", "/api/follow-requests"]


def test_a_cursor_that_its_list_did_not_write_is_a_400(beside):
    person = beside.run(make_person(beside.server))
    genuine = beside.run(_next_cursor(beside, person))
    texts = st.text(st.characters(codec="utf-8"), max_size=310) | st.text(
        "-_.=ABCabc019", max_size=310
    )
    changed = st.tuples(st.integers(0, len(genuine) - 1), st.characters(codec="utf-8")).map(
        lambda change: genuine[: change[0]] + change[1] + genuine[change[0] + 1 :]
    )

    @TRIED
    @example("/stories", genuine)
    @example("/stories", genuine.partition(".")[0])
    @example("/stories", genuine.partition(".")[0] + ".")
    @example("/stories", "." + genuine.partition(".")[2])
    @given(st.sampled_from(LISTS), texts | changed)
    def ask(address: str, cursor: str) -> None:
        url = httpx.URL(address.format(person.id)).copy_merge_params({"cursor": cursor})
        answer = beside.run(person.http.get(url))
        assert sound(answer).status_code == 400
        assert answer.json()["details"][0]["field"] == "cursor"

    ask()


async def _next_cursor(beside: Aside, person: Person) -> str:
    """A cursor of a list that none of `LISTS` is: another list's is refused too."""
    for _ in range(2):
        await follow(beside.server, person, await make_person(beside.server))
    page = await person.http.get(f"/api/users/{person.id}/following", params={"limit": 1})
    return str(page.json()["meta"]["next_cursor"])


def test_any_idempotency_key_is_refused_or_makes_one_clip(beside):
    person = beside.run(make_person(beside.server))

    @TRIED
    @example(b"k")
    @example(b"\xff" * 200)
    @example(b"k" * 201)
    @given(LINES)
    def post(key: bytes) -> None:
        before = beside.run(_count(beside, Clip))
        headers = [(b"Idempotency-Key", key)]
        answers = [
            sound(
                beside.run(person.http.post("/stories", json={"text": "x"}, headers=headers)), 201
            )
            for _ in range(2)
        ]
        made = beside.run(_count(beside, Clip)) - before
        assert answers[0].status_code == answers[1].status_code
        if answers[0].status_code == 201:
            # A repeat gets the first answer: what another example posted under the key counts.
            assert made <= 1 and answers[0].content == answers[1].content
        else:
            assert made == 0

    post()


async def _count(beside: Aside, model: Any) -> int:
    def read(conn: Connection) -> int:
        return int(conn.execute(select(func.count()).select_from(model)).scalar_one())

    return await beside.server.runtime.database.read(read)


@pytest.mark.parametrize("text", ["\0", "a\0b", "\ud800", "%", "\\", "'\""])
def test_no_text_in_any_parameter_is_a_fault(beside, text):
    admin = beside.run(make_person(beside.server, role="admin"))
    paths = beside.server.app.openapi()["paths"]
    asked = 0
    for path, name, place in _text_parameters(paths):
        value = quote(text.encode("utf-8", "surrogatepass"), safe="")
        address = re.sub(r"\{\w+\}", admin.id, path)
        if place == "path":
            address = re.sub(r"\{\w+\}", admin.id, path.replace(f"{{{name}}}", value))
        more = f"?{name}={value}" if place == "query" else ""
        headers = [(name.encode(), text.encode("utf-8", "replace"))] if place == "header" else []
        sound(beside.run(admin.http.get(address + more, headers=headers)), 200)
        asked += 1
    assert asked > 50
    key = [(b"Idempotency-Key", text.encode("utf-8", "replace"))]
    sound(beside.run(admin.http.post("/stories", json={"text": "x"}, headers=key)), 201)


def _text_parameters(paths: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    for path, item in paths.items():
        for parameter in item.get("get", {}).get("parameters", ()):
            yield path, parameter["name"], parameter["in"]


BOUNDARY = b"xYzZy"
PARTS = st.tuples(
    st.sampled_from(
        [
            b'Content-Disposition: form-data; name="file"; filename="a.jpg"',
            b'Content-Disposition: form-data; name="clip"; filename="../../etc/passwd"',
            b'Content-Disposition: form-data; name="file"; filename="a\0b.png"',
            b"Content-Disposition: form-data; name=\"file\"; filename*=utf-8''%00%2e%2e%2f",
            b'Content-Disposition: form-data; name="text"',
            b'Content-Disposition: form-data; name="caption"',
            b'Content-Disposition: form-data; name="visibility"',
            b'Content-Disposition: form-data; name="audience_user_ids"',
            b'Content-Disposition: form-data; name="expires_in"',
            b'Content-Disposition: form-data; name="media_id"',
            b'Content-Disposition: form-data; name=""',
            b'Content-Disposition: form-data; name="\xff\xfe"',
            b"Content-Disposition: form-data",
            b"Content-Disposition: attachment",
            b"Content-Type: text/plain; charset=nonsense",
            b"X: y\r\nContent-Transfer-Encoding: base64",
            b": no name",
            b"no colon",
            b"",
        ]
    ),
    st.sampled_from(
        [b"", b"x", b"GIF89a", b"\x89PNG\r\n\x1a\n", b"a\0b", b"\xff\xd8\xff\xe0", b"9" * 5_000]
    )
    | st.binary(max_size=40),
)
FORMS = st.lists(PARTS, max_size=5).map(
    lambda parts: b"".join(b"--xYzZy\r\n%s\r\n\r\n%s\r\n" % part for part in parts)
)
TYPES = st.sampled_from(
    [
        b"multipart/form-data; boundary=xYzZy",
        b'multipart/form-data; boundary="xYzZy"; charset=nonsense',
        b"multipart/form-data; boundary=xYzZy; boundary=other",
        b"multipart/form-data; boundary=",
        b"multipart/form-data; boundary=" + b"x" * 300,
        b"multipart/form-data; boundary=\xff\xfe",
        b"multipart/form-data",
        b"Multipart/Form-Data; BOUNDARY=xYzZy",
        b"multipart/mixed; boundary=xYzZy",
        b"application/x-www-form-urlencoded",
        b"application/json; charset=utf-16",
        b"",
    ]
)
ENDS = st.sampled_from([b"--xYzZy--\r\n", b"--xYzZy--", b"--xYzZy", b"", b"\r\n", b"--other--\r\n"])


FORMS_TO = ["/stories", "/api/clips/upload", "/media"]


def test_a_broken_form_stores_nothing(beside):
    person = beside.run(make_person(beside.server))
    taken = [0]

    @TRIED
    @given(st.sampled_from(FORMS_TO), FORMS, ENDS, TYPES)
    def send(address: str, form: bytes, end: bytes, content_type: bytes) -> None:
        headers = [(b"Content-Type", content_type)]
        answer = sound(
            beside.run(person.http.post(address, content=form + end, headers=headers)), 201
        )
        # A form with no file but a proper text is a clip like any other.
        taken[0] += answer.status_code == 201

    send()
    assert beside.run(_count(beside, Media)) == 0
    assert beside.run(stored_keys(beside.server)) == []
    assert beside.run(_count(beside, Clip)) == taken[0]


def _part(name: str, value: str) -> bytes:
    return f'--xYzZy\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()


@ON_ONE
def test_a_form_without_measure_is_refused(beside):
    person = beside.run(make_person(beside.server))
    headers = {"Content-Type": "multipart/form-data; boundary=xYzZy"}
    forms = {
        "a field repeated": _part("text", "x") * 20_000,
        "many fields": b"".join(_part(f"field{number}", "x") for number in range(2_000)),
        "many files": b'--xYzZy\r\nContent-Disposition: form-data; name="file"; filename="a"'
        b"\r\n\r\nx\r\n" * 9,
        "a long field": _part("text", "x" * 3_000_000),
        "a long header": b"--xYzZy\r\nX-Header: " + b"y" * 200_000 + b"\r\n\r\nx\r\n",
        "many headers": b"--xYzZy\r\n" + b"X-Header: y\r\n" * 20_000 + b"\r\nx\r\n",
    }
    for address, (name, form) in product(FORMS_TO, forms.items()):
        content = form + b"--xYzZy--\r\n"
        answer = beside.run(person.http.post(address, content=content, headers=headers))
        assert sound(answer).status_code in (400, 413), f"{name} to {address}"
    assert beside.run(_count(beside, Clip)) == 0
    assert beside.run(stored_keys(beside.server)) == []


@ON_ONE
def test_a_declared_length_of_any_kind_is_no_fault(beside):
    person = beside.run(make_person(beside.server))
    for declared in (HUGE, b"-1", b"1e9", b"\xb2", b"", b"1000001"):
        headers = [(b"Content-Type", b"application/json"), (b"Content-Length", declared)]
        answer = beside.run(person.http.post("/stories", content=b"{}", headers=headers))
        assert sound(answer).status_code in (400, 413), declared


def _nested(depth: int) -> str:
    return '{"text": ' + "[" * depth + "]" * depth + "}"


@ON_ONE
def test_json_of_any_depth_and_length_is_a_400(beside):
    person = beside.run(make_person(beside.server))
    headers = {"Content-Type": "application/json"}
    bodies = [_nested(depth) for depth in [*range(1, 50, 7), *range(300, 1_000, 3), 100_000]]
    bodies += [
        '{"text": ' + "9" * 5_000 + "}",
        "NaN",
        "",
        "[]",
        "null",
        "\ufeff{}",
        '{"text":1e999}',
    ]
    contents = [*(body.encode() for body in bodies), b'{"text":"\xff"}']
    for address, content in product(["/stories", "/signup"], contents):
        answer = beside.run(person.http.post(address, content=content, headers=headers))
        assert sound(answer).status_code == 400, content[:40]
