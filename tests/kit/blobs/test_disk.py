"""The disk's own promises: durable before it returns, nothing left by a full disk or a crash."""

import asyncio
import os
import signal
import stat
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from emberline.kit.blobs.disk import INCOMING, DiskBlobs, sync


class Recorder:
    """Syncs, and notes for each what it was and whether the key was to be seen by then."""

    def __init__(self, watched: Path) -> None:
        self.watched = watched
        self.seen: list[tuple[str, tuple[int, int], bool]] = []

    def __call__(self, descriptor: int) -> None:
        sync(descriptor)
        status = os.fstat(descriptor)
        kind = "folder" if stat.S_ISDIR(status.st_mode) else "file"
        self.seen.append((kind, (status.st_dev, status.st_ino), self.watched.exists()))


def identity(path: Path) -> tuple[int, int]:
    return path.stat().st_dev, path.stat().st_ino


def test_file_and_folders_are_durable_before_put_returns(tmp_path: Path) -> None:
    root = tmp_path / "blobs"
    recorder = Recorder(root / "clip/ab/cd")
    blobs = DiskBlobs(root, sync=recorder)
    (tmp_path / "upload").write_bytes(b"bytes")
    recorder.seen.clear()

    asyncio.run(blobs.put_file("clip/ab/cd", tmp_path / "upload"))

    assert recorder.seen == [
        ("file", identity(root / "clip/ab/cd"), False),
        ("folder", identity(root / "clip/ab"), True),
        ("folder", identity(root / "clip"), True),
        ("folder", identity(root), True),
    ]


def test_the_root_itself_is_durable(tmp_path: Path) -> None:
    recorder = Recorder(tmp_path / "blobs")

    DiskBlobs(tmp_path / "blobs", sync=recorder)

    assert [seen[1] for seen in recorder.seen] == [identity(tmp_path / "blobs"), identity(tmp_path)]


# In a name space of its own the child fills a real file system of 256 KiB; where the system does
# not allow one, it meets a limit of its own file size instead.
FULL_DISK = """
import asyncio, ctypes, os, pathlib, resource, sys
from emberline.kit.blobs.disk import DiskBlobs
from emberline.kit.errors import AppError

root, upload, small, way = *map(pathlib.Path, sys.argv[1:4]), sys.argv[4]
root.mkdir()
if way == "file system":
    libc = ctypes.CDLL(None)
    uid, gid = os.getuid(), os.getgid()
    alone = libc.unshare(0x00020000) == 0
    if not alone and libc.unshare(0x10020000) == 0:
        alone = True
        pathlib.Path("/proc/self/setgroups").write_text("deny")
        pathlib.Path("/proc/self/uid_map").write_text("%d %d 1" % (uid, uid))
        pathlib.Path("/proc/self/gid_map").write_text("%d %d 1" % (gid, gid))
    private = alone and libc.mount(b"none", b"/", None, 0x44000, None) == 0
    if not private or libc.mount(b"none", bytes(root), b"tmpfs", 0, b"size=256k") != 0:
        way = "file size"
if way == "file size":
    resource.setrlimit(resource.RLIMIT_FSIZE, (200 * 1024, 200 * 1024))

async def scene():
    blobs = DiskBlobs(root)
    await blobs.put_file("a/before", small)
    try:
        await blobs.put_file("a/b/too-much", upload)
    except AppError as error:
        print(error.status, error.code)
    print(sorted([stored.key async for stored in blobs.keys()]))
    print([file.name for file in (root / "~incoming").iterdir()])
    await blobs.put_file("a/after", small)
    print(await blobs.size("a/after"), b"".join([c async for c in blobs.stream("a/before", 0, 9)]))

asyncio.run(scene())
"""


@pytest.mark.parametrize("way", ["file system", "file size"])
def test_a_full_disk_is_a_507_that_leaves_nothing_and_heals(tmp_path: Path, way: str) -> None:
    (tmp_path / "upload").write_bytes(bytes(1024 * 1024))
    (tmp_path / "small").write_bytes(b"small")
    names = [str(tmp_path / name) for name in ("blobs", "upload", "small")]

    printed = subprocess.check_output(
        [sys.executable, "-c", FULL_DISK, *names, way],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        text=True,
    )

    assert printed.splitlines() == ["507 disk-full", "['a/before']", "[]", "5 b'small'"]


KILLED_WHILE_SYNCING = """
import asyncio, os, pathlib, signal, sys
from emberline.kit.blobs.disk import DiskBlobs

def kill_at_the_file(descriptor):
    if not os.path.isdir(f"/dev/fd/{descriptor}"):
        os.kill(os.getpid(), signal.SIGKILL)

blobs = DiskBlobs(pathlib.Path(sys.argv[1]), sync=kill_at_the_file)
asyncio.run(blobs.put_file("a/b", pathlib.Path(sys.argv[2])))
"""


def test_a_crash_before_the_name_leaves_only_what_the_sweep_removes(tmp_path: Path) -> None:
    root, upload = tmp_path / "blobs", tmp_path / "upload"
    upload.write_bytes(b"bytes")
    crashed = subprocess.run(
        [sys.executable, "-c", KILLED_WHILE_SYNCING, str(root), str(upload)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        check=False,
    )
    assert crashed.returncode == -signal.SIGKILL
    assert [file.read_bytes() for file in (root / INCOMING).iterdir()] == [b"bytes"]

    async def scene() -> None:
        blobs = DiskBlobs(root)
        assert [stored async for stored in blobs.keys("")] == []
        assert await blobs.sweep_temporary(datetime.now(UTC) - timedelta(hours=1)) == 0
        assert await blobs.sweep_temporary(datetime.now(UTC) + timedelta(seconds=5)) == 1
        assert list((root / INCOMING).iterdir()) == []

    asyncio.run(scene())


def test_a_source_on_another_file_system_is_copied(tmp_path: Path) -> None:
    elsewhere = next(Path("/proc/self").glob("status"), Path(sys.executable))
    assert elsewhere.stat().st_dev != tmp_path.stat().st_dev or elsewhere == Path(sys.executable)

    async def scene() -> None:
        blobs = DiskBlobs(tmp_path / "blobs")
        await blobs.put_file("a", elsewhere)
        assert await blobs.size("a") > 0

    asyncio.run(scene())


def test_stray_files_in_the_folder_are_not_listed(tmp_path: Path) -> None:
    (tmp_path / "upload").write_bytes(b"bytes")
    blobs = DiskBlobs(tmp_path / "blobs")

    async def scene() -> list[str]:
        await blobs.put_file("a/b", tmp_path / "upload")
        (tmp_path / "blobs/a/.DS_Store").write_bytes(b"")
        (tmp_path / "blobs/a/link").symlink_to(tmp_path / "upload")
        return [stored.key async for stored in blobs.keys("")]

    assert asyncio.run(scene()) == ["a/b"]


def test_reading_does_not_hold_the_loop(tmp_path: Path) -> None:
    """A named pipe blocks whoever opens it; the loop must turn on meanwhile."""
    blobs = DiskBlobs(tmp_path / "blobs")
    os.mkfifo(tmp_path / "blobs/slow")

    async def scene() -> list[bytes]:
        async def read() -> list[bytes]:
            return [chunk async for chunk in blobs.stream("slow", 0, 0)]

        reading = asyncio.create_task(read())
        await asyncio.sleep(0.02)
        assert not reading.done()
        await asyncio.to_thread((tmp_path / "blobs/slow").write_bytes, b"")
        return await reading

    with pytest.raises(OSError, match="seek"):
        asyncio.run(scene())
