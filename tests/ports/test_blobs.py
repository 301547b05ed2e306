"""What every store of files must do; each adapter runs through all of it."""

import asyncio
import os
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emberline.kit.blobs import CHUNK_BYTES, Blobs, Stored, check_key
from emberline.kit.blobs.disk import DiskBlobs
from emberline.kit.blobs.s3 import open_s3_blobs
from emberline.kit.errors import AppError

pytestmark = pytest.mark.anyio


@pytest.fixture(params=["disk", "s3"])
async def blobs(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Blobs]:
    if request.param == "disk":
        yield DiskBlobs(tmp_path / "blobs")
        return
    async with open_s3_blobs(request.getfixturevalue("s3_url")) as blobs:
        yield blobs


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return tmp_path / "Some upload (1).JPG"


async def read(blobs: Blobs, key: str, start: int = 0, length: int = 1 << 30) -> bytes:
    return b"".join([chunk async for chunk in blobs.stream(key, start, length)])


async def listed(blobs: Blobs, prefix: str = "") -> dict[str, Stored]:
    return {stored.key: stored async for stored in blobs.keys(prefix)}


async def put(blobs: Blobs, source: Path, key: str, content: bytes) -> None:
    source.write_bytes(content)
    await blobs.put_file(key, source)


async def test_a_file_comes_back_as_it_was_put(blobs: Blobs, source: Path) -> None:
    content = os.urandom(3 * CHUNK_BYTES + 17)
    await put(blobs, source, "clip/ab/cd-12_x.jpg", content)

    assert await read(blobs, "clip/ab/cd-12_x.jpg") == content
    assert await blobs.size("clip/ab/cd-12_x.jpg") == len(content)
    assert source.read_bytes() == content


async def test_an_empty_file_is_a_file(blobs: Blobs, source: Path) -> None:
    await put(blobs, source, "empty", b"")

    assert await blobs.size("empty") == 0
    assert await read(blobs, "empty") == b""


@pytest.mark.parametrize(
    ("start", "length"),
    [(0, 0), (0, 1), (5, CHUNK_BYTES), (CHUNK_BYTES - 1, 2), (2 * CHUNK_BYTES, 99), (200_000, 1)],
)
async def test_a_part_of_a_file_can_be_read(
    blobs: Blobs, source: Path, start: int, length: int
) -> None:
    content = os.urandom(2 * CHUNK_BYTES + 10)
    await put(blobs, source, "a", content)
    chunks = [chunk async for chunk in blobs.stream("a", start, length)]

    assert b"".join(chunks) == content[start : start + length]
    assert all(0 < len(chunk) <= CHUNK_BYTES for chunk in chunks)


async def test_a_negative_range_is_refused(blobs: Blobs, source: Path) -> None:
    await put(blobs, source, "a", b"1234")
    for start, length in [(-1, 2), (1, -2)]:
        with pytest.raises(ValueError, match="bytes"):
            await read(blobs, "a", start, length)


async def test_putting_again_replaces(blobs: Blobs, source: Path) -> None:
    await put(blobs, source, "a/b", b"first, and longer")
    await put(blobs, source, "a/b", b"second")

    assert await read(blobs, "a/b") == b"second"
    assert [stored.bytes for stored in (await listed(blobs)).values()] == [6]


async def test_a_reader_keeps_the_file_it_began_with(blobs: Blobs, source: Path) -> None:
    content = os.urandom(4 * CHUNK_BYTES)
    await put(blobs, source, "a", content)
    reader: AsyncIterator[bytes] = blobs.stream("a", 0, len(content))
    got = [await anext(reader)]
    await put(blobs, source, "a", b"other")
    await blobs.delete("a")
    got += [chunk async for chunk in reader]

    assert b"".join(got) == content


async def test_a_deleted_file_is_gone_and_deleting_again_is_fine(
    blobs: Blobs, source: Path
) -> None:
    await put(blobs, source, "a/b", b"here")
    assert await read(blobs, "a/b") == b"here"

    await blobs.delete("a/b")
    await blobs.delete("a/b")

    assert await listed(blobs) == {}
    await assert_missing(blobs, "a/b")


async def test_what_was_never_put_is_not_found(blobs: Blobs, source: Path) -> None:
    await put(blobs, source, "folder/file", b"here")
    for key in ("other", "folder", "folder/other", "folder/file/below"):
        await assert_missing(blobs, key)
        await blobs.delete(key)
    assert await read(blobs, "folder/file") == b"here"


