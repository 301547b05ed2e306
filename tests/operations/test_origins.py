"""Pages of foreign origins: only those that the operator named may read answers."""

import pytest

from tests.accounts.factories import make_person
from tests.clips.factories import post_photo

pytestmark = pytest.mark.anyio


async def test_only_named_origins_may_read_answers(start_server):
    server = await start_server(allowed_origins=("https://app.example",))
    named = await server.http.get("/healthz", headers={"Origin": "https://app.example"})
    assert named.headers["access-control-allow-origin"] == "https://app.example"
    other = await server.http.get("/healthz", headers={"Origin": "https://evil.example"})
    assert "access-control-allow-origin" not in other.headers
    preflight = await server.http.options(
        "/stories",
        headers={
            "Origin": "https://app.example",
            "Access-Control-Request-Method": "POST",
            "Access-Control-Request-Headers": "authorization,idempotency-key,range,x-api-key,"
            "if-none-match",
        },
    )
    assert preflight.status_code == 200
    assert "access-control-allow-credentials" not in preflight.headers


async def test_by_default_no_foreign_origin_may(server):
    answer = await server.http.get("/healthz", headers={"Origin": "https://app.example"})
    assert answer.status_code == 200
    assert "access-control-allow-origin" not in answer.headers


async def test_a_named_origin_reads_the_edges_refusals_too(start_server):
    server = await start_server(allowed_origins=("https://app.example",))

    @server.app.get("/broken")
    async def broken() -> None:
        raise RuntimeError("broken")

    headers = {"Origin": "https://app.example"}
    failed = await server.http.get("/broken", headers=headers)
    large = await server.http.post("/signup", content=bytes(1_000_001), headers=headers)
    for answer, status in ((failed, 500), (large, 413)):
        assert answer.status_code == status
        assert answer.headers["access-control-allow-origin"] == "https://app.example"
        exposed = answer.headers["access-control-expose-headers"]
        assert {"RateLimit-Remaining", "X-Request-ID"} <= set(exposed.split(", "))


@pytest.mark.parametrize(
    ("origins", "policy"), [((), "same-origin"), (("https://app.example",), "cross-origin")]
)
async def test_files_are_shown_on_pages_of_named_origins_alone(start_server, origins, policy):
    server = await start_server(allowed_origins=origins)
    clip = await post_photo(await make_person(server))
    answer = await server.http.get(clip["media_url"])
    assert answer.status_code == 200
    assert answer.headers["cross-origin-resource-policy"] == policy
