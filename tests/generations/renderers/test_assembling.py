"""Audiobooks joined from scenes: as long as these, each scene where its chapter begins."""

import io
import itertools
import json
import re
import subprocess
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import av
import imageio_ffmpeg  # type: ignore[import-untyped]
import msgspec
import mutagen
import pytest
import pyvips
import webvtt
from mutagen.mp4 import MP4
from PIL import Image, ImageStat

from emberline.generations.renderers.narration.assembling import assemble
from emberline.generations.renderers.narration.containers.parts import UnjoinableError
from emberline.generations.renderers.narration.scenes import (
    SceneTimings,
    TimedSentence,
    scene_path,
    write_scene,
)
from emberline.generations.renderers.orders import Asset, Order, PlannedScene, Told
from tests.generations.renderers.tones import SILENCE_SECONDS, heard, tone, write_tone

AUDIOBOOKS = ("audiobook.m4b", "audiobook.mp3", "audiobook.opus")

# Digest: the frequency of its tone and its seconds. No length is a whole number of frames.
TONES = {"low": (300, 1.13), "mid": (600, 0.77), "high": (1100, 1.41)}
ORDER = ("low", "mid", "low", "high")
# A frame of the widest coding, AAC at 24 kHz, at the beginning and at the end of each scene.
FRAME_SECONDS = 2 * 1024 / 24000


class Made(msgspec.Struct):
    """What a step made. told: all that it told."""

    folder: Path
    told: list[Told]

    def logs(self) -> list[tuple[str, str]]:
        """The level and event of each line."""
        return [(told.log.level, told.log.event) for told in self.told if told.log is not None]

    def results(self) -> list[tuple[str, str]]:
        """Name and type of each result, in their order."""
        results = [told.result for told in self.told if told.result is not None]
        assert all(Path(result.path).is_file() for result in results)
        return [(result.name, result.media_type) for result in results]


def planned_scenes(digests: Sequence[str], titles: Sequence[str]) -> list[PlannedScene]:
    return [
        PlannedScene(number=number, key=f"node-{number}", title=title, digest=digest, words=2)
        for number, (digest, title) in enumerate(zip(digests, titles, strict=True), 1)
    ]


def make(
    folder: Path,
    digests: Sequence[str] = ORDER,
    titles: Sequence[str] | None = None,
    assets: dict[str, Asset] | None = None,
    **story: Any,
) -> Made:
    """Make an audiobook of scenes that lie in `folder`."""
    document = folder / "story.json"
    about = {"format": "emberline-story/1", "title": "The Lighthouse", "language": "de", **story}
    document.write_text(json.dumps(about))
    results = folder / "results"
    results.mkdir(exist_ok=True)
    order = Order(
        kind="audio",
        folder=str(results),
        document=str(document),
        author="Ann Autorin",
        identifier="urn:uuid:1",
        modified="2026-01-01T00:00:00Z",
        assets=assets or {},
        scenes=str(folder),
    )
    told: list[Told] = []
    scenes = planned_scenes(digests, titles or [""] * len(digests))
    assemble(order, scenes, told.append)
    return Made(results, told)


def write_tones(folder: Path) -> None:
    for digest, (frequency, seconds) in TONES.items():
        sentence = TimedSentence(start=SILENCE_SECONDS, end=0.7, text=f"So {digest}.", block="b0")
        write_tone(folder, digest, frequency, seconds, sentence)


def write_cover(path: Path) -> Asset:
    picture = pyvips.Image.black(1800, 900, bands=3).linear(1, [200, 40, 40]).cast("uchar")
    picture.copy(interpretation="srgb").webpsave(str(path))
    return Asset(path=str(path), media_type="image/webp")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """An audiobook with everything in it."""
    folder = tmp_path_factory.mktemp("scenes")
    write_tones(folder)
    return make(
        folder,
        titles=("Am Strand", "", "מגדלור 🗼", "Und\x00 dann"),
        assets={"picture": write_cover(folder / "cover.webp")},
        cover="picture",
        description="Eine Geschichte\nmit <Zeichen> & mehr.",
    )


def chapters(path: Path) -> list[tuple[float, float, str]]:
    """Start, end and title of each chapter, as FFmpeg reads them."""
    with av.open(str(path)) as container:
        return [
            (
                float(one["start"] * one["time_base"]),
                float(one["end"] * one["time_base"]),
                one["metadata"]["title"],
            )
            for one in container.chapters()
            if one["time_base"] is not None
        ]


