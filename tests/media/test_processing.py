"""Pictures through the sandbox: upright, stripped, in the right colours; hostile ones refused."""

import asyncio
import hashlib
import io
import random
import time
from collections.abc import Callable
from pathlib import Path

import pillow_heif
import psutil
import pytest
import pyvips
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageOps

from emberline.kit.errors import AppError
from emberline.kit.sandbox import Sandbox, SandboxFailed
from emberline.media.decoding import processing
from emberline.media.decoding.processing import IMAGE_FORMATS, Derived, process_image
from tests.media.pictures import (
    BLUE,
    CORNERS,
    GREEN,
    RED,
    WHITE,
    animation,
    claiming,
    encoded,
    four_corners,
    from_pillow,
    gif_bomb,
    png_bomb,
    turned,
    vips,
)

Colour = tuple[int, ...]


def process(content: bytes, format: str, folder: Path) -> Derived:
    source = folder / "source"
    source.write_bytes(content)
    made = folder / "made"
    made.mkdir(exist_ok=True)
    return asyncio.run(process_image(Sandbox(1), source, format, made))


def refusal(content: bytes, format: str, folder: Path) -> AppError:
    with pytest.raises(AppError) as caught:
        process(content, format, folder)
    assert caught.value.status == 400
    assert caught.value.details[0]["field"] == "file"
    return caught.value


def shown(folder: Path, name: str = "display") -> Image.Image:
    return Image.open(folder / "made" / f"{name}.webp")


