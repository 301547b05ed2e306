"""`/ws-test`: a page that may run nothing but its own files, and shows only text."""

import re
from html.parser import HTMLParser

import pytest

pytestmark = [pytest.mark.anyio, pytest.mark.parametrize("backend", ["sqlite"], indirect=True)]

_IMPORT = re.compile(r'^import .* from "\./([\w.]+)";$', re.MULTILINE)
# Ways in which a text could become more than text, or the page could call somebody else.
_WAYS_OUT = re.compile(
    r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function|https?://|"
    r"localStorage|sessionStorage|document\.cookie"
)


class _Page(HTMLParser):
    """The tags of a page with their attributes, and how much stands inside scripts and styles."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.inline = ""
        self._within = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._within = tag
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        self._within = ""

    def handle_data(self, data: str) -> None:
        if self._within in {"script", "style"}:
            self.inline += data.strip()

    @property
    def files(self) -> list[str]:
        """The addresses that it loads."""
        return [
            str(address)
            for _, attributes in self.tags
            for name in ("src", "href")
            if (address := attributes.get(name))
        ]


async def test_the_page_runs_its_own_files_alone(server):
    answer = await server.http.get("/ws-test")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    policy = dict(
        part.strip().split(" ", 1) for part in answer.headers["content-security-policy"].split(";")
    )
    assert policy["default-src"] == "'none'"
    for kind in ("script-src", "style-src", "connect-src"):
        assert policy.pop(kind) == "'self'"
    assert set(policy.values()) == {"'none'"}
    page = _Page(answer.text)
    assert page.inline == ""
    names = {name for _, attributes in page.tags for name in attributes}
    assert {"src", "href", "id"} <= names
    assert {name for name in names if name.startswith("on") or name == "style"} == set()


async def test_each_of_its_files_is_there_and_calls_nobody_else(server):
    page = _Page((await server.http.get("/ws-test")).text)
    files = {"/ws-test", *page.files}
    scripts = [file for file in files if file.endswith(".js")]
    while scripts:
        text = (await server.http.get(scripts.pop())).text
        imported = {f"/ws-test/{name}" for name in _IMPORT.findall(text)}
        scripts += imported - files
        files |= imported
    assert len(files) == 5
    for file in files:
        answer = await server.http.get(file)
        assert answer.status_code == 200, file
        assert answer.headers["content-type"].startswith("text/")
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert _WAYS_OUT.findall(answer.text) == [], file


async def test_every_field_has_a_label_and_every_script_finds_its_element(server):
    page = _Page((await server.http.get("/ws-test")).text)
    ids = {str(attributes["id"]) for _, attributes in page.tags if "id" in attributes}
    labelled = {attributes["for"] for tag, attributes in page.tags if tag == "label" and attributes}
    fields = {
        attributes["id"] for tag, attributes in page.tags if tag == "input" if "id" in attributes
    }
    assert fields
    assert fields <= labelled
    script = (await server.http.get("/ws-test/page.js")).text
    used = set(re.findall(r'\bat\("([\w-]+)"\)', script))
    assert used
    assert used <= ids


@pytest.mark.parametrize("name", ["none.js", "..%2fhub.py", "pages.py", "index.html%00"])
async def test_no_other_file_is_served(server, name):
    assert (await server.http.get("/ws-test/page.js")).status_code == 200
    assert (await server.http.get(f"/ws-test/{name}")).status_code == 404
