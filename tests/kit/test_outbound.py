"""The way out to addresses that users name, against a real TLS server on loopback."""

import ssl

import aiohttp
import pytest

from emberline.kit.outbound import Outbound, Refused, Unreachable
from tests.tls import LOOPBACK, NAME, Names, client_context, loopback_outbound, serving

pytestmark = pytest.mark.anyio


@pytest.fixture
def anyio_backend() -> str:
    """As the server runs."""
    return "asyncio"


@pytest.fixture
async def endpoint():
    async with serving() as served:
        yield served


@pytest.fixture
async def names():
    return Names("127.0.0.1")


@pytest.fixture
async def outbound(names):
    made = loopback_outbound(names)
    yield made
    await made.close()


async def test_a_post_reaches_the_resolved_address_under_its_name(outbound, endpoint, names):
    status = await outbound.post(endpoint.url("/a?b=c"), b"hello", {"X-One": "1"})

    assert status == 200
    (received,) = endpoint.received
    assert received.body == b"hello"
    assert received.host == f"{NAME}:{endpoint.port}"
    assert received.headers["x-one"] == "1"
    assert received.headers["user-agent"] == "Emberline"
    assert names.asked == [NAME]


async def test_a_name_that_turns_private_between_check_and_call_is_not_called(endpoint):
    names = Names("8.8.8.8")
    outbound = Outbound([], client_context(), names.resolve)
    await outbound.check(endpoint.url())
    names.addresses = ["127.0.0.1"]

    with pytest.raises(Refused, match="public"):
        await outbound.post(endpoint.url(), b"hello", {})

    assert not endpoint.received
    await outbound.close()


async def test_each_call_asks_for_the_name_anew(outbound, endpoint, names):
    assert await outbound.post(endpoint.url(), b"1", {}) == 200
    names.addresses = ["10.0.0.1"]

    with pytest.raises(Refused):
        await outbound.post(endpoint.url(), b"2", {})

    assert [received.body for received in endpoint.received] == [b"1"]


async def test_one_private_address_among_public_ones_spoils_the_name(endpoint):
    outbound = Outbound([], client_context(), Names("8.8.8.8", "192.168.0.1").resolve)

    with pytest.raises(Refused, match="public addresses alone"):
        await outbound.check(endpoint.url())
    await outbound.close()


async def test_a_refusal_does_not_tell_which_names_there_are_inside():
    said = []
    for addresses in (["10.0.0.1"], ["8.8.8.8", "10.0.0.1"], []):
        outbound = Outbound([], client_context(), Names(*addresses).resolve)
        with pytest.raises(Refused) as refused:
            await outbound.check("https://intranet.example/")
        said.append(str(refused.value))
        await outbound.close()

    assert len(set(said)) == 1


async def test_a_literal_private_address_is_neither_checked_nor_called(endpoint):
    outbound = Outbound([], client_context())
    url = f"https://127.0.0.1:{endpoint.port}/"

    with pytest.raises(Refused):
        await outbound.check(url)
    with pytest.raises(Refused):
        await outbound.post(url, b"hello", {})
    assert not endpoint.received
    await outbound.close()


async def test_the_last_gate_stops_what_got_past_the_others(endpoint):
    outbound = Outbound([LOOPBACK], client_context(), Names("127.0.0.1").resolve)
    assert await outbound.post(endpoint.url(), b"hello", {}) == 200
    async with outbound._open() as session:
        outbound._allowed = ()
        with pytest.raises(aiohttp.ClientConnectorError):
            await session.post(f"https://127.0.0.1:{endpoint.port}/", data=b"again")

    assert len(endpoint.received) == 1
    await outbound.close()


async def test_a_name_without_addresses_is_refused_at_the_check_and_unreachable_later():
    outbound = Outbound([], client_context(), Names().resolve)

    with pytest.raises(Refused, match="resolves"):
        await outbound.check("https://nowhere.example/")
    with pytest.raises(Unreachable):
        await outbound.post("https://nowhere.example/", b"", {})
    await outbound.close()


async def test_a_redirect_is_an_answer_and_not_followed(outbound, endpoint):
    endpoint.answers = [302]
    endpoint.headers = {"Location": endpoint.url("/elsewhere")}

    assert await outbound.post(endpoint.url(), b"hello", {}) == 302

    assert [received.path for received in endpoint.received] == ["/hook"]


async def test_a_huge_answer_is_not_read(outbound, endpoint):
    endpoint.body = b"x" * 50_000_000

    assert await outbound.post(endpoint.url(), b"hello", {}) == 200


async def test_a_certificate_of_an_unknown_authority_is_not_trusted(endpoint):
    outbound = Outbound([LOOPBACK], ssl.create_default_context(), Names("127.0.0.1").resolve)

    with pytest.raises(Unreachable):
        await outbound.post(endpoint.url(), b"hello", {})
    assert not endpoint.received
    await outbound.close()


async def test_a_certificate_for_another_name_is_not_trusted(outbound, endpoint):
    with pytest.raises(Unreachable):
        await outbound.post(f"https://other.example:{endpoint.port}/", b"hello", {})
    assert not endpoint.received


async def test_a_proxy_of_the_environment_is_not_used(outbound, endpoint, monkeypatch):
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")

    assert await outbound.post(endpoint.url(), b"hello", {}) == 200