def cover_of(path: Path) -> bytes | None:
    """The picture that is attached to a file."""
    with av.open(str(path)) as container:
        for picture in container.streams.video:
            return next(bytes(packet) for packet in container.demux(picture) if packet.size)
    return None


def ffmpeg(*arguments: str) -> tuple[int, str]:
    """Run FFmpeg: its exit status and what it said."""
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-hide_banner", "-nostdin", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.returncode, done.stderr


def told_seconds(path: Path) -> float:
    """How long FFmpeg says that a file is, without decoding it."""
    _, said = ffmpeg("-i", str(path))
    found = re.search(r"Duration: (\d+):(\d+):(\d+\.\d+)", said)
    assert found, said
    return int(found[1]) * 3600 + int(found[2]) * 60 + float(found[3])


def test_the_files_come_in_their_order_the_m4b_first(made: Made) -> None:
    assert made.results() == [
        ("audiobook.m4b", "audio/mp4"),
        ("audiobook.mp3", "audio/mpeg"),
        ("audiobook.opus", "audio/ogg"),
        ("captions.vtt", "text/vtt"),
    ]
    assert made.logs() == []


@pytest.mark.parametrize("name", AUDIOBOOKS)
def test_an_audiobook_lasts_as_long_as_its_scenes(made: Made, name: str) -> None:
    path = made.folder / name
    seconds = sum(TONES[digest][1] for digest in ORDER)
    most = seconds + len(ORDER) * FRAME_SECONDS
    length = mutagen.File(path).info.length
    assert seconds <= heard(path).seconds <= most
    assert seconds <= told_seconds(path) + 0.01 <= most
    assert seconds <= length <= most


@pytest.mark.parametrize("name", AUDIOBOOKS)
def test_a_chapter_begins_where_its_scene_begins(made: Made, name: str) -> None:
    path = made.folder / name
    sound, found = heard(path), chapters(path)
    assert len(found) == len(ORDER)
    for digest, (start, end, _) in zip(ORDER, found, strict=True):
        frequency, seconds = TONES[digest]
        # The scene before has ended, and the tone comes after its own silence.
        assert sound.onset(start) == pytest.approx(start + SILENCE_SECONDS, abs=0.003)
        assert sound.pitch(start + 0.2, 0.4) == pytest.approx(frequency, abs=5)
        assert seconds - 0.06 <= end - start <= seconds + FRAME_SECONDS
    assert found[0][0] == 0
    assert found[-1][1] == pytest.approx(sound.seconds, abs=0.01)


def test_captions_are_timed_as_the_m4b_is(made: Made) -> None:
    path = made.folder / "audiobook.m4b"
    sound, starts = heard(path), [start for start, _, _ in chapters(path)]
    cues = webvtt.read(str(made.folder / "captions.vtt")).captions
    assert [cue.text for cue in cues] == [f"So {digest}." for digest in ORDER]
    for cue, start, digest in zip(cues, starts, ORDER, strict=True):
        begin = cue.start_time.in_milliseconds() / 1000
        end = cue.end_time.in_milliseconds() / 1000
        assert begin == pytest.approx(start + SILENCE_SECONDS, abs=0.002)
        assert sound.pitch(begin, end - begin) == pytest.approx(TONES[digest][0], abs=5)


@pytest.mark.parametrize("name", AUDIOBOOKS)
def test_chapters_have_the_titles_of_their_scenes(made: Made, name: str) -> None:
    titles = [title for _, _, title in chapters(made.folder / name)]
    assert titles == ["Am Strand", "Szene 2", "מגדלור 🗼", "Und dann"]


@pytest.mark.parametrize("name", AUDIOBOOKS)
def test_the_whole_of_an_audiobook_decodes_without_a_complaint(made: Made, name: str) -> None:
    path = str(made.folder / name)
    status, said = ffmpeg("-v", "warning", "-xerror", "-i", path, "-map", "0:a", "-f", "null", "-")
    # FFmpeg says so of every MP4 with a cover, its own too.
    lines = [line for line in said.splitlines() if "timescale not set" not in line]
    assert (status, lines) == (0, [])


@pytest.mark.parametrize("name", AUDIOBOOKS)
def test_the_cover_is_in_it_and_fits_a_player(made: Made, name: str) -> None:
    cover = cover_of(made.folder / name)
    assert cover is not None
    with Image.open(io.BytesIO(cover)) as picture:
        assert (picture.format, picture.size) == ("JPEG", (1400, 700))
        colours = [round(each) for each in ImageStat.Stat(picture).mean]
    assert colours == pytest.approx([200, 40, 40], abs=5)


