"""Videos through FFmpeg: playable everywhere, upright, bare, and kept as coded where possible."""

import asyncio
from pathlib import Path
from typing import Any, NamedTuple

import av
import pytest
from PIL import Image

from emberline.kit.errors import AppError
from emberline.kit.sandbox import Sandbox
from emberline.media.decoding import transcoding
from emberline.media.decoding.films import Film, Sound, can_be_kept, size_to_show
from emberline.media.decoding.processing import Examined, examine_video, probe_video
from emberline.media.decoding.transcoding import make_playable
from tests.media.pictures import BLUE, CORNERS, GREEN, RED, WHITE
from tests.media.videos import (
    CONTAINERS,
    PLACE,
    SECRET,
    boxes,
    ffmpeg,
    packets,
    phone_video,
    rewrapped,
    video,
    with_noise,
)


class Playable(NamedTuple):
    """What became of a video."""

    film: Film
    content: bytes
    examined: Examined
    progress: list[float]
    folder: Path


def playable(content: bytes, format: str, folder: Path) -> Playable:
    return asyncio.run(_playable(content, format, folder))


async def _playable(content: bytes, format: str, folder: Path) -> Playable:
    sandbox, progress = Sandbox(1), []
    source = folder / "source"
    source.write_bytes(content)

    async def heard(part: float) -> None:
        progress.append(part)

    film = await probe_video(sandbox, source, format, thorough=True)
    made = await make_playable(sandbox, source, format, film, folder, heard)
    examined = await examine_video(sandbox, made, folder)
    return Playable(film, made.read_bytes(), examined, progress, folder)


def refusal(content: bytes, format: str, folder: Path) -> AppError:
    with pytest.raises(AppError) as caught:
        playable(content, format, folder)
    assert caught.value.status == 400
    return caught.value


def poster(made: Playable) -> Image.Image:
    return Image.open(made.folder / made.examined.poster.name).convert("RGB")


