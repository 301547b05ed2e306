"""The bucket's own promises: whole or nothing, little memory, and words for what fails."""

import asyncio
import os
import tracemalloc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from aiobotocore.session import AioSession

from emberline.kit.blobs import CHUNK_BYTES
from emberline.kit.blobs.s3 import PART_BYTES, S3Blobs, open_s3_blobs, place_of
from emberline.kit.errors import AppError
from tests.cutting_proxy import CuttingProxy
from tests.s3_server import S3Server

pytestmark = pytest.mark.anyio

KEY = "media/ab/film"


@asynccontextmanager
async def raw_client(server: S3Server) -> AsyncIterator[Any]:
    """The store as somebody else's program sees it."""
    async with AioSession().create_client(
        "s3",
        endpoint_url=server.endpoint,
        region_name="us-east-1",
        aws_access_key_id=server.key_id,
        aws_secret_access_key=server.secret,
    ) as client:
        yield client


async def keys(blobs: S3Blobs) -> list[str]:
    return [stored.key async for stored in blobs.keys("")]


async def test_a_large_file_is_put_and_read_in_little_memory(s3_url: str, tmp_path: Path) -> None:
    source, size = tmp_path / "film", 8 * PART_BYTES + 17
    source.write_bytes(os.urandom(size))
    async with open_s3_blobs(s3_url) as blobs:
        tracemalloc.start()
        try:
            await blobs.put_file(KEY, source)
            same, chunks = True, 0
            with source.open("rb") as original:
                async for chunk in blobs.stream(KEY, 0, size):
                    same &= chunk == original.read(len(chunk))
                    chunks += 1
                    assert len(chunk) <= CHUNK_BYTES
                same &= original.read() == b""
            peak = tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()
        assert same
        assert chunks >= size // CHUNK_BYTES
        assert peak < 4 * PART_BYTES
        assert await blobs.size(KEY) == size
        assert await blobs.sweep_temporary(datetime.now(UTC) + timedelta(days=1)) == 0