@pytest.mark.parametrize("name", AUDIOBOOKS)
def test_it_says_what_it_is_and_who_wrote_it(made: Made, name: str) -> None:
    with av.open(str(made.folder / name)) as container:
        found = {**container.metadata, **container.streams.audio[0].metadata}
    tags = {key.lower(): text for key, text in found.items()}
    wanted = {
        "title": "The Lighthouse",
        "album": "The Lighthouse",
        "artist": "Ann Autorin",
        "album_artist": "Ann Autorin",
        "genre": "Audiobook",
        "comment": "Eine Geschichte\nmit <Zeichen> & mehr.",
    }
    assert {key: tags.get(key) for key in wanted} == wanted
    assert "encoder" not in tags and "creation_time" not in tags


def test_the_languages_code_is_the_one_that_each_container_wants(made: Made) -> None:
    with av.open(str(made.folder / "audiobook.m4b")) as container:
        assert container.streams.audio[0].metadata["language"] == "deu"
    assert mutagen.File(made.folder / "audiobook.mp3")["TLAN"].text == ["deu"]
    assert mutagen.File(made.folder / "audiobook.opus")["language"] == ["de"]


def test_an_m4b_has_its_contents_first_and_its_chapters_in_both_ways(made: Made) -> None:
    path = made.folder / "audiobook.m4b"
    content = path.read_bytes()
    assert content.startswith(b"ftypM4B ", 4)
    assert 0 < content.index(b"moov") < content.index(b"mdat")
    assert [one.title for one in MP4(path).chapters or ()] == [
        title for _, _, title in chapters(path)
    ]
    # A track of text that the sound refers to (QuickTime).
    assert b"tref\x00\x00\x00\x0cchap" in content


def test_an_mp3_has_a_table_of_contents(made: Made) -> None:
    tags = mutagen.File(made.folder / "audiobook.mp3").tags
    (contents,) = tags.getall("CTOC")
    assert contents.child_element_ids == [f"chapter{number}" for number in (1, 2, 3, 4)]
    assert {one.element_id for one in tags.getall("CHAP")} == set(contents.child_element_ids)


def test_the_same_order_makes_the_same_bytes(tmp_path: Path, made: Made) -> None:
    write_tones(tmp_path)
    first = {path.name: path.read_bytes() for path in make(tmp_path).folder.iterdir()}
    assert len(first) == 4
    assert {path.name: path.read_bytes() for path in make(tmp_path).folder.iterdir()} == first
    assert first["audiobook.m4b"] != (made.folder / "audiobook.m4b").read_bytes()


@pytest.mark.parametrize("name", AUDIOBOOKS)
def test_one_scene_is_an_audiobook(tmp_path: Path, name: str) -> None:
    write_tones(tmp_path)
    made = make(tmp_path, ["mid"])
    (chapter,) = chapters(made.folder / name)
    assert chapter[0] == 0 and chapter[2] == "Szene 1"
    assert heard(made.folder / name).pitch(0.2, 0.4) == pytest.approx(600, abs=5)


def test_a_story_without_a_cover_is_an_audiobook_without_one(tmp_path: Path, made: Made) -> None:
    write_tones(tmp_path)
    plain = make(tmp_path, ["mid"])
    assert cover_of(made.folder / "audiobook.m4b") is not None
    assert [cover_of(plain.folder / name) for name in AUDIOBOOKS] == [None, None, None]
    assert plain.logs() == []


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (b"", "image/webp"),
        (b"GIF89a", "image/gif"),
        (b"<svg/>", "image/svg+xml"),
        (None, "image/png"),
    ],
)
def test_a_broken_cover_is_left_out_and_told(
    tmp_path: Path, content: bytes | None, media_type: str
) -> None:
    write_tones(tmp_path)
    picture = tmp_path / "cover"
    if content is not None:
        picture.write_bytes(content)
    asset = Asset(path=str(picture), media_type=media_type)
    made = make(tmp_path, ["mid"], assets={"picture": asset}, cover="picture")
    assert made.logs() == [("warning", "cover.unusable")]
    assert cover_of(made.folder / "audiobook.mp3") is None
    assert len(made.results()) == 4