def corners(picture: Image.Image) -> list[str]:
    """What the four corners are nearest to, in reading order."""
    width, height = picture.size
    places = [(x, y) for y in (height // 4, height * 3 // 4) for x in (width // 4, width * 3 // 4)]
    return [_nearest(picture.getpixel(place)) for place in places]


def _nearest(pixel: float | tuple[int, ...] | None) -> str:
    assert isinstance(pixel, tuple)
    apart = {
        name: sum(abs(a - b) for a, b in zip(colour, pixel, strict=True))
        for name, colour in zip("RGBW", CORNERS, strict=True)
    }
    return min(apart, key=lambda name: apart[name])


@pytest.mark.parametrize("format", CONTAINERS)
def test_every_container_becomes_an_mp4_that_every_browser_plays(
    tmp_path: Path, format: str
) -> None:
    content = video(format)
    assert PLACE in content or format == "wmv"  # ASF keeps its texts in UTF-16

    made = playable(content, format, tmp_path)

    names = boxes(made.content)
    assert names.index(b"moov") < names.index(b"mdat")
    with av.open(str(tmp_path / "display.mp4")) as container:
        assert [stream.type for stream in container.streams] == ["video", "audio"]
        picture, sound = container.streams.video[0], container.streams.audio[0]
        assert (picture.codec_context.name, picture.codec_context.pix_fmt) == ("h264", "yuv420p")
        assert sound.codec_context.name == "aac"
        assert not {*container.metadata} - {"major_brand", "minor_version", "compatible_brands"}
    assert (made.examined.width, made.examined.height) == (320, 180)
    assert made.examined.duration_seconds == pytest.approx(1.0, abs=0.15)
    assert corners(poster(made)) == ["R", "G", "B", "W"]


@pytest.mark.parametrize("format", CONTAINERS)
def test_nothing_tells_where_or_with_what_it_was_taken(tmp_path: Path, format: str) -> None:
    content = video(format)
    wide = [text.decode().encode("utf-16-le") for text in (PLACE, SECRET)]
    assert PLACE in content or wide[0] in content

    made = playable(content, format, tmp_path)

    for file in tmp_path.iterdir():
        if file.name != "source":
            for trace in (PLACE, SECRET, *wide):
                assert trace not in file.read_bytes(), file
    assert made.content


def test_a_phones_own_keys_are_gone_too(tmp_path: Path) -> None:
    """QuickTime keeps places in a list of keys, in a user atom, and in tracks of their own."""
    content = rewrapped(
        video("mp4"),
        "mov",
        *("-metadata", f"com.apple.quicktime.location.ISO6709={PLACE.decode()}"),
        *("-metadata:s:v", f"handler_name={SECRET.decode()}", "-timecode", "10:00:00:00"),
    )
    assert b"com.apple.quicktime.location.ISO6709" in content and SECRET in content
    assert b"tmcd" in content

    made = playable(content, "mov", tmp_path)

    for trace in (PLACE, SECRET, b"com.apple", b"tmcd"):
        assert trace not in made.content
    assert packets(made.content) == packets(content)


@pytest.mark.parametrize(
    ("degrees", "upright"),
    [(90, "GWRB"), (180, "WBGR"), (270, "BRWG")],
)
def test_what_lies_on_its_side_is_turned_upright(
    tmp_path: Path, degrees: int, upright: str
) -> None:
    made = playable(phone_video("mov", degrees), "mov", tmp_path)

    assert not made.film.is_upright
    size = (180, 320) if degrees % 180 else (320, 180)
    assert (made.examined.width, made.examined.height) == size
    assert "".join(corners(poster(made))) == upright


def test_what_is_mirrored_is_mirrored_back(tmp_path: Path) -> None:
    content = rewrapped(video("mp4"), "mp4", before=("-display_rotation", "0", "-display_hflip"))

    made = playable(content, "mp4", tmp_path)

    assert "".join(corners(poster(made))) == "GRWB"


@pytest.mark.parametrize("format", ["mp4", "mov", "mkv", "flv"])
def test_what_plays_everywhere_is_kept_as_it_was_coded(tmp_path: Path, format: str) -> None:
    content = rewrapped(video("mp4"), format)

    made = playable(content, format, tmp_path)

    assert packets(made.content) == packets(video("mp4"))
    assert packets(made.content, "audio") == packets(video("mp4"), "audio")


@pytest.mark.parametrize(
    "content",
    [
        video("mp4", codec="libx265"),
        video("mp4", "-pix_fmt", "yuv444p"),
        video("mp4", "-vf", "setsar=4/3"),
        video("mp4", rate=100),
        video("mp4", "-c:a", "libmp3lame"),
        phone_video("mp4"),
    ],
    ids=["hevc", "4:4:4", "long pixels", "100 pictures a second", "mp3", "turned"],
)
def test_anything_else_is_coded_anew(tmp_path: Path, content: bytes) -> None:
    made = playable(content, "mp4", tmp_path)

    assert not can_be_kept(made.film, "mp4")
    assert packets(made.content) != packets(content)
    with av.open(str(tmp_path / "display.mp4")) as container:
        stream = container.streams.video[0]
        assert stream.average_rate is not None and stream.average_rate <= 60
        assert stream.codec_context.pix_fmt == "yuv420p"
        assert stream.sample_aspect_ratio == 1


def test_a_large_one_is_made_smaller(tmp_path: Path) -> None:
    made = playable(video("mp4", size=(2560, 1440), seconds=0.2), "mp4", tmp_path)

    assert (made.examined.width, made.examined.height) == (1920, 1080)
    assert (made.examined.poster.width, made.examined.poster.height) == (960, 540)


@pytest.mark.parametrize(
    ("size", "changes", "shown"),
    [
        ((1920, 1080), {}, (1920, 1080)),
        ((1080, 1920), {}, (1080, 1920)),
        ((3840, 2160), {}, (1920, 1080)),
        ((3840, 2160), {"is_on_its_side": True}, (1080, 1920)),
        ((4000, 500), {}, (1920, 240)),
        ((1440, 1080), {"pixel_aspect": 4 / 3}, (1440, 810)),
        ((720, 576), {"pixel_aspect": 0.5}, (360, 576)),
        ((320, 180), {"pixel_aspect": 255.0}, (320, 180)),
        ((321, 181), {}, (320, 180)),
        ((1, 1), {}, (2, 2)),
        ((8192, 1), {}, (1920, 2)),
    ],
)
def test_the_size_fits_is_even_and_never_grows(
    size: tuple[int, int], changes: dict[str, Any], shown: tuple[int, int]
) -> None:
    assert size_to_show(film(*size, **changes)) == shown


def test_five_channels_of_sound_are_kept_and_others_are_not() -> None:
    sound = Sound(stream=1, codec="aac", profile="LC", rate=48000, channels=6)
    assert can_be_kept(film(320, 180, sound=sound), "mp4")
    assert not can_be_kept(film(320, 180, sound=sound), "avi")
    assert not can_be_kept(film(320, 180, sound=sound, profile="High 4:2:2"), "mp4")
    assert not can_be_kept(film(320, 180, sound=sound, transfer=16), "mp4")


def film(width: int, height: int, **changes: object) -> Film:
    values: dict[str, object] = {
        "stream": 0,
        "codec": "h264",
        "profile": "High",
        "level": 40,
        "pixel_format": "yuv420p",
        "transfer": 1,
        "width": width,
        "height": height,
        "pixel_aspect": 1.0,
        "is_upright": True,
        "is_on_its_side": False,
        "is_interlaced": False,
        "frame_rate": 30.0,
        "duration_seconds": 1.0,
        "has_notes": False,
        "sound": None,
    }
    return Film(**{**values, **changes})  # type: ignore[arg-type]


def test_a_high_dynamic_range_is_brought_down_to_what_screens_show(tmp_path: Path) -> None:
    colours = "colorprim=bt2020:transfer=smpte2084:colormatrix=bt2020nc:log-level=none"
    content = video(
        "mp4", "-pix_fmt", "yuv420p10le", "-x265-params", colours, codec="libx265", seconds=0.4
    )
    assert b"hev1" in content or b"hvc1" in content

    made = playable(content, "mp4", tmp_path)

    assert made.film.transfer == 16
    with av.open(str(tmp_path / "display.mp4")) as container:
        context = container.streams.video[0].codec_context
        assert (context.pix_fmt, context.color_trc) == ("yuv420p", 1)


def test_a_varying_rate_of_pictures_stays_in_time(tmp_path: Path) -> None:
    """Ten pictures in the first second, one in each of the next two."""
    choice = "select='if(lt(t,1),not(mod(n,3)),not(mod(n,30)))'"
    content = video("webm", "-vf", choice, "-fps_mode", "vfr", seconds=3, rate=30)

    made = playable(content, "webm", tmp_path)

    with av.open(str(tmp_path / "display.mp4")) as container:
        times = [frame.time for frame in container.decode(video=0)]
    assert len(times) == 12
    assert times[-2:] == pytest.approx([1.0, 2.0], abs=0.05)
    assert made.examined.duration_seconds == pytest.approx(3.0, abs=0.2)


def test_what_a_browser_recorded_has_no_length_and_is_measured(tmp_path: Path) -> None:
    made = playable(video("webm", "-live", "1"), "webm", tmp_path)

    assert made.film.duration_seconds == pytest.approx(1.0, abs=0.1)


def test_the_poster_is_no_fade_from_black(tmp_path: Path) -> None:
    content = video("mp4", "-vf", "fade=in:st=0:d=0.8")

    made = playable(content, "mp4", tmp_path)

    assert corners(poster(made)) == ["R", "G", "B", "W"]


def test_a_video_in_black_has_a_black_poster(tmp_path: Path) -> None:
    black = ffmpeg("mp4", "-f", "lavfi", "-i", "color=black:s=64x64:d=0.5", "-c:v", "libx264")

    made = playable(black, "mp4", tmp_path)

    assert poster(made).getpixel((32, 32)) == (0, 0, 0)


def test_notes_between_the_pictures_are_taken_out(tmp_path: Path) -> None:
    """Drones write their position into the coded stream itself."""
    note = f"086f3693-b7b3-4f2c-9653-21492feee5b8+{SECRET.decode().replace(' ', '')}"
    content = rewrapped(video("mp4"), "mp4", "-bsf:v", f"h264_metadata=sei_user_data={note}")
    assert b"EmberPhones" in content

    made = playable(content, "mp4", tmp_path)

    assert made.film.has_notes and can_be_kept(made.film, "mp4")
    assert b"EmberPhones" not in made.content
    assert len(packets(made.content)) == len(packets(content))


def test_progress_grows_to_the_end(tmp_path: Path) -> None:
    made = playable(video("webm", seconds=4), "webm", tmp_path)

    assert made.progress == sorted(made.progress)
    assert made.progress[-1] > 0.9


@pytest.mark.parametrize("format", ["mp4", "mov", "mkv", "webm", "avi"])
def test_pictures_that_are_broken_are_refused(tmp_path: Path, format: str) -> None:
    error = refusal(with_noise(video(format, seconds=2), 0.3, 0.8), format, tmp_path)

    assert error.title == "Invalid video"
    assert "Save it again as MP4" in error.detail or "damaged" in error.detail


def test_a_single_fault_is_no_reason_to_refuse(tmp_path: Path) -> None:
    content = bytearray(video("mp4", seconds=4, sound=False))
    (at,) = [content.index(packets(bytes(content))[60])]
    content[at + 8 : at + 16] = bytes(8)

    made = playable(bytes(content), "mp4", tmp_path)

    assert packets(made.content) != packets(bytes(content))
    assert made.examined.duration_seconds == pytest.approx(4.0, abs=0.2)


def test_two_seconds_in_colour(tmp_path: Path) -> None:
    """The colours stay what they were, through another matrix and another range."""
    made = playable(video("avi", "-pix_fmt", "yuvj420p", codec="mjpeg"), "avi", tmp_path)

    picture = poster(made)
    places = [(80, 45), (240, 45), (80, 135), (240, 135)]
    for place, colour in zip(places, (RED, GREEN, BLUE, WHITE), strict=True):
        pixel = picture.getpixel(place)
        assert isinstance(pixel, tuple)
        assert max(abs(a - b) for a, b in zip(pixel, colour, strict=True)) < 24


@pytest.mark.parametrize("format", ["mp4", "webm"])
def test_a_result_that_grows_past_the_limit_is_refused_and_not_cut(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, format: str
) -> None:
    monkeypatch.setattr(transcoding, "MADE_BYTES_AT_MOST", 5000)
    assert refusal(video(format), format, tmp_path).detail == transcoding.TOO_LARGE