async def test_a_put_that_breaks_off_leaves_what_was_there(
    s3_server: S3Server, s3_url: str, tmp_path: Path
) -> None:
    source = tmp_path / "film"
    with CuttingProxy(s3_server.endpoint) as proxy:
        async with open_s3_blobs(s3_url.replace(s3_server.endpoint, proxy.url)) as blobs:
            source.write_bytes(b"before")
            await blobs.put_file(KEY, source)
            source.write_bytes(os.urandom(3 * PART_BYTES))
            # Every attempt to send a part.
            proxy.cuts = [PART_BYTES // 2] * 20
            with pytest.raises(AppError) as refused:
                await blobs.put_file(KEY, source)
            assert refused.value.status == 503
            assert proxy.made > 1
            proxy.cuts = []
            assert [chunk async for chunk in blobs.stream(KEY, 0, 99)] == [b"before"]
            assert await blobs.sweep_temporary(datetime.now(UTC) + timedelta(days=1)) == 0
            proxy.cuts = [2 * PART_BYTES]
            await blobs.put_file(KEY, source)
            assert proxy.cuts == []
            assert await blobs.size(KEY) == 3 * PART_BYTES


async def test_a_put_that_is_cancelled_leaves_nothing(
    s3_server: S3Server, s3_url: str, tmp_path: Path
) -> None:
    source, place = tmp_path / "film", place_of(s3_url)
    source.write_bytes(bytes(8 * PART_BYTES))
    left: list[int] = []
    async with raw_client(s3_server) as client, open_s3_blobs(s3_url) as blobs:
        begun = {"Bucket": place.bucket, "Prefix": place.prefix}
        # A part that was on its way may arrive after the end (S3 says so of itself), not each time.
        while 0 not in left and len(left) < 4:
            putting = asyncio.create_task(blobs.put_file(KEY, source))
            while "Uploads" not in await client.list_multipart_uploads(**begun):
                assert not putting.done()
            putting.cancel()
            with pytest.raises(asyncio.CancelledError):
                await putting
            assert await keys(blobs) == []
            left.append(await blobs.sweep_temporary(datetime.now(UTC) + timedelta(days=1)))
    assert 0 in left


async def test_unfinished_puts_are_swept_when_they_are_old(
    s3_server: S3Server, s3_url: str
) -> None:
    place = place_of(s3_url)
    async with raw_client(s3_server) as client, open_s3_blobs(s3_url) as blobs:
        for key in (f"{place.prefix}{KEY}", f"elsewhere/{place.prefix}a"):
            await client.create_multipart_upload(Bucket=place.bucket, Key=key)
        assert await keys(blobs) == []
        assert await blobs.sweep_temporary(datetime.now(UTC) - timedelta(hours=1)) == 0
        assert await blobs.sweep_temporary(datetime.now(UTC) + timedelta(hours=1)) == 1
        assert await blobs.sweep_temporary(datetime.now(UTC) + timedelta(hours=1)) == 0


async def test_what_others_keep_in_the_bucket_is_not_ours(
    s3_server: S3Server, s3_url: str, tmp_path: Path
) -> None:
    place = place_of(s3_url)
    (tmp_path / "a").write_bytes(b"x")
    async with raw_client(s3_server) as client, open_s3_blobs(s3_url) as blobs:
        for key in (f"{place.prefix}Holiday photos/1.JPG", f"{place.prefix.strip('/')}1/a"):
            await client.put_object(Bucket=place.bucket, Key=key, Body=b"theirs")
        await blobs.put_file("a", tmp_path / "a")
        assert await keys(blobs) == ["a"]


async def test_a_store_that_is_gone_is_unavailable(
    s3_server: S3Server, s3_url: str, tmp_path: Path
) -> None:
    (tmp_path / "a").write_bytes(b"x")
    with CuttingProxy(s3_server.endpoint) as proxy:
        async with open_s3_blobs(s3_url.replace(s3_server.endpoint, proxy.url)) as blobs:
            await blobs.put_file("a", tmp_path / "a")
            reading = blobs.stream("a", 0, 1)
            proxy.cuts = [1] * 100
            answers = await asyncio.gather(
                blobs.put_file("b", tmp_path / "a"),
                blobs.size("a"),
                anext(reading),
                blobs.delete("a"),
                keys(blobs),
                blobs.sweep_temporary(datetime.now(UTC)),
                return_exceptions=True,
            )
            told = [answer.status for answer in answers if isinstance(answer, AppError)]
            assert told == [503] * 6
            proxy.cuts = []
            assert await blobs.size("a") == 1


@pytest.mark.parametrize(
    ("status", "code", "told"),
    [
        (507, "InsufficientStorage", 507),
        (403, "QuotaExceeded", 507),
        (507, "XMinioStorageFull", 507),
        (403, "AccessDenied", 503),
        (404, "NoSuchBucket", 503),
        (404, "NoSuchKey", 404),
    ],
)
async def test_what_a_store_refuses_is_told_in_the_words_of_the_port(
    tmp_path: Path, status: int, code: str, told: int
) -> None:
    (tmp_path / "a").write_bytes(b"x")
    async with _refusing(status, code) as endpoint:
        place = f"s3://key:secret@bucket?endpoint={endpoint}"
        async with open_s3_blobs(place) as blobs:
            with pytest.raises(AppError) as refused:
                await blobs.put_file("a", tmp_path / "a")
    assert refused.value.status == told


@asynccontextmanager
async def _refusing(status: int, code: str) -> AsyncIterator[str]:
    """A store that has the bucket and refuses everything else with `code`."""
    body = f"<Error><Code>{code}</Code><Message>no</Message></Error>".encode()

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        if head.startswith(b"HEAD"):
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
        else:
            size = f"Content-Length: {len(body)}\r\nConnection: close".encode()
            writer.write(b"HTTP/1.1 %d No\r\n%b\r\n\r\n%b" % (status, size, body))
        await writer.drain()
        writer.close()

    async with await asyncio.start_server(answer, "127.0.0.1") as server:
        port = server.sockets[0].getsockname()[1]
        yield f"http://127.0.0.1:{port}"


def test_the_place_of_a_store_stands_in_its_url() -> None:
    assert place_of("s3://media") == ("media", "", None, None, None, None)
    whole = place_of("s3://AK:s%2Fe%2B@media/a/b/?endpoint=https://s3.example.org:9000&region=eu")
    assert whole == ("media", "a/b/", "https://s3.example.org:9000", "eu", "AK", "s/e+")


@pytest.mark.parametrize(
    "url",
    [
        "https://media", "s3://", "s3://x", "s3://media/Upper", "s3://media/a/../b",
        "s3://media?endpoint=ftp://x", "s3://media?endpoint=", "s3://media?secret=hush",
        "s3://media?region=a&region=b", "s3://hush@media",
    ],
)  # fmt: skip
def test_a_url_of_no_store_is_refused_without_repeating_it(url: str) -> None:
    with pytest.raises(ValueError, match=r"^[a-z]") as refused:
        place_of(url)
    assert "hush" not in str(refused.value)
