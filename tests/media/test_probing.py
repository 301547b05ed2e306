"""What is refused at the door: what cannot be read, lasts too long, or leads somewhere else."""

import asyncio
import time
from pathlib import Path

import pytest

from emberline.kit.errors import AppError
from emberline.kit.sandbox import Sandbox, SandboxFailed
from emberline.media.decoding.containers import is_cut_short
from emberline.media.decoding.films import Film
from emberline.media.decoding.nal_units import reader
from emberline.media.decoding.processing import probe_video, video_refusal
from tests.media.videos import (
    CONTAINERS,
    claiming,
    ffmpeg,
    phone_video,
    reaching_out,
    rewrapped,
    video,
)

_STILL = ("-f", "lavfi", "-i", "color=red:s=64x64:r=1", "-pix_fmt", "yuv420p")


def probe(content: bytes, format: str, folder: Path) -> Film:
    source = folder / "source"
    source.write_bytes(content)
    return asyncio.run(probe_video(Sandbox(1), source, format))


def refusal(content: bytes, format: str, folder: Path) -> AppError:
    started = time.perf_counter()
    with pytest.raises(AppError) as caught:
        probe(content, format, folder)
    assert time.perf_counter() - started < 10
    assert (caught.value.status, caught.value.title) == (400, "Invalid video")
    assert caught.value.details[0]["field"] == "file"
    return caught.value


@pytest.mark.parametrize("format", CONTAINERS)
def test_every_container_is_looked_into(tmp_path: Path, format: str) -> None:
    film = probe(video(format), format, tmp_path)

    assert (film.width, film.height) == (320, 180)
    assert film.duration_seconds == pytest.approx(1.0, abs=0.15)
    assert film.is_upright and film.sound is not None


def test_a_video_on_its_side_is_known_as_such(tmp_path: Path) -> None:
    film = probe(phone_video("mov", 90), "mov", tmp_path)

    assert film.is_on_its_side and not film.is_upright


@pytest.mark.parametrize("format", sorted(set(CONTAINERS) - {"flv"}))
@pytest.mark.parametrize("part", [0.1, 0.6, 0.95])
def test_a_file_cut_short_is_refused(tmp_path: Path, format: str, part: float) -> None:
    content = video(format)
    if format in ("mp4", "mov"):
        content = rewrapped(content, format, "-movflags", "+faststart")
    assert "cut short" in refusal(content[: int(len(content) * part)], format, tmp_path).detail


@pytest.mark.parametrize("format", sorted(set(CONTAINERS) - {"flv"}))
def test_a_whole_file_is_not_taken_for_one_cut_short(tmp_path: Path, format: str) -> None:
    file = tmp_path / "file"
    file.write_bytes(video(format))
    assert not is_cut_short(file, format)
    file.write_bytes(video(format) + bytes(3))
    assert not is_cut_short(file, format)
    file.write_bytes(video(format)[:-100])
    assert is_cut_short(file, format)