def corners(picture: Image.Image) -> list[Colour]:
    """The colours in the middle of the four quarters, in reading order."""
    picture = picture.convert("RGB")
    width, height = picture.size
    places = [(x, y) for y in (height // 4, height * 3 // 4) for x in (width // 4, width * 3 // 4)]
    return [as_colour(picture.getpixel(place)) for place in places]


def as_colour(pixel: float | tuple[int, ...] | None) -> Colour:
    assert isinstance(pixel, tuple)
    return pixel


def assert_alike(seen: list[Colour], wanted: list[Colour], tolerance: int = 12) -> None:
    apart = [
        max(abs(a - b) for a, b in zip(*pair, strict=True))
        for pair in zip(seen, wanted, strict=True)
    ]
    assert max(apart) <= tolerance, f"{seen} is not {wanted}"


def test_a_picture_becomes_a_display_and_a_thumbnail(tmp_path: Path) -> None:
    derived = process(encoded(four_corners(3000, 1500), "jpg"), "jpg", tmp_path)

    display, small = derived.display, derived.thumbnail
    assert (display.width, display.height) == (2048, 1024)
    assert (small.width, small.height) == (400, 200)
    assert (derived.source_width, derived.source_height, derived.frames) == (3000, 1500, 1)
    for made in (display, small):
        content = (tmp_path / "made" / made.name).read_bytes()
        assert made.media_type == "image/webp"
        assert (made.bytes, made.sha256) == (len(content), hashlib.sha256(content).hexdigest())
        assert Image.open(io.BytesIO(content)).size == (made.width, made.height)
        assert_alike(corners(Image.open(io.BytesIO(content))), list(CORNERS))
    assert {file.name for file in (tmp_path / "made").iterdir()} == {display.name, small.name}


def test_a_small_picture_is_not_enlarged(tmp_path: Path) -> None:
    derived = process(encoded(four_corners(30, 20), "png"), "png", tmp_path)

    assert (derived.display.width, derived.display.height) == (30, 20)
    assert (derived.thumbnail.width, derived.thumbnail.height) == (30, 20)


@pytest.mark.parametrize("size", [(1, 1), (5000, 1), (1, 5000)])
def test_the_smallest_and_the_thinnest_pictures_come_out(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    derived = process(encoded(Image.new("RGB", size, RED), "png"), "png", tmp_path)

    assert derived.display.width == min(2048, size[0])
    assert derived.display.height == min(2048, size[1])


@pytest.mark.parametrize("format", sorted(IMAGE_FORMATS - {"svg"}))
def test_every_format_comes_out_with_its_colours(tmp_path: Path, format: str) -> None:
    derived = process(encoded(four_corners(), format), format, tmp_path)

    assert (derived.display.width, derived.display.height) == (96, 64)
    assert_alike(corners(shown(tmp_path)), list(CORNERS))
    assert_alike(corners(shown(tmp_path, "thumbnail")), list(CORNERS))


@pytest.mark.parametrize("format", ["jpg", "png", "webp", "avif", "heic"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_every_orientation_comes_out_upright(tmp_path: Path, orientation: int, format: str) -> None:
    content = turned(orientation, format)
    as_stored = Image.open(io.BytesIO(content))
    assert_alike(corners(ImageOps.exif_transpose(as_stored)), list(CORNERS))

    process(content, format, tmp_path)

    for name in ("display", "thumbnail"):
        assert shown(tmp_path, name).size == (96, 64)
        assert_alike(corners(shown(tmp_path, name)), list(CORNERS))


SECRETS = [b"Secret Street 7", b"48.8583", b"private words", b"Exif", b"xmpmeta", b"Photoshop"]
XMP = (
    b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-'
    b'syntax-ns#"><rdf:Description exif:GPSLatitude="48.8583" xmlns:exif="http://ns.adobe.com/'
    b'exif/1.0/"/></rdf:RDF></x:xmpmeta>'
)
IPTC = b"Photoshop 3.0\x008BIM\x04\x04\x00\x00\x00\x00\x00\x14\x1c\x02\x5a\x00\x0fSecret Street 7"


def exif_with_a_place() -> bytes:
    exif = Image.Exif()
    exif[0x010E] = "Secret Street 7"
    exif[0x0112] = 1
    exif.get_ifd(0x8825).update({1: "N", 2: (48.0, 51.0, 29.9), 3: "E", 4: (2.0, 17.0, 40.2)})
    return exif.tobytes()


def with_metadata(format: str) -> bytes:
    options: dict[str, object] = {"exif": exif_with_a_place()}
    if format in ("jpg", "webp", "avif", "heic"):
        options["xmp"] = XMP
    if format == "gif":
        options = {"comment": b"private words at Secret Street 7"}
    if format == "jpg":
        options["comment"] = b"private words"
    content = encoded(four_corners(), format, **options)
    if format == "jpg":
        segment = b"\xff\xed" + (len(IPTC) + 2).to_bytes(2, "big") + IPTC
        content = content[:2] + segment + content[2:] + b"private words behind the end"
    return content


@pytest.mark.parametrize("format", ["jpg", "png", "webp", "avif", "heic", "gif"])
def test_a_picture_loses_its_gps_and_all_other_metadata(tmp_path: Path, format: str) -> None:
    content = with_metadata(format)
    assert any(secret in content for secret in SECRETS)
    if format != "gif":
        assert Image.open(io.BytesIO(content)).getexif().get_ifd(0x8825)[1] == "N"

    process(content, format, tmp_path)

    for name in ("display", "thumbnail"):
        made = (tmp_path / "made" / f"{name}.webp").read_bytes()
        assert not [secret for secret in SECRETS if secret in made]
        assert set(riff_chunks(made)) <= {b"VP8 ", b"VP8L", b"VP8X", b"ALPH"}
        picture = Image.open(io.BytesIO(made))
        assert not picture.getexif()
        assert not {"exif", "xmp", "icc_profile", "comment"} & set(picture.info)


def riff_chunks(file: bytes) -> list[bytes]:
    names, at = [], 12
    while at < len(file):
        names.append(file[at : at + 4])
        at += 8 + int.from_bytes(file[at + 4 : at + 8], "little")
        at += at % 2
    assert at == len(file)
    return names


def in_cmyk(**options: object) -> bytes:
    cmyk = from_pillow(four_corners()).icc_export(output_profile="cmyk", intent="relative")
    return vips(cmyk, "jpg", Q=95, **options)


def in_display_p3(depth: int, format: str, **options: object) -> bytes:
    connection = from_pillow(four_corners()).icc_import(input_profile="srgb")
    wide = connection.icc_export(output_profile="p3", depth=depth)
    assert wide.getpoint(10, 10)[0] / (2**depth - 1) < (RED[0] - 10) / 255
    return vips(wide, format, **options)


def in_16_bits() -> pyvips.Image:
    return from_pillow(four_corners()).colourspace("rgb16")


def with_profile(profile: bytes) -> bytes:
    return encoded(four_corners(), "png", icc_profile=profile)


def cmyk_profile() -> bytes:
    return bytes(pyvips.Operation.call("profile_load", "cmyk"))


# `four_corners` with its colours told in another way.
COLOURED: dict[str, Callable[[], bytes]] = {
    "cmyk": in_cmyk,
    "cmyk without a profile": lambda: in_cmyk(keep="none"),
    "display p3": lambda: in_display_p3(8, "jpg", Q=95),
    "16 bit": lambda: vips(in_16_bits(), "png"),
    "16 bit with alpha": lambda: vips(in_16_bits().bandjoin(65535), "png"),
    "16 bit display p3": lambda: in_display_p3(16, "png"),
    "palette": lambda: encoded(four_corners().quantize(8), "png"),
    "opaque alpha": lambda: encoded(four_corners().convert("RGBA"), "png"),
    "broken profile": lambda: with_profile(b"\x00\x00\x02\x00ADBE" + bytes(120)),
    "profile of another space": lambda: with_profile(cmyk_profile()),
    "bmp with palette": lambda: encoded(four_corners().quantize(8), "bmp"),
}


def test_of_several_pictures_in_a_file_the_one_that_is_meant_is_shown(tmp_path: Path) -> None:
    """Phones keep a series, or a depth map, beside the picture itself."""
    several = pillow_heif.HeifFile()  # type: ignore[no-untyped-call]
    for picture in (Image.new("RGB", (96, 64), RED), four_corners(), Image.new("L", (48, 32))):
        several.add_from_pillow(picture)
    file = io.BytesIO()
    several.save(file, quality=95, primary_index=1)

    process(file.getvalue(), "heic", tmp_path)

    assert_alike(corners(shown(tmp_path)), list(CORNERS))


@pytest.mark.parametrize(
    ("how", "format", "tolerance"),
    [
        ("cmyk", "jpg", 80),
        ("cmyk without a profile", "jpg", 80),
        ("display p3", "jpg", 12),
        ("16 bit", "png", 12),
        ("16 bit with alpha", "png", 12),
        ("16 bit display p3", "png", 12),
        ("palette", "png", 12),
        ("opaque alpha", "png", 12),
        ("broken profile", "png", 12),
        ("profile of another space", "png", 12),
        ("bmp with palette", "bmp", 12),
    ],
)
def test_colours_come_out_right(tmp_path: Path, how: str, format: str, tolerance: int) -> None:
    # The blue has no like in CMYK; taken for another space it would be black or yellow.
    process(COLOURED[how](), format, tmp_path)

    assert_alike(corners(shown(tmp_path)), list(CORNERS), tolerance)
    assert_alike(corners(shown(tmp_path, "thumbnail")), list(CORNERS), tolerance)


@pytest.mark.parametrize("mode", ["L", "1", "I;16", "LA"])
def test_greys_come_out_grey(tmp_path: Path, mode: str) -> None:
    grey = four_corners().convert("L")
    wanted = [(value,) * 3 for value in [grey.getpixel(at) for at in ((9, 9), (80, 50))]]
    if mode == "1":
        grey = grey.point(lambda value: 255 if value > 200 else 0)
        wanted = [(0, 0, 0), (255, 255, 255)]
    stored = grey.convert("I").point(lambda value: value * 257) if mode == "I;16" else grey
    process(encoded(stored.convert(mode), "png"), "png", tmp_path)

    seen = corners(shown(tmp_path))
    assert_alike([seen[0], seen[3]], [as_colour(colour) for colour in wanted], 4)  # type: ignore[arg-type]


@pytest.mark.parametrize("how", ["rgba", "palette", "grey", "webp", "16 bit", "16 bit profile"])
def test_transparency_stays(tmp_path: Path, how: str) -> None:
    picture = four_corners().convert("RGBA")
    picture.paste((*RED, 0), (0, 0, 48, 32))
    picture.paste((*GREEN, 128), (48, 0, 96, 32))
    deep = from_pillow(picture).colourspace("rgb16")
    content = {
        "rgba": lambda: encoded(picture, "png"),
        "palette": lambda: encoded(picture.quantize(8), "png"),
        "grey": lambda: encoded(picture.convert("LA"), "png"),
        "webp": lambda: encoded(picture, "webp"),
        "16 bit": lambda: vips(deep, "png"),
        "16 bit profile": lambda: vips(deep, "png", profile="srgb"),
    }[how]()
    process(content, "webp" if how == "webp" else "png", tmp_path)

    for name in ("display", "thumbnail"):
        made = shown(tmp_path, name)
        alphas = [as_colour(made.getpixel(at))[3] for at in ((9, 9), (80, 9), (9, 50))]
        assert_alike([tuple(alphas)], [(0, 128, 255)], 3)
        if how != "grey":
            assert_alike(corners(made)[1:], [GREEN, BLUE, WHITE])


@pytest.mark.parametrize("format", ["gif", "webp"])
def test_an_animation_stays_one_and_its_thumbnail_stands(tmp_path: Path, format: str) -> None:
    derived = process(animation(6, format=format), format, tmp_path)

    moving = shown(tmp_path)
    assert (getattr(moving, "n_frames", 1), derived.frames) == (6, 6)
    assert (moving.size, derived.display.height) == ((60, 40), 40)
    for number in range(6):
        moving.seek(number)
        assert_alike([corners(moving)[0]], [CORNERS[number % 4]])
        assert moving.info["duration"] == 70
    assert getattr(shown(tmp_path, "thumbnail"), "n_frames", 1) == 1
    assert_alike([corners(shown(tmp_path, "thumbnail"))[0]], [RED])


def test_a_large_animation_shrinks_frame_by_frame(tmp_path: Path) -> None:
    derived = process(animation(3, 2500, 1251), "gif", tmp_path)

    assert derived.display.width == 2048
    assert abs(derived.display.height - 1025) <= 1
    moving = shown(tmp_path)
    for number in range(3):
        moving.seek(number)
        assert_alike(corners(moving), [CORNERS[number]] * 4)


@pytest.mark.parametrize(
    ("content", "format"),
    [
        (png_bomb(20_000), "png"),
        *((claiming(format, 60_000), format) for format in ("png", "jpg", "bmp", "gif")),
        *((claiming(format, 16_000), format) for format in ("webp", "avif", "heic")),
        (gif_bomb(4_000, 4_000, 6), "gif"),
        (gif_bomb(1, 1, 2_001), "gif"),
    ],
    ids=lambda value: value if isinstance(value, str) else f"{len(value)} bytes",
)
def test_a_bomb_is_refused_before_it_is_decoded(
    tmp_path: Path, content: bytes, format: str
) -> None:
    started = time.monotonic()

    told = refusal(content, format, tmp_path).detail

    assert time.monotonic() - started < 5
    if format not in ("avif", "heic", "webp"):
        assert "90 megapixels" in told


def test_pictures_up_to_the_limit_are_taken(tmp_path: Path) -> None:
    derived = process(png_bomb(9_480), "png", tmp_path)
    assert derived.source_width * derived.source_height > 89_000_000

    assert "90 megapixels" in refusal(png_bomb(9_490), "png", tmp_path).detail


def test_all_frames_count_towards_the_limit(tmp_path: Path) -> None:
    assert process(gif_bomb(6_000, 6_000, 2), "gif", tmp_path).frames == 2

    assert "90 megapixels" in refusal(gif_bomb(6_000, 6_000, 3), "gif", tmp_path).detail


@pytest.mark.parametrize("format", sorted(IMAGE_FORMATS - {"svg"}))
@pytest.mark.parametrize("part", [0.02, 0.3, 0.9])
def test_a_picture_cut_short_is_refused(tmp_path: Path, format: str, part: float) -> None:
    noise = Image.effect_noise((200, 150), 80).convert("RGB")
    content = encoded(noise, format)
    process(content, format, tmp_path)

    refusal(content[: int(len(content) * part)], format, tmp_path)


@pytest.mark.parametrize("format", sorted(IMAGE_FORMATS - {"svg"}))
def test_garbage_behind_the_header_is_refused(tmp_path: Path, format: str) -> None:
    content = encoded(four_corners(300, 200), format)
    garbage = random.Random(7).randbytes(20_000)

    refusal(content[:40] + garbage, format, tmp_path)


@pytest.mark.parametrize("format", sorted(IMAGE_FORMATS - {"svg"}))
@pytest.mark.parametrize("other", ["png", "jpg", "svg", "tiff"])
def test_only_the_sniffed_format_is_decoded(tmp_path: Path, format: str, other: str) -> None:
    if other == format:
        return
    if other == "svg":
        content = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect/></svg>'
    else:
        content = encoded(four_corners(), other)

    refusal(content, format, tmp_path)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from(sorted(IMAGE_FORMATS - {"svg"})),
    st.lists(st.tuples(st.floats(0, 1), st.integers(0, 255)), min_size=1, max_size=20),
    st.floats(0.5, 1),
)
def test_a_damaged_picture_is_made_or_refused(
    tmp_path: Path, format: str, changes: list[tuple[float, int]], part: float
) -> None:
    content = bytearray(encoded(four_corners(), format))
    for where, value in changes:
        content[int(where * (len(content) - 1))] = value
    try:
        process(bytes(content[: int(len(content) * part)]), format, tmp_path)
    except AppError as error:
        assert error.status == 400  # noqa: PT017


def test_a_decode_that_needs_too_much_memory_is_a_400(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = vips(pyvips.Image.black(9_000, 9_000, bands=3), "jpg", interlace=True, Q=30)
    process(content, "jpg", tmp_path)
    monkeypatch.setattr(processing, "IMAGE_MEMORY_BYTES", 220 * 1024 * 1024)

    assert "memory" in refusal(content, "jpg", tmp_path).detail


def test_a_decode_that_takes_too_long_is_a_400(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = encoded(four_corners(), "png")
    process(content, "png", tmp_path)
    monkeypatch.setattr(processing, "IMAGE_SECONDS", 0.01)
    others = psutil.Process().children()

    assert "too long" in refusal(content, "png", tmp_path).detail
    assert psutil.Process().children() == others


def test_a_full_disk_is_a_507(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The results are written to /dev/full, where every write meets a full disk."""
    if not Path("/dev/full").exists():
        monkeypatch.setattr("emberline.kit.sandbox.MAX_FILE_BYTES", 16)
    else:
        (tmp_path / "made").mkdir()
        (tmp_path / "made/display.webp").symlink_to("/dev/full")

    with pytest.raises(AppError) as caught:
        process(encoded(four_corners(), "png"), "png", tmp_path)
    assert caught.value.status == 507


def test_a_picture_that_is_gone_is_refused_not_a_fault(tmp_path: Path) -> None:
    with pytest.raises(AppError):
        asyncio.run(process_image(Sandbox(1), tmp_path / "none", "png", tmp_path))


def test_relative_paths_are_the_callers_mistake(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="absolute"):
        asyncio.run(process_image(Sandbox(1), Path("a.png"), "png", tmp_path))


def test_an_unknown_format_never_reaches_a_loader(tmp_path: Path) -> None:
    payload = {"source": str(tmp_path / "a"), "format": "tiff", "folder": str(tmp_path)}
    call = Sandbox(1).run(
        "emberline.media.decoding.images:derive", payload, memory_bytes=2**29, seconds=20
    )
    with pytest.raises(SandboxFailed, match="refused"):
        asyncio.run(call)