def test_a_cover_that_is_cut_off_is_left_out(tmp_path: Path) -> None:
    write_tones(tmp_path)
    asset = write_cover(tmp_path / "cover.webp")
    whole = make(tmp_path, ["mid"], assets={"picture": asset}, cover="picture")
    assert cover_of(whole.folder / "audiobook.mp3") is not None
    content = Path(asset.path).read_bytes()
    Path(asset.path).write_bytes(content[: len(content) // 2])
    made = make(tmp_path, ["mid"], assets={"picture": asset}, cover="picture")
    assert made.logs() == [("warning", "cover.unusable")]


def test_a_cover_that_is_not_among_the_files_is_told(tmp_path: Path) -> None:
    write_tones(tmp_path)
    assert make(tmp_path, ["mid"], cover="elsewhere").logs() == [("warning", "cover.unusable")]


def test_progress_rises_to_its_end_in_few_reports(tmp_path: Path) -> None:
    write_tone(tmp_path, "short", 500, 0.25)
    made = make(tmp_path, ["short"] * 120)
    progress = [told.progress for told in made.told if told.progress is not None]
    assert progress == sorted(progress) and progress[-1] == 1
    assert 20 < len(progress) <= 100


def test_more_chapters_than_a_list_has_room_for_are_all_there(tmp_path: Path) -> None:
    write_tone(tmp_path, "short", 500, 0.25)
    made = make(tmp_path, ["short"] * 600)
    titles = [f"Szene {number}" for number in range(1, 601)]
    for name in AUDIOBOOKS:
        assert [title for _, _, title in chapters(made.folder / name)] == titles
    # A player that prefers the list would show 255 of them.
    assert not MP4(made.folder / "audiobook.m4b").chapters
    tags = mutagen.File(made.folder / "audiobook.mp3").tags
    assert tags["CTOC:contents"].child_element_ids == ["part1", "part2", "part3"]
    children = [tags[f"CTOC:part{part}"].child_element_ids for part in (1, 2, 3)]
    assert [*itertools.chain(*children)] == [f"chapter{number}" for number in range(1, 601)]
    assert made.logs() == []


def test_times_do_not_drift_over_many_scenes(tmp_path: Path) -> None:
    write_tone(tmp_path, "short", 500, 0.25)
    write_tone(tmp_path, "last", 900, 1.0)
    made = make(tmp_path, [*["short"] * 300, "last"])
    for name in AUDIOBOOKS:
        start = chapters(made.folder / name)[-1][0]
        sound = heard(made.folder / name)
        assert sound.onset(start) == pytest.approx(start + SILENCE_SECONDS, abs=0.003)
        assert sound.pitch(start + 0.2, 0.4) == pytest.approx(900, abs=5)


def test_opus_has_room_for_999_chapters_and_says_so(tmp_path: Path) -> None:
    write_tone(tmp_path, "short", 500, 0.25)
    made = make(tmp_path, ["short"] * 1001)
    assert made.logs() == [("info", "chapters.cut_off")]
    counts = [len(chapters(made.folder / name)) for name in AUDIOBOOKS]
    assert counts == [1001, 1001, 999]


def test_a_missing_scene_is_an_error(tmp_path: Path) -> None:
    write_tones(tmp_path)
    with pytest.raises(FileNotFoundError):
        make(tmp_path, ["mid", "gone"])


def test_a_damaged_scene_is_an_error_that_names_it(tmp_path: Path) -> None:
    write_tones(tmp_path)
    sounds = tone(600, 0.77)
    for coding in sounds:
        broken = {**sounds, coding: sounds[coding][:-7]}
        path = scene_path(tmp_path, "broken")
        write_scene(path, SceneTimings(seconds=0.77), broken["aac"], broken["mp3"], broken["opus"])
        with pytest.raises(UnjoinableError, match=r"broken\.zip"):
            make(tmp_path, ["mid", "broken"])


def test_a_scene_whose_bytes_changed_on_the_disk_is_an_error(tmp_path: Path) -> None:
    write_tones(tmp_path)
    path = scene_path(tmp_path, "mid")
    content = bytearray(path.read_bytes())
    content[content.index(b"scene.mp3") + 500] ^= 0xFF
    path.write_bytes(content)
    with pytest.raises(zipfile.BadZipFile):
        make(tmp_path, ["low", "mid"])


def test_scenes_that_are_coded_differently_are_not_joined(tmp_path: Path) -> None:
    write_tones(tmp_path)
    sounds = tone(600, 0.77)
    # The same frames, said to be of another rate.
    aac = bytearray(sounds["aac"])
    at = 0
    while at < len(aac):
        size = (aac[at + 3] & 3) << 11 | aac[at + 4] << 3 | aac[at + 5] >> 5
        aac[at + 2] ^= 0b100
        at += size
    path = scene_path(tmp_path, "other")
    write_scene(path, SceneTimings(seconds=0.77), bytes(aac), sounds["mp3"], sounds["opus"])
    with pytest.raises(UnjoinableError, match="same way"):
        make(tmp_path, ["mid", "other"])
