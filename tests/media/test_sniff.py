"""The bytes say what a file is; the name may only agree."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from emberline.kit.errors import AppError
from emberline.media.sniff import FORMATS, HEAD_BYTES, KIND_OF, Sniffed, sniff


def ftyp(major: bytes, *compatible: bytes) -> bytes:
    box = b"ftyp" + major + bytes(4) + b"".join(compatible)
    return (len(box) + 4).to_bytes(4, "big") + box + b"\x00\x00\x00\x08free"


def ebml(doc_type: bytes) -> bytes:
    element = b"\x42\x86\x81\x01\x42\x82" + bytes([0x80 | len(doc_type)]) + doc_type
    return b"\x1a\x45\xdf\xa3" + bytes([0x80 | len(element)]) + element + b"\x18\x53\x80\x67"


def ogg(packet: bytes) -> bytes:
    return b"OggS\x00\x02" + bytes(20) + bytes([1, len(packet)]) + packet


def id3(body: bytes, behind: bytes) -> bytes:
    size = bytes([0, 0, len(body) >> 7, len(body) & 0x7F])
    return b"ID3\x04\x00\x00" + size + body + behind


MP3_FRAME = b"\xff\xfb\x90\x00" + bytes(413)
ADTS_FRAME = b"\xff\xf1\x50\x80\x02\x1f\xfc" + bytes(9)
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg>'
BMP = (
    b"BM" + (58).to_bytes(4, "little") + bytes(4) + b"\x36\x00\x00\x00\x28\x00\x00\x00" + bytes(40)
)

HEADS: list[tuple[str, bytes]] = [
    ("jpg", b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(30)),
    ("jpg", b"\xff\xd8\xff\xdb" + bytes(30)),
    ("png", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(17)),
    ("gif", b"GIF89a\x01\x00\x01\x00" + bytes(9)),
    ("gif", b"GIF87a\x01\x00\x01\x00" + bytes(9)),
    ("webp", b"RIFF\x1a\x00\x00\x00WEBPVP8L" + bytes(20)),
    ("webp", b"RIFF\x1a\x00\x00\x00WEBPVP8X" + bytes(20)),
    ("bmp", BMP),
    ("svg", SVG),
    ("svg", b"\xef\xbb\xbf<?xml version='1.0'?>\n<!-- drawn - by hand -->\n" + SVG),
    ("svg", b'<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "x.dtd" [<!ENTITY a "b">]>' + SVG),
    ("svg", b'<svg:svg xmlns:svg="http://www.w3.org/2000/svg"/>'),
    ("heic", ftyp(b"heic", b"mif1", b"heic")),
    ("heic", ftyp(b"mif1", b"mif1", b"heic")),
    ("heif", ftyp(b"mif1", b"mif1")),
    ("avif", ftyp(b"avif", b"mif1", b"miaf")),
    ("avif", ftyp(b"mif1", b"avif", b"miaf")),
    ("mp4", ftyp(b"isom", b"isom", b"iso2", b"avc1", b"mp41")),
    ("mp4", ftyp(b"mp42")),
    ("mp4", ftyp(b"XAVC", b"mp42")),
    ("mov", ftyp(b"qt  ", b"qt  ")),
    ("mov", b"\x00\x00\x00\x08wide\x00\x00\x10\x00mdat" + bytes(20)),
    ("avi", b"RIFF\x00\x10\x00\x00AVI LIST" + bytes(20)),
    ("mkv", ebml(b"matroska")),
    ("webm", ebml(b"webm")),
    ("flv", b"FLV\x01\x05\x00\x00\x00\x09" + bytes(4)),
    ("wmv", bytes.fromhex("3026b2758e66cf11a6d900aa0062ce6c") + bytes(14)),
    ("mp3", MP3_FRAME * 3),
    ("mp3", (b"\xff\xf3\x44\xc4" + bytes(92)) * 2),
    ("mp3", id3(b"TIT2" + bytes(300), MP3_FRAME * 2)),
    ("mp3", b"ID3\x03\x00\x00\x00\x7f\x7f\x7f" + bytes(HEAD_BYTES)),
    ("aac", ADTS_FRAME * 3),
    ("aac", id3(bytes(40), ADTS_FRAME * 3)),
    ("m4a", ftyp(b"M4A ", b"mp42", b"isom")),
    ("ogg", ogg(b"\x01vorbis" + bytes(23))),
    ("opus", ogg(b"OpusHead\x01" + bytes(10))),
    ("wav", b"RIFF\x24\x00\x00\x00WAVEfmt " + bytes(24)),
    ("flac", b"fLaC\x00\x00\x00\x22" + bytes(34)),
    ("flac", id3(bytes(40), b"fLaC\x80\x00\x00\x22" + bytes(34))),
]


def refusal(head: bytes, name: str | None, field: str = "file") -> AppError:
    with pytest.raises(AppError) as caught:
        sniff(head, name, field=field)
    error = caught.value
    assert (error.status, error.title) == (400, "Invalid file format")
    assert error.detail.startswith("Invalid file format")
    assert error.details[0]["field"] == field
    return error


@pytest.mark.parametrize(("format", "head"), HEADS)
def test_every_taken_format_is_known_by_its_bytes(format: str, head: bytes) -> None:
    known = Sniffed(KIND_OF[format], format)

    assert sniff(head, None) == known
    assert sniff(head, f"My holiday.{format.upper()}") == known
    assert sniff(head, "no extension") == known


def test_the_examples_cover_every_taken_format() -> None:
    assert {format for format, _ in HEADS} == set(KIND_OF) - {"jpeg"}


@pytest.mark.parametrize(("format", "head"), HEADS)
def test_a_name_of_another_kind_is_refused(format: str, head: bytes) -> None:
    kind = KIND_OF[format]
    for other, formats in FORMATS.items():
        # A recording in the container of MP4 may well be called .m4a or .aac.
        if other == kind or (format == "mp4" and other == "audio"):
            continue
        for extension in formats:
            refusal(head, f"a.{extension}")
    for extension in ("exe", "php", "html", "txt", "jpg.exe", "pdf"):
        refusal(head, f"a.{extension}")


@pytest.mark.parametrize(("format", "head"), HEADS)
def test_a_name_of_the_same_kind_is_fine(format: str, head: bytes) -> None:
    for extension in FORMATS[KIND_OF[format]]:
        assert sniff(head, f"a.{extension}").format == format


def test_sound_in_an_mp4_container_is_m4a_when_its_name_says_so() -> None:
    assert sniff(ftyp(b"isom", b"mp42"), "memo.m4a") == ("audio", "m4a")
    assert sniff(ftyp(b"isom", b"mp42"), "film.mp4") == ("video", "mp4")


@pytest.mark.parametrize(
    "name",
    ["שלום.png", "صورة.png", "写真.png", "a b (1).png", "ünï.PNG", ".png", "", "png", "a.php.png"],
)
def test_the_names_that_people_use_are_fine(name: str) -> None:
    assert sniff(dict(HEADS)["png"], name).format == "png"


@pytest.mark.parametrize(
    "name",
    [
        "a\x00.png", "../a.png", "..\\a.png", "/etc/passwd", "C:\\a.png", "a\n.png", "a\r.png",
        "\u202egnp.exe", "a\u2066.png", "a\u200f.png", "a\u2028.png", "a" * 252 + ".png",
        "\ud800.png", "a\x7f.png", "a\x85.png",
    ],
)  # fmt: skip
def test_a_name_made_to_deceive_is_refused(name: str) -> None:
    assert sniff(dict(HEADS)["png"], "a.png").format == "png"

    refusal(dict(HEADS)["png"], name)


@pytest.mark.parametrize(
    "head",
    [
        b"", b"\0" * HEAD_BYTES, b"hello", b"<!DOCTYPE html><html><body>", b"<html><svg></svg>",
        b"#EXTM3U\n#EXT-X-TARGETDURATION:10\nfile:///etc/passwd", b"ffconcat version 1.0\nfile 'a'",
        b"PK\x03\x04" + bytes(26), b"%PDF-1.7\n", b"MZ\x90\x00" + bytes(60),
        b"\x7fELF\x02" + bytes(60),
        b"#!/bin/sh\n", b"<?php echo 1;", b"II*\x00" + bytes(20), b"MM\x00*" + bytes(20),
        b"BM", b"BMI am a text", b"RIFF\x00\x00\x00\x00CDXA", b"RIFF\x00\x00\x00\x00WEBPXXXX",
        ftyp(b"crx ", b"crx "), ftyp(b"jp2 "), ebml(b"other"), b"\x1a\x45\xdf\xa3",
        ogg(b"\x80theora"), ogg(b"fishead\0"), b"OggS", b"ID3", b"ID3\x04\x00\x00\xff\xff\xff\xff",
        id3(bytes(4), b"#EXTM3U\nhttp://x/"), b"\xff\xfb\x90\x00" + bytes(500),
        b"\xff\xfe<\0s\0v\0g\0",
        b"\x00\x00\x00\x00ftyp", b"\xff\xff\xff\xffftypisom", b"<?xml version='1.0'?><rss/>",
        b"WEBVTT\n", b"{\\rtf1", b"fLaC", b"\x00\x00\x00\x04moov",
    ],
)  # fmt: skip
@pytest.mark.parametrize("name", [None, "a.jpg", "a.mp4", "a.mp3"])
def test_anything_else_is_refused_whatever_its_name(head: bytes, name: str | None) -> None:
    refusal(head, name)


@pytest.mark.parametrize("format", ["jpg", "png", "gif", "webp", "bmp", "mp4", "mp3", "wav"])
@pytest.mark.parametrize(
    "second",
    [
        b"%PDF-1.4", b"PK\x03\x04", b"<script>alert(1)</script>", b"<SCRIPT src=//x>", b"<HTML>",
        b"<!doctype HTML>", b"<?php", b"#EXTM3U", b"ffconcat version 1.0", b"<svg onload=x>",
    ],
)  # fmt: skip
def test_a_file_with_a_second_face_is_refused(format: str, second: bytes) -> None:
    head = next(head for known, head in HEADS if known == format)
    assert sniff(head + bytes(200), None).format == format

    refusal(head + bytes(200) + second, f"a.{format}")


def test_the_field_of_the_form_is_named() -> None:
    refusal(b"", None, field="clip")


@given(st.binary(max_size=HEAD_BYTES + 100), st.none() | st.text(max_size=300))
@example(SVG[:5] + b" " * 4000, None)
@example(b"<!--" + b"-" * 4000, None)
@example(b"<!doctype svg " + b"[" * 4000, None)
def test_any_bytes_and_name_are_known_or_refused(head: bytes, name: str | None) -> None:
    try:
        known = sniff(head, name)
    except AppError as error:
        assert error.status == 400  # noqa: PT017
    else:
        assert KIND_OF[known.format] == known.kind


@given(
    st.sampled_from(HEADS),
    st.integers(0, 60),
    st.binary(max_size=8),
    st.integers(0, 200),
)
def test_damaged_heads_are_known_or_refused(
    example: tuple[str, bytes], at: int, other: bytes, cut: int
) -> None:
    head = example[1][:at] + other + example[1][at + len(other) : len(example[1]) - cut]
    try:
        assert sniff(head, None).format in KIND_OF
    except AppError as error:
        assert error.status == 400  # noqa: PT017
