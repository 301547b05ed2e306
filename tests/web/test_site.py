"""The app's page and files: where they are, what browsers are told, what stays a call."""

import gzip

import pytest

from emberline.web.routes import SITE_FOLDER, install_site
from tests.web.conftest import FEED_PAGE, PAGE, SCRIPT

pytestmark = [pytest.mark.anyio, pytest.mark.parametrize("backend", ["sqlite"], indirect=True)]

NAVIGATING = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
PLAIN = {"Accept-Encoding": "identity"}


@pytest.mark.parametrize(
    "path",
    ["/", "/feeds", "/people/0195a3f0-7b1c-7c3e-9a54-3f2b6f0c1d2e", "/my/plays/", "/nowhere"],
)
async def test_every_address_that_is_no_call_shows_the_page(site, path):
    answer = await site.http.get(path, headers=NAVIGATING)
    assert answer.status_code == 200
    assert answer.text == PAGE
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.headers["cache-control"] == "no-cache"
    assert set(answer.headers["vary"].split(", ")) == {"Accept", "Accept-Encoding"}


async def test_an_address_with_a_view_of_its_own_names_what_it_is_made_of(site):
    for path in ("/feed", "/feed/"):
        answer = await site.http.get(path, headers=NAVIGATING)
        assert answer.text == FEED_PAGE
        assert set(answer.headers["vary"].split(", ")) == {"Accept", "Accept-Encoding"}
    for path in ("/pages/3.html", "/pages.json"):
        assert (await site.http.get(path, headers=NAVIGATING)).status_code == 404


async def test_the_page_may_run_its_own_files_and_nothing_else(site):
    headers = (await site.http.get("/feed", headers=NAVIGATING)).headers
    policy = dict(
        part.split(" ", 1)
        for part in headers["content-security-policy"].replace("; ", ";").split(";")
    )
    assert policy["default-src"] == policy["base-uri"] == policy["frame-ancestors"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["connect-src"] == "'self'"
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-frame-options"] == "DENY"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert "camera=()" in headers["permissions-policy"]
    worker = await site.http.get("/service-worker.js")
    assert worker.headers["content-security-policy"] == headers["content-security-policy"]


async def test_who_has_the_page_already_gets_no_second_copy(site):
    first = await site.http.get("/", headers=NAVIGATING)
    etag = first.headers["etag"]
    assert etag.startswith('"')
    again = await site.http.get("/people", headers={**NAVIGATING, "If-None-Match": etag})
    assert again.status_code == 304
    assert again.content == b""
    assert again.headers["etag"] == etag
    assert again.headers["content-security-policy"] == first.headers["content-security-policy"]
    other = await site.http.get("/", headers={**NAVIGATING, "If-None-Match": '"another"'})
    assert other.status_code == 200


@pytest.mark.parametrize(
    ("accepted", "encoding", "body"),
    [
        ("gzip, deflate, br, zstd", "br", b"brotli's"),
        ("gzip, deflate", "gzip", SCRIPT.encode()),
        ("br;q=0, *", "gzip", SCRIPT.encode()),
        ("gzip;q=0.000", None, SCRIPT.encode()),
        ("identity", None, SCRIPT.encode()),
        ("nonsense; ; q=br", None, SCRIPT.encode()),
    ],
)
async def test_a_file_travels_in_the_best_form_that_the_browser_takes(
    site, accepted, encoding, body
):
    headers = {"Accept-Encoding": accepted}
    async with site.http.stream("GET", "/_app/immutable/a.js", headers=headers) as answer:
        raw = b"".join([part async for part in answer.aiter_raw()])
    assert answer.headers.get("content-encoding") == encoding
    assert (gzip.decompress(raw) if encoding == "gzip" else raw) == body
    assert answer.headers["content-length"] == str(len(raw))
    assert answer.headers["vary"] == "Accept-Encoding"
    assert answer.headers["content-type"] == "text/javascript; charset=utf-8"
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"


async def test_each_form_of_a_file_has_a_tag_of_its_own(site):
    tags = set()
    for accepted in ("br", "gzip", "identity"):
        headers = {"Accept-Encoding": accepted}
        async with site.http.stream("GET", "/_app/immutable/a.js", headers=headers) as answer:
            tags.add(answer.headers["etag"])
    assert len(tags) == 3


@pytest.mark.parametrize(
    ("path", "media_type"),
    [
        ("/manifest.webmanifest", "application/manifest+json"),
        ("/flame.svg", "image/svg+xml"),
        ("/service-worker.js", "text/javascript; charset=utf-8"),
        ("/index.html", "text/html; charset=utf-8"),
    ],
)
async def test_what_is_not_named_by_its_content_is_asked_for_each_time(site, path, media_type):
    answer = await site.http.get(path)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == media_type
    assert answer.headers["cache-control"] == "no-cache"


@pytest.mark.parametrize("path", ["/", "/feed", "/_app/immutable/a.js", "/flame.svg"])
async def test_head_is_answered_as_get_without_the_body(site, path):
    got = await site.http.get(path, headers={**NAVIGATING, **PLAIN})
    head = await site.http.head(path, headers={**NAVIGATING, **PLAIN})
    assert head.status_code == got.status_code == 200
    assert head.content == b""
    for name in ("content-length", "content-type", "etag", "cache-control"):
        assert head.headers[name] == got.headers[name]


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/api/unknown", 404),
        ("GET", "/api/stories/unknown/deeper/still", 404),
        ("GET", "/_app/immutable/old.js", 404),
        ("GET", "/_app/immutable", 404),
        ("GET", "/missing.png", 404),
        ("GET", "/.well-known/change-password", 404),
        ("GET", "/login", 405),
        ("DELETE", "/stories", 405),
        ("POST", "/", 405),
        ("POST", "/feed", 404),
        ("GET", "/stories", 401),
    ],
)
async def test_calls_and_missing_files_never_answer_with_the_page(site, method, path, status):
    assert (await site.http.get("/feed", headers=NAVIGATING)).status_code == 200
    answer = await site.http.request(method, path, headers=NAVIGATING)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("accepted", ["*/*", "application/json", "text/html;q=0, */*", ""])