async def assert_missing(blobs: Blobs, key: str) -> None:
    for call in (blobs.size(key), read(blobs, key)):
        with pytest.raises(AppError) as caught:
            await call
        assert (caught.value.status, caught.value.title) == (404, "File not found")


async def test_a_source_that_is_not_there_is_the_callers_mistake(
    blobs: Blobs, source: Path
) -> None:
    with pytest.raises(FileNotFoundError):
        await blobs.put_file("a", source)
    assert await listed(blobs) == {}


async def test_keys_are_listed_by_prefix_with_size_and_time(blobs: Blobs, source: Path) -> None:
    before = datetime.now(UTC) - timedelta(seconds=2)
    for number, key in enumerate(["clip/a/1", "clip/ab/2", "clips", "story/a/1", ".x"]):
        await put(blobs, source, key, bytes(number))
    found = await listed(blobs)

    assert {key: stored.bytes for key, stored in found.items()} == {
        "clip/a/1": 0,
        "clip/ab/2": 1,
        "clips": 2,
        "story/a/1": 3,
        ".x": 4,
    }
    after = datetime.now(UTC) + timedelta(seconds=2)
    assert all(before < stored.modified_at < after for stored in found.values())
    assert set(await listed(blobs, "clip/")) == {"clip/a/1", "clip/ab/2"}
    assert set(await listed(blobs, "clip/a")) == {"clip/a/1", "clip/ab/2"}
    assert set(await listed(blobs, "clip")) == {"clip/a/1", "clip/ab/2", "clips"}
    assert set(await listed(blobs, "nothing/")) == set()


async def test_more_keys_than_one_page_are_all_listed(blobs: Blobs, source: Path) -> None:
    wanted = {f"f{number % 7}/{number}" for number in range(520)}
    await put(blobs, source, wanted.pop(), b"x")
    await asyncio.gather(*(blobs.put_file(key, source) for key in wanted))
    wanted |= set(await listed(blobs))

    assert set(await listed(blobs)) == wanted
    assert len(wanted) == 520


async def test_files_put_at_once_are_all_there(blobs: Blobs, tmp_path: Path) -> None:
    contents = {f"same/folder/{number}": os.urandom(100) for number in range(50)}
    for key, content in contents.items():
        (tmp_path / key.replace("/", "-")).write_bytes(content)
    await asyncio.gather(
        *(blobs.put_file(key, tmp_path / key.replace("/", "-")) for key in contents)
    )

    assert {key: await read(blobs, key) for key in contents} == contents


async def test_sweeping_leaves_finished_files(blobs: Blobs, source: Path) -> None:
    await put(blobs, source, "a", b"here")

    assert await blobs.sweep_temporary(datetime.now(UTC) + timedelta(days=1)) == 0
    assert await read(blobs, "a") == b"here"


HOSTILE_KEYS = [
    "", "/", "/etc/passwd", "a/", "a//b", ".", "..", "../a", "a/../b", "a/./b", "a\x00b", "A",
    "a b", "ä", "a\\b", "a\n", "~incoming/x", "a/~incoming", "%2e%2e/a", "a:b", "k" * 201,
    "a/" * 400 + "a", "\u202ea", "\uff0e\uff0e/a",
]  # fmt: skip


@pytest.mark.parametrize("key", HOSTILE_KEYS)
async def test_a_hostile_key_is_refused_everywhere(blobs: Blobs, source: Path, key: str) -> None:
    await put(blobs, source, "a-good.key", b"here")
    for call in (
        blobs.put_file(key, source),
        blobs.size(key),
        read(blobs, key),
        blobs.delete(key),
    ):
        with pytest.raises(ValueError, match="not a blob key"):
            await call
    assert set(await listed(blobs)) == {"a-good.key"}


@pytest.mark.parametrize("prefix", ["/", "../", "a/../", "a//", "~incoming", "A", "\x00"])
async def test_a_hostile_prefix_is_refused(blobs: Blobs, prefix: str) -> None:
    with pytest.raises(ValueError, match="not a blob key"):
        await listed(blobs, prefix)


@given(st.text(alphabet="a./\\~-_ A\x00", max_size=12))
def test_a_key_that_passes_stays_below_its_root(key: str) -> None:
    try:
        check_key(key)
    except ValueError:
        return
    assert os.path.normpath(f"/blobs/{key}") == f"/blobs/{key}"
