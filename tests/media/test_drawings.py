"""Drawings: drawn once into pixels, and only when they stand by themselves."""

import asyncio
import time
from base64 import b64encode
from pathlib import Path

import pytest
from PIL import Image

from emberline.kit.errors import AppError
from emberline.kit.sandbox import Sandbox
from emberline.media.decoding.processing import Derived, process_image
from tests.media.pictures import encoded, four_corners

START = b'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
SIZED = START + b'width="200" height="100">'


def drawn(content: bytes, folder: Path) -> Derived:
    source = folder / "source"
    source.write_bytes(content)
    return asyncio.run(process_image(Sandbox(1), source, "svg", folder))


def refusal(content: bytes, folder: Path) -> str:
    started = time.perf_counter()
    with pytest.raises(AppError) as caught:
        drawn(content, folder)
    assert time.perf_counter() - started < 10
    assert caught.value.status == 400
    return caught.value.detail


def test_a_drawing_becomes_a_picture(tmp_path: Path) -> None:
    derived = drawn(SIZED + b'<rect width="100" height="100" fill="red"/></svg>', tmp_path)

    assert (derived.display.width, derived.display.height) == (200, 100)
    picture = Image.open(tmp_path / derived.display.name)
    assert (picture.format, picture.mode) == ("WEBP", "RGBA")
    assert picture.getpixel((50, 50)) == pytest.approx((255, 0, 0, 255), abs=8)
    assert picture.getpixel((150, 50))[3] == 0  # type: ignore[index]


def test_a_large_drawing_fits_and_a_small_one_does_not_grow(tmp_path: Path) -> None:
    large = START + b'width="4000" height="3000"><rect width="9" height="9"/></svg>'
    assert drawn(large, tmp_path).display.width == 2048
    boxed = START + b'viewBox="0 0 30 20"><rect width="9" height="9"/></svg>'
    assert drawn(boxed, tmp_path).display.width == 30


@pytest.mark.parametrize(
    "inside",
    [
        b'<defs><linearGradient id="a"/></defs><rect width="9" height="9" fill="url(#a)"/>',
        b"<style>.a { fill: url( '#a' ) }</style>",
        b'<g id="a"><rect width="9" height="9"/></g><use xlink:href="#a"/><use href="#a"/>',
        b'<a href="#top"><rect width="9" height="9"/></a>',
    ],
)
def test_what_stays_inside_is_fine(tmp_path: Path, inside: bytes) -> None:
    assert drawn(SIZED + inside + b"</svg>", tmp_path).display.width == 200


def test_a_picture_inside_is_drawn(tmp_path: Path) -> None:
    inside = b64encode(encoded(four_corners(), "png"))
    image = b'<image width="96" height="64" href="data:image/png;base64,' + inside + b'"/>'
    drawn(SIZED + image + b"</svg>", tmp_path)

    picture = Image.open(tmp_path / "display.webp").convert("RGB")
    assert picture.getpixel((20, 10)) == pytest.approx((220, 30, 30), abs=12)


def test_a_doctype_of_the_standard_is_fine(tmp_path: Path) -> None:
    doctype = (
        b'<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" '
        b'"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">'
    )
    assert drawn(doctype + SIZED + b"</svg>", tmp_path).display.width == 200


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (SIZED + b"<script>alert(1)</script></svg>", "script"),
        (START + b'onload="alert(1)"/>', "script"),
        (SIZED + b'<a href="javascript:alert(1)"/></svg>', "script"),
        (SIZED + b"<foreignObject><body/></foreignObject></svg>", "script"),
        (SIZED + b'<image xlink:href="http://127.0.0.1:9/x"/></svg>', "other files"),
        (SIZED + b'<image href="neighbour.png"/></svg>', "other files"),
        (SIZED + b'<image href="data:image/svg+xml;base64,PHN2Zy8+"/></svg>', "other files"),
        (SIZED + b'<use href="file:///etc/passwd#a"/></svg>', "other files"),
        (SIZED + b'<style>@import "x.css";</style></svg>', "other files"),
        (SIZED + b'<rect style="fill:url(http://127.0.0.1:9/#a)"/></svg>', "other files"),
        (SIZED + b'<rect style="fill:u\\72l(x)"/></svg>', "other files"),
        (b'<?xml-stylesheet href="x.css"?>' + SIZED + b"</svg>", "other files"),
        (b'<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + SIZED + b"&x;</svg>", "ent"),
        (SIZED + b"<rect", "cannot be read"),
        (SIZED + b"<g>" * 200 + b"</g>" * 200 + b"</svg>", "too large"),
        (SIZED + b"<g/>" * 60_000 + b"</svg>", "too large"),
        (SIZED + b" " * 5_000_000 + b"</svg>", "too large"),
        (START + b'width="99999" height="99999"/>', "megapixels"),
    ],
)
def test_what_reaches_out_or_multiplies_is_refused(
    tmp_path: Path, content: bytes, said: str
) -> None:
    assert said in refusal(content, tmp_path)


def test_repetitions_of_repetitions_are_counted_before_they_are_drawn(tmp_path: Path) -> None:
    levels = b"".join(
        b'<g id="a%d">%s</g>' % (level, b'<use href="#a%d"/>' % (level - 1) * 10)
        for level in range(1, 10)
    )
    laughs = SIZED + b'<g id="a0"><rect width="1" height="1"/></g>' + levels + b"</svg>"
    assert "too large" in refusal(laughs, tmp_path)
    circle = SIZED + b'<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g></svg>'
    assert drawn(circle, tmp_path).display.width == 200


def test_work_without_end_is_stopped(tmp_path: Path) -> None:
    heavy = START + (
        b'width="9000" height="9000"><filter id="f"><feTurbulence numOctaves="1000"/>'
        b'<feGaussianBlur stdDeviation="500"/></filter>'
        b'<rect width="9000" height="9000" filter="url(#f)"/></svg>'
    )
    assert "too long" in refusal(heavy, tmp_path)
