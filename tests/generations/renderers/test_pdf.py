"""Stories as printed gamebooks."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest
from PIL import Image

from emberline.generations.renderers.orders import Asset, Options
from emberline.generations.renderers.pdf.rendering import render
from emberline.generations.renderers.pdf.typesetting import Press, typeset
from emberline.kit.sandboxed import Refused
from tests.generations.renderers.factories import (
    choice,
    ending,
    lamp_book,
    lamp_story,
    node,
    story,
)
from tests.generations.renderers.pdf_pages import Gamebook, plain
from tests.generations.renderers.pdf_printing import logged, order_of, printed, rendered, told_by


def picture(file: Path, mode: str = "RGBA") -> Asset:
    """A picture of a story, half of it seen through where its format can."""
    Image.new(mode, (400, 300), 130).save(file)
    return Asset(path=str(file), media_type=f"image/{file.suffix[1:]}")


def page_of(gamebook: Gamebook, heading: str) -> str:
    """The text of the page under a heading."""
    (page,) = [page for page in gamebook.pages if page.startswith(heading)]
    return plain(page)


def tell_nothing(_: object) -> None:
    """Hear what a renderer tells."""


def test_progress_rises_and_one_pdf_is_the_result(tmp_path: Path) -> None:
    told = told_by(order_of(lamp_story(), tmp_path))
    progress = [each.progress for each in told if each.progress is not None]
    assert progress == sorted(progress) and progress[-1] == 1
    (result,) = [each.result for each in told if each.result]
    assert (result.name, result.media_type) == ("gamebook.pdf", "application/pdf")
    assert Path(result.path).read_bytes().startswith(b"%PDF-")
    assert {file.name for file in Path(result.path).parent.iterdir()} == {
        "gamebook.pdf",
        "order.json",
        "story.json",
    }


def test_the_same_order_gives_the_same_bytes(tmp_path: Path) -> None:
    pictures = {"hall.png": picture(tmp_path / "hall.webp")}
    one, same, later = (
        rendered(order_of(lamp_story(), tmp_path, assets=pictures, modified=modified))
        for modified in ["2026-11-21T04:05:06Z"] * 2 + ["2026-11-22T04:05:06Z"]
    )
    assert one != same and one.read_bytes() == same.read_bytes()
    assert one.read_bytes() != later.read_bytes()


def test_a_story_without_scenes_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        render(order_of(story(), tmp_path), tell_nothing)
    assert refused.value.code == "no_scenes"


def test_a_book_too_large_for_the_memory_is_refused_before_it_is_set(tmp_path: Path) -> None:
    few = lamp_book()
    many = msgspec.structs.replace(few, sections=few.sections * 10_000)
    made = datetime(2026, 11, 21, tzinfo=UTC)
    press = Press(assets={}, paper="a5", made=made, uses_dice=True)
    typeset(few, press, tmp_path / "few.pdf", tell_nothing)
    with pytest.raises(Refused) as refused:
        typeset(many, press, tmp_path / "many.pdf", tell_nothing)
    assert refused.value.code == "too_large" and "EPUB" in refused.value.message
    assert [file.name for file in tmp_path.iterdir()] == ["few.pdf"]


@pytest.mark.parametrize(
    ("paper", "millimetres"),
    [("a4", (210, 297)), ("a5", (148, 210)), ("letter", (215.9, 279.4))],
)
def test_a_book_is_printed_on_the_paper_that_is_asked_for(
    tmp_path: Path, paper: Any, millimetres: tuple[float, float]
) -> None:
    gamebook = printed(lamp_story(), tmp_path, options=Options(paper=paper))
    size = [points / 72 * 25.4 for points in gamebook.size]
    assert size == pytest.approx(millimetres, abs=0.1)


def test_the_title_page_names_the_book_and_the_next_one_what_to_expect(tmp_path: Path) -> None:
    told = lamp_story(description="One.\n\nTwo.", content_notes=("Deep water",))
    gamebook = printed(told, tmp_path)
    assert "The Lamp" in gamebook.pages[0] and "Mira Vance" in gamebook.pages[0]
    assert plain("One. Two. About the content • Deep water") in plain(gamebook.pages[1])


def test_only_the_rules_are_told_that_the_book_uses(tmp_path: Path) -> None:
    few = story(node("a", choice("on", "b"), content="A."), ending("b", content="B."))
    plainly = page_of(printed(few, tmp_path), "How to read this book")
    fully = page_of(printed(lamp_story(), tmp_path), "How to read this book")
    for rule in ["dicedecide", "askyouaquestion", "Takeapencil", "nameacondition", "chooseWho"]:
        assert rule.lower() in fully.lower()
        assert rule.lower() not in plainly.lower()
    assert "Beginwithparagraph1" in plainly and "Beginwithparagraph1" in fully


def test_a_sheet_has_what_its_character_begins_with(tmp_path: Path) -> None:
    gamebook = printed(lamp_story(), tmp_path)
    ada, ben = page_of(gamebook, "Ada"), page_of(gamebook, "Ben")
    assert plain("Health 9") in ada and plain("Health 7") in ben
    assert (
        plain("\N{MULTIPLICATION SIGN} Coin (3)") in ada
        and plain("\N{MULTIPLICATION SIGN} Coin") not in ben
        and "Coin" in ben
    )


def test_a_book_in_which_nothing_is_written_down_has_no_sheet(tmp_path: Path) -> None:
    few = story(node("a", choice("on", "b"), content="A."), ending("b", content="B."))
    assert "Ada" in printed(lamp_story(), tmp_path).bookmarks
    assert "Character sheet" not in printed(few, tmp_path).bookmarks


def test_hints_and_solutions_stand_at_the_end_and_are_led_to(tmp_path: Path) -> None:
    gamebook = printed(lamp_story(), tmp_path)
    assert gamebook.bookmarks[-2:] == ["Hints", "Solutions"]
    assert plain("I come back.") in page_of(gamebook, "Hints")
    assert "echo" in page_of(gamebook, "Solutions") and gamebook.body.count("anecho") == 1
    pages = {link.text: link.target.page + 1 for link in gamebook.links if "page" in link.text}
    last = len(gamebook.pages)
    assert pages[f"Hints: page {last - 1}"] == last - 1
    assert pages[f"Solution: page {last}"] == last


def test_dice_conditions_and_effects_are_told_in_words_beside_their_ways(tmp_path: Path) -> None:
    body = printed(lamp_story(), tmp_path).body
    assert plain("Go down turn to") in body and plain("If not: Not yet.") in body
    assert plain("Roll 2d6") in body and plain("If the total is at least 9: turn to") in body
    assert plain("You jump.") in body


def test_a_page_says_which_paragraphs_stand_on_it(tmp_path: Path) -> None:
    scenes = [
        node(str(index), choice("on", str(index + 1)), content="Some words. " * 60)
        for index in range(30)
    ]
    gamebook = printed(story(*scenes, ending("30")), tmp_path)
    begun: dict[int, list[int]] = {}
    for number, place in gamebook.places.items():
        begun.setdefault(place.page, []).append(number)
    assert len(begun) > 5
    for index, numbers in begun.items():
        head = plain(gamebook.pages[index][:40])
        last = max(numbers)
        # The paragraph before the first one that begins here may end here.
        ranges = [f"{first}\u2013{last}" for first in (min(numbers) - 1, min(numbers))]
        assert any(each in head for each in [*ranges, f"Cellar{last}", f"{last}The"])


def test_ways_that_lead_nowhere_have_no_number(tmp_path: Path) -> None:
    draft = story(
        node("a", choice("gone", "nowhere"), choice("on", "b"), content="A."), ending("b")
    )
    gamebook = printed(draft, tmp_path)
    turns = [link.text for link in gamebook.links if link.text.startswith("turn")]
    assert turns == ["turn to 2"]
    assert plain("Take gone") in gamebook.body


@pytest.mark.parametrize(
    ("name", "mode"),
    [("hall.webp", "RGBA"), ("hall.png", "LA"), ("hall.jpeg", "L"), ("hall.gif", "P")],
)
def test_pictures_of_scenes_and_the_cover_are_printed(tmp_path: Path, name: str, mode: str) -> None:
    assets = {"hall.png": picture(tmp_path / name, mode)}
    order = order_of(lamp_story(cover="hall.png"), tmp_path, assets=assets)
    gamebook = Gamebook(rendered(order))
    assert printed(lamp_story(), tmp_path).pictures == []
    assert gamebook.pictures == [0, gamebook.places[1].page]
    assert logged(order) == []


def test_missing_and_damaged_pictures_are_told_of_once_and_described(tmp_path: Path) -> None:
    broken = tmp_path / "broken.webp"
    broken.write_bytes(b"RIFF....WEBP")
    assets = {"hall.png": Asset(path=str(broken), media_type="image/webp")}
    order = order_of(lamp_story(cover="gone"), tmp_path, assets=assets)
    (line,) = logged(order)
    assert line.event == "missing_pictures" and line.message.startswith("2 of")
    assert plain("A hall") in Gamebook(rendered(order)).body


def test_bookmarks_of_long_books_are_grouped(tmp_path: Path) -> None:
    scenes = [node(str(index), choice("on", str(index + 1))) for index in range(119)]
    gamebook = printed(story(*scenes, ending("119")), tmp_path)
    groups = [title for title in gamebook.bookmarks if title.startswith("Paragraphs")]
    assert groups == ["Paragraphs 1\u201350", "Paragraphs 51\u2013100", "Paragraphs 101\u2013120"]
    assert len(gamebook.places) == 120
