"""The file of the player: the same bytes for the same order, with all that it needs in it."""

import re
from importlib.resources import files
from pathlib import Path

import msgspec
import pytest

from emberline.generations.renderers.html import media as media_module
from emberline.generations.renderers.orders import Asset, Told
from emberline.kit.sandboxed import Refused
from emberline.stories.engine.document import Item, Media
from tests.generations.renderers.html_browser import html_file
from tests.stories.engine.factories import choice, ending, node, story

_HTML = files("emberline.generations.renderers.html")
_LANGUAGES = ("en", "de", "fr", "es")


def test_the_same_order_makes_the_same_bytes(tmp_path: Path):
    told = story(node("a", choice("on", "b")), ending("b"), items={"rope": Item(image="x")})
    assets = {"x": _asset(tmp_path / "x", b"picture")}

    first = html_file(told, tmp_path / "1", assets).read_bytes()

    assert first == html_file(told, tmp_path / "2", assets).read_bytes()
    assert b"data:image/png;base64,cGljdHVyZQ==" in first


def test_a_story_without_a_start_is_refused(tmp_path: Path):
    told = msgspec.structs.replace(story(), nodes=(node("a"),))

    with pytest.raises(Refused, match="Mark the node") as refused:
        html_file(told, tmp_path)

    assert refused.value.code == "no_start"


def test_the_file_is_told_with_its_progress(tmp_path: Path):
    told: list[Told] = []

    html_file(story(ending("a")), tmp_path, told=told)

    progress = [each.progress for each in told if each.progress is not None]
    assert progress == sorted(progress) and progress[-1] == 1
    (result,) = [each.result for each in told if each.result is not None]
    assert (result.name, result.media_type) == ("story.html", "text/html")
    assert (tmp_path / result.path).is_file()


def test_media_beyond_what_a_file_holds_are_left_out_and_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(media_module, "MEDIA_BYTES_MOST", 10)
    named = [Media(kind="audio", source="sound"), Media(kind="image", source="picture")]
    told_story = story(ending("a", media=(*named, Media(kind="image", source="gone"))))
    assets = {
        "sound": _asset(tmp_path / "sound", b"12345678", "audio/mpeg"),
        "picture": _asset(tmp_path / "picture", b"1234"),
    }
    told: list[Told] = []

    page = html_file(told_story, tmp_path, assets, told).read_text()

    assert "data:image/png;base64" in page
    assert "data:audio/mpeg;base64" not in page
    events = [each.log.event for each in told if each.log is not None]
    assert events == ["media.missing", "media.left_out"]


def test_the_page_says_the_same_things_in_every_language():
    words = {
        language: msgspec.json.decode(_HTML.joinpath(f"words/{language}.json").read_text())
        for language in _LANGUAGES
    }
    marks = {
        language: {key: set(re.findall(r"\{\w+\}", text)) for key, text in told.items()}
        for language, told in words.items()
    }

    assert all(each == marks["en"] for each in marks.values())
    assert all(text.strip() for told in words.values() for text in told.values())


def test_no_text_is_ever_read_as_markup_by_the_player():
    scripts = [each for each in _HTML.joinpath("player").iterdir() if each.name.endswith(".js")]
    assert len(scripts) > 20
    lines = [line for each in scripts for line in each.read_text().splitlines()]
    doors = re.compile(
        r"insertAdjacentHTML|document\.write|eval\(|new Function|[iI]nnerHTML|outerHTML"
    )

    # The hook reads it, for tests; nothing writes it.
    assert [line.strip() for line in lines if doors.search(line)] == ["return holder.innerHTML;"]


def _asset(path: Path, content: bytes, media_type: str = "image/png") -> Asset:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return Asset(path=str(path), media_type=media_type)