async def test_a_program_that_asks_for_no_page_gets_a_problem(site, accepted):
    assert (await site.http.get("/feed", headers=NAVIGATING)).status_code == 200
    answer = await site.http.get("/feed", headers={"Accept": accepted})
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize(
    "path",
    [
        "/../secret.txt",
        "/..%2fsecret.txt",
        "/%2e%2e/secret.txt",
        "/_app/../../secret.txt",
        "/_app/immutable/..%5c..%5csecret.txt",
        "//etc/passwd",
        "/.built-from",
        "/_app/immutable/a.js%00.png",
        "/_app/immutable/a.js.gz",
    ],
)
async def test_nothing_but_the_files_of_the_site_is_served(site, path):
    assert (await site.http.get("/_app/immutable/a.js")).status_code == 200
    answer = await site.http.get(path, headers={"Accept": "*/*"})
    assert answer.status_code == 404


async def test_without_a_built_site_the_front_page_says_how_to_build_it(server, tmp_path):
    install_site(server.app, tmp_path)
    page = await server.http.get("/", headers=NAVIGATING)
    assert page.status_code == 200
    assert "python web/build.py" in page.text
    assert 'href="/readme"' in page.text
    assert 'href="/docs"' in page.text
    assert (await server.http.get("/readme")).status_code == 200


@pytest.mark.parametrize("path", ["/", "/library", "/read/a", "/nowhere"])
async def test_the_built_page_holds_no_script_and_leads_to_files_that_are_there(server, path):
    assert (SITE_FOLDER / "index.html").is_file(), "run `python web/build.py` first"
    page = (await server.http.get(path, headers=NAVIGATING)).text
    assert "<script>" not in page
    assert "<style" not in page
    files = [part.split('"')[0] for part in page.split('="/')[1:]]
    assert any(file.startswith("_app/immutable/boot.") for file in files)
    for file in files:
        answer = await server.http.get(f"/{file}", headers={"Accept-Encoding": "gzip"})
        assert answer.status_code == 200, file
        if file.endswith((".js", ".css")):
            assert answer.headers["content-encoding"] == "gzip", file