def test_flash_is_found_to_be_cut_short_when_all_of_it_is_read(tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.write_bytes(video("flv", seconds=4)[:-20_000])
    with pytest.raises(AppError, match="cut short"):
        asyncio.run(probe_video(Sandbox(1), source, "flv", thorough=True))


def test_a_stream_without_an_end_is_not_cut_short(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_bytes(video("webm", "-live", "1"))
    assert not is_cut_short(file, "webm")


@pytest.mark.parametrize("format", ["mp4", "webm"])
def test_more_than_five_minutes_are_refused(tmp_path: Path, format: str) -> None:
    codec = {"mp4": "libx264", "webm": "libvpx"}[format]
    options = ("-c:v", codec, "-deadline", "realtime") if format == "webm" else ("-c:v", codec)
    taken = ffmpeg(format, *_STILL, *options, "-t", "300")
    longer = ffmpeg(format, *_STILL, *options, "-t", "301")

    assert probe(taken, format, tmp_path).duration_seconds == pytest.approx(300, abs=1)
    assert "5 minutes" in refusal(longer, format, tmp_path).detail


def test_more_than_five_minutes_are_measured_where_the_header_says_nothing(tmp_path: Path) -> None:
    longer = ffmpeg("webm", *_STILL, "-c:v", "libvpx", "-t", "301", "-live", "1")

    assert "5 minutes" in refusal(longer, "webm", tmp_path).detail


def test_sound_without_a_picture_is_no_video(tmp_path: Path) -> None:
    sound = ffmpeg("mp4", "-f", "lavfi", "-i", "sine=d=1", "-c:a", "aac")

    assert "no video" in refusal(sound, "mp4", tmp_path).detail


def test_a_cover_is_no_video(tmp_path: Path) -> None:
    covered = ffmpeg(
        "mp4",
        *("-f", "lavfi", "-i", "sine=d=1", "-f", "lavfi", "-i", "color=red:s=64x64:d=0.04"),
        *("-c:a", "aac", "-c:v", "png", "-frames:v", "1", "-disposition:v", "attached_pic"),
    )

    assert "no video" in refusal(covered, "mp4", tmp_path).detail


def test_absurd_sizes_are_refused(tmp_path: Path) -> None:
    refusal(claiming(20_000), "avi", tmp_path)
    thin = ffmpeg("avi", "-f", "lavfi", "-i", "color=red:s=9000x2:d=0.1", "-c:v", "rawvideo")
    assert "8192 pixels a side" in refusal(thin, "avi", tmp_path).detail


def test_a_crowd_of_streams_is_refused(tmp_path: Path) -> None:
    maps = [word for _ in range(40) for word in ("-map", "0:v")]
    crowd = ffmpeg("mkv", *_STILL, "-t", "1", *maps, "-c:v", "mpeg4")

    refusal(crowd, "mkv", tmp_path)


def test_streams_in_another_file_are_not_fetched(tmp_path: Path) -> None:
    other = tmp_path / "other.mp4"
    other.write_bytes(video("mp4"))
    assert probe(video("mp4"), "mp4", tmp_path).codec == "h264"

    refusal(reaching_out(video("mp4"), str(other).encode()), "mp4", tmp_path)


@pytest.mark.parametrize(
    ("content", "format"),
    [
        (b"#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n", "mp4"),
        (b"ffconcat version 1.0\nfile /etc/passwd\n", "mov"),
        (video("webm"), "mp4"),
        (video("mp4"), "mkv"),
        (b"", "mp4"),
    ],
    ids=["playlist", "list of files", "another container", "the other way round", "empty"],
)
def test_only_the_demuxer_that_was_named_reads(tmp_path: Path, content: bytes, format: str) -> None:
    refusal(content, format, tmp_path)


def test_what_a_child_died_of_is_told_in_words() -> None:
    told = {
        reason: video_refusal(SandboxFailed(reason, "exit status 1: what it wrote"))
        for reason in ("timeout", "memory", "crash")
    }
    assert {error.status for error in told.values()} == {400}
    assert len({error.detail for error in told.values()}) == 3
    broken = video_refusal(SandboxFailed("memory", "exit status 69: aac is not allocated"))
    assert broken.detail == told["crash"].detail
    stopped = video_refusal(SandboxFailed("crash", "SIGTERM: "))
    assert stopped.status == 503
    full = video_refusal(SandboxFailed("crash", "exit status 228: No space left on device"))
    assert full.status == 507


X264 = bytes.fromhex("dc45e9bde6d948b7962cd820d923eeef")
EXTRADATA = b"\x01\x64\x00\x0d\xff"


@pytest.mark.parametrize(
    ("unit", "is_note"),
    [
        (b"\x65slice", False),
        (b"\x06\x05\x14" + X264 + b"made\x80", False),
        (b"\x06\x05\x14" + bytes(16) + b"here\x80", True),
        (b"\x06\x04\x03abc\x80", True),
        (b"\x06\x06\x01\xc4\x80", False),
        (b"\x06\x01\x01\x00\x05\x10" + bytes(16) + b"\x80", True),
        (b"\x06\xff\x05\x01x\x80", False),
        (b"\x18unknown", True),
    ],
)
def test_notes_are_told_from_what_decoders_need(unit: bytes, is_note: bool) -> None:
    sized = len(unit).to_bytes(4, "big") + unit
    assert reader("h264", EXTRADATA)(sized) is is_note
    assert reader("h264", None)(b"\x00\x00\x00\x01" + unit) is is_note
    assert reader("vp8", None)(sized) is False


@pytest.mark.parametrize("packet", [b"\x00\x00\x00\x00", b"\x00\x00\x00\x09ab", b"\x00\x00"])
def test_what_cannot_be_told_apart_may_be_a_note(packet: bytes) -> None:
    assert reader("h264", EXTRADATA)(packet)
