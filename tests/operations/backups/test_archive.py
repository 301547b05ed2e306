"""The file of a backup: read back byte for byte, and refused for anything that is off."""

import asyncio
import io
import tarfile
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from emberline.operations.backups.archive import (
    ArchiveWriter,
    BackupDamaged,
    Manifest,
    members,
    verified,
)

LARGE = bytes(range(256)) * 10_000
MANIFEST = Manifest(
    format=1,
    version="0.1.0",
    dialect="sqlite",
    revision="0003",
    made_at=datetime(2026, 3, 1, tzinfo=UTC),
    files=1,
    bytes=len(LARGE),
    vanished=0,
    secret_key=True,
    rows={"clips": 1},
    columns={},
    sums="",
)
NAME = f"blobs/media/{'long' * 40}/{'name' * 40}.webp"


def note(*_: object) -> None:
    """Nobody watches."""


@pytest.fixture
def backup(tmp_path: Path) -> Path:
    """A backup of a database, a key and a file."""
    path = tmp_path / "backup.tar"
    (tmp_path / "database").write_bytes(b"a database" * 100)
    with ArchiveWriter(path) as archive:
        archive.add_file("database.sqlite", tmp_path / "database")
        archive.add_bytes("secret_key", b"a secret")
        asyncio.run(archive.add_stream(NAME, len(LARGE), _chunks(LARGE)))
        archive.finish(MANIFEST)
    return path


async def _chunks(content: bytes) -> AsyncIterator[bytes]:
    for start in range(0, len(content), 64 * 1024):
        yield content[start : start + 64 * 1024]


def test_what_was_written_is_read_back_and_any_tar_reads_it(backup):
    manifest = verified(backup, note)
    assert (manifest.rows, manifest.files, manifest.bytes) == ({"clips": 1}, 1, len(LARGE))
    read = {member.name: b"".join(member.chunks()) for member in members(backup)}
    assert list(read) == ["database.sqlite", "secret_key", NAME, "SHA256SUMS", "manifest.json"]
    assert read[NAME] == LARGE
    with tarfile.open(backup) as tar:
        assert tar.getnames() == list(read)
    assert backup.stat().st_mode & 0o777 == 0o600


def test_a_file_that_is_there_is_never_written_over(backup):
    with pytest.raises(FileExistsError):
        ArchiveWriter(backup)
    verified(backup, note)


@pytest.mark.parametrize("cut", [0, 1, 511, 700, 10_000, 1_000_000, -1024, -1])
def test_a_backup_that_is_cut_off_is_refused(backup, cut):
    content = backup.read_bytes()
    assert len(content) > 2_000_000
    # The last kilobyte is the tar's own end, which holds nothing.
    backup.write_bytes(content[: cut if cut >= 0 else cut - 1024])
    with pytest.raises(BackupDamaged):
        verified(backup, note)


@pytest.mark.parametrize("name", ["database.sqlite", "secret_key", NAME, "SHA256SUMS"])
def test_a_changed_byte_is_found_and_its_member_named(backup, name):
    verified(backup, note)
    with tarfile.open(backup) as tar:
        place = tar.getmember(name).offset_data
    content = bytearray(backup.read_bytes())
    content[place + 5] ^= 1
    backup.write_bytes(content)
    with pytest.raises(BackupDamaged, match=r"as it was written|is not the one|cannot be read"):
        verified(backup, note)


def test_a_member_that_was_added_or_taken_away_is_found(backup, tmp_path):
    for change in ("added", "taken"):
        path = tmp_path / f"{change}.tar"
        with tarfile.open(backup) as old, tarfile.open(path, "w") as new:
            for info in old.getmembers():
                if change == "taken" and info.name == "secret_key":
                    continue
                new.addfile(info, old.extractfile(info))
                if change == "added" and info.name == NAME:
                    extra = tarfile.TarInfo("blobs/media/extra")
                    new.addfile(extra, io.BytesIO())
        with pytest.raises(BackupDamaged, match=r"extra|secret_key"):
            verified(path, note)


def test_a_file_that_changes_while_it_is_copied_ends_the_backup(tmp_path):
    with (
        ArchiveWriter(tmp_path / "b.tar") as archive,
        pytest.raises(BackupDamaged, match="changed while"),
    ):
        asyncio.run(archive.add_stream("blobs/media/a", 100, _chunks(bytes(99))))


@pytest.mark.parametrize(
    "name",
    [
        "../outside",
        "/etc/outside",
        "blobs/../../outside",
        "blobs//etc/outside",
        "blobs/media/Upper",
        "database/../x.copy",
        "database/x.copy/y",
        "secret_key/x",
        "something",
    ],
)
def test_a_name_that_no_backup_has_is_refused(tmp_path, name):
    path = tmp_path / "evil.tar"
    with tarfile.open(path, "w") as tar:
        info = tarfile.TarInfo(name)
        info.size = 4
        tar.addfile(info, io.BytesIO(b"evil"))
    with pytest.raises(BackupDamaged, match="No backup has a member"):
        list(members(path))


@pytest.mark.parametrize(
    "type", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.DIRTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE]
)
def test_links_folders_and_devices_are_refused(tmp_path, type):
    path = tmp_path / "evil.tar"
    with tarfile.open(path, "w") as tar:
        info = tarfile.TarInfo("blobs/media/a")
        info.type, info.linkname = type, "/etc/passwd"
        tar.addfile(info)
    with pytest.raises(BackupDamaged, match="is no file"):
        list(members(path))
