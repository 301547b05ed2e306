"""Stories as EPUBs: valid, whole, linked as their choices lead, the same each time."""

import zipfile
from pathlib import Path
from string import Formatter

import pytest

from emberline.generations.renderers.book.making import book_of
from emberline.generations.renderers.book.translations import phrases_of
from emberline.generations.renderers.epub.layout import language_tag
from emberline.generations.renderers.epub.markup import safe
from emberline.generations.renderers.epub.rendering import render
from emberline.generations.renderers.epub.words import Words, words_of
from emberline.generations.renderers.orders import Told
from emberline.generations.renderers.pdf.wording import wording_of
from emberline.kit.sandboxed import Refused
from emberline.stories.engine.document import Node
from tests.generations.renderers.epub_books import (
    AUTHOR,
    alone,
    hostile,
    in_german,
    lamp,
    narrated,
    order_of,
    rendered,
    samples,
    story,
    way,
)
from tests.generations.renderers.epub_checker import findings
from tests.generations.renderers.epub_pages import (
    OPF,
    SMIL,
    XHTML,
    addresses,
    copy_without,
    metadata_of,
    package_of,
    pages_of,
    resources,
    targets,
    text_of,
    with_id,
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """EPUBs by what is special about each."""
    folder = tmp_path_factory.mktemp("epubs")
    stories = {**samples(), "hostile": hostile(), "lamp": lamp(), "alone": alone()}
    epubs = {name: rendered(folder / name, story) for name, story in stories.items()}
    return {**epubs, "narrated": narrated(folder / "narrated", in_german())}


def test_epubcheck_finds_nothing_but_in_the_one_that_was_broken(
    made: dict[str, Path], tmp_path: Path
):
    assert len(made) == 9
    broken = tmp_path / "broken.epub"
    copy_without(made["lamp"], broken, "EPUB/style.css")
    found = findings([*made.values(), broken], tmp_path)
    assert any("RSC-001" in message for message in found.pop(broken))
    assert found == {epub: [] for epub in made.values()}


def test_every_link_leads_to_something_that_is_there(made: dict[str, Path]):
    for epub in made.values():
        pages = pages_of(epub)
        ids = {name: {each.get("id") for each in page.iter()} for name, page in pages.items()}
        links = [link for name, page in pages.items() for link in addresses(page, name)]
        assert links
        for file, fragment in links:
            assert not fragment or fragment in ids[file]
            assert file in ids
        assert resources(pages) <= set(zipfile.ZipFile(epub).namelist())


def test_each_choice_of_each_scene_is_a_link_to_where_it_leads(made: dict[str, Path]):
    for name, whole in {**samples(), "lamp": lamp()}.items():
        pages = pages_of(made[name])
        numbers = {each.key: each.number for each in book_of(whole, AUTHOR).sections}
        assert len(numbers) == len(whole.nodes)
        for node in whole.nodes:
            for place, choice in enumerate(node.choices):
                roll = choice.roll
                ways = {roll.success, roll.failure} if roll else {choice.to}
                found = targets(pages, f"s{numbers[node.key]}-c{place}")
                assert {f"EPUB/s{numbers[key]}.xhtml" for key in ways} <= found


def test_outcomes_of_a_puzzle_are_links_and_its_answer_is_in_the_solutions(
    made: dict[str, Path],
):
    pages = pages_of(made["lamp"])
    page = pages["EPUB/s2.xhtml"]
    (puzzle,) = page.findall(f".//{XHTML}div[@class='puzzle']")
    links = {link.get("href") for link in puzzle.iter(f"{XHTML}a")}
    assert links == {"solutions1.xhtml#a2", "s3.xhtml", "s1.xhtml"}
    name, solution = with_id(pages, "a2")
    assert name == "EPUB/solutions1.xhtml"
    assert "piano" in text_of(solution)
    assert "piano" not in text_of(page)


def test_what_a_choice_brings_about_is_told_on_the_way_and_not_beside_it(
    made: dict[str, Path],
):
    pages = pages_of(made["lamp"])
    assert "Kick" in text_of(pages["EPUB/s1.xhtml"])
    assert "It hurts" not in text_of(pages["EPUB/s1.xhtml"])
    assert "It hurts" in text_of(pages["EPUB/s1-then.xhtml"])


def test_a_condition_stands_before_its_choice_and_what_is_there_instead_after_it(
    made: dict[str, Path],
):
    _, choice = with_id(pages_of(made["lamp"]), "s1-c2")
    asked, offered, instead = (text_of(each) for each in choice)
    assert asked.startswith("If ") and "3" in asked
    assert offered.endswith("Pay")
    assert instead == "If not: Too poor."


def test_a_picture_has_its_words_and_one_that_is_gone_leaves_them(made: dict[str, Path]):
    page = pages_of(made["lamp"])["EPUB/s1.xhtml"]
    (picture,) = page.iter(f"{XHTML}img")
    assert (picture.get("alt"), picture.get("src")) == ("A lamp & its flame", "picture1.webp")
    assert "A wall, painted over" in text_of(page)


def test_pictures_that_were_not_found_are_told_to_the_owner(tmp_path: Path):
    told: list[Told] = []
    render(order_of(tmp_path, lamp()), told.append)
    (line,) = (each.log for each in told if each.log)
    assert (line.level, line.event) == ("warning", "picture.missing")
    assert line.message.startswith("1 pictures")


def test_a_book_that_runs_from_right_to_left_is_bound_so_and_marks_what_is_english(
    made: dict[str, Path],
):
    package = package_of(made["hostile"])
    (spine,) = package.iter(f"{OPF}spine")
    assert spine.get("page-progression-direction") == "rtl"
    page = pages_of(made["hostile"])["EPUB/title.xhtml"]
    assert (page.get("dir"), page.get("lang")) == ("rtl", "ar-EG")
    (begin,) = (each for each in page.iter(f"{XHTML}span") if each.text == "Begin")
    assert (begin.get("lang"), begin.get("dir")) == ("en", "ltr")


def test_a_book_in_german_says_nothing_in_english(made: dict[str, Path]):
    pages = pages_of(made["narrated"])
    languages = {each.get("lang") for page in pages.values() for each in page.iter()} - {None}
    assert languages == {"de-AT"}
    asked, _, instead = (text_of(each) for each in with_id(pages, "s1-c2")[1])
    assert (asked[:5], asked[-1:], instead) == ("Wenn ", ":", "Wenn nicht: Too poor.")
    turned = [text_of(each) for each in with_id(pages, "s1-c1")[1].iter(f"{XHTML}a")]
    assert turned == ["Wenn die Summe mindestens 8 ist: weiter bei 2", "Sonst: weiter bei 3"]
    said = metadata_of(made["narrated"])
    assert said["schema:accessibilitySummary"][0].startswith("Ein Spielbuch")
    assert said["media:narrator"][0].endswith("(synthetische Stimme)")


@pytest.mark.parametrize("tag", ["de-AT", "en", "es_419", "FR"])
def test_an_epub_has_the_languages_of_rules_and_the_terms_of_the_printed_book(tag: str):
    words, printed = words_of(tag), wording_of(tag.replace("_", "-"))
    assert phrases_of(tag) is not phrases_of("ar")
    assert words.language == tag[:2].lower()
    assert (words.sheet, words.sections, words.solutions, words.reading) == (
        *(printed.sheet, printed.paragraphs, printed.solutions, printed.how_to_read),
    )
    assert (words.content_notes, words.stats, words.items, words.locked, words.colon) == (
        *(printed.content_notes, printed.stats, printed.items, printed.locked, printed.colon),
    )
    assert words.turn == f"{printed.turn_to} {{number}}"
    assert _fields(words) == _fields(words_of("ar"))


def test_a_package_says_who_wrote_what_when_and_who_can_read_it(made: dict[str, Path]):
    said = metadata_of(made["lamp"])
    assert said["title"] == ["The Brass Lamp"]
    assert said["creator"] == ["Ann Author"]
    assert said["identifier"] == ["urn:uuid:6ac1a7c6-5b5c-4b6e-9c3e-0d6a2a3b4c5d"]
    assert said["dcterms:modified"] == ["2026-11-20T22:00:00Z"]
    assert said["schema:accessMode"] == ["textual", "visual"]
    assert said["schema:accessModeSufficient"] == ["textual"]
    assert "alternativeText" in said["schema:accessibilityFeature"]
    assert said["schema:accessibilityHazard"] == ["none"]
    assert "dcterms:conformsTo" not in said


def test_a_narrated_book_is_read_aloud_from_its_titles_to_its_choices(made: dict[str, Path]):
    pages = pages_of(made["narrated"])
    overlays = pages_of(made["narrated"], ".smil")
    assert set(overlays) == {f"EPUB/s{number}.smil" for number in (1, 2, 3)}
    heard = [
        each.get("src", "").partition("#")[2]
        for each in overlays["EPUB/s2.smil"].iter(f"{SMIL}text")
    ]
    assert heard == ["s2-t", "s2-b0", "s2-p0", "s2-c0"]
    assert all(with_id(pages, identifier)[0] == "EPUB/s2.xhtml" for identifier in heard)


def test_clips_follow_one_another_and_end_with_their_sound(made: dict[str, Path]):
    overlays = pages_of(made["narrated"], ".smil")
    assert overlays
    for overlay in overlays.values():
        clips = [
            (_milliseconds(each.get("clipBegin")), _milliseconds(each.get("clipEnd")))
            for each in overlay.iter(f"{SMIL}audio")
        ]
        assert all(start < end for start, end in clips)
        assert [end for _, end in clips[:-1]] == [start for start, _ in clips[1:]]
        assert clips[-1][1] == 1_000
    said = metadata_of(made["narrated"])
    assert said["media:active-class"] == ["spoken"]
    assert "synchronizedAudioText" in said["schema:accessibilityFeature"]
    assert said["media:narrator"] and all(said["media:narrator"])


def test_scenes_that_sound_the_same_share_their_sound(made: dict[str, Path]):
    with zipfile.ZipFile(made["narrated"]) as epub:
        sounds = [name for name in epub.namelist() if name.endswith(".mp3")]
        assert sounds
        assert all(epub.read(name)[0] == 0xFF for name in sounds)
    assert len(set(sounds)) == len(sounds)
    assert not any(name.endswith(".mp3") for name in zipfile.ZipFile(made["lamp"]).namelist())


def test_more_sections_than_2000_share_files(tmp_path: Path):
    nodes = [Node(key=f"n{n}", content="On.", choices=(way(f"n{n + 1}"),)) for n in range(2_100)]
    end = Node(key="n2100", content="End.", type="ending")
    pages = pages_of(rendered(tmp_path, story(nodes=(*nodes, end))))
    assert sum(name.startswith("EPUB/s") for name in pages) == 1_051
    (link,) = pages["EPUB/s2099.xhtml"].findall(f".//{XHTML}li[@id='s2100-c0']//{XHTML}a")
    assert link.get("href") == "s2101.xhtml"
    (link,) = pages["EPUB/s1.xhtml"].findall(f".//{XHTML}li[@id='s1-c0']//{XHTML}a")
    assert link.get("href") == "s1.xhtml#s2"
    entries = list(pages["EPUB/nav.xhtml"].iter(f"{XHTML}a"))
    assert 400 < len(entries) < 520


def test_the_same_order_makes_the_same_bytes(made: dict[str, Path], tmp_path: Path):
    again = narrated(tmp_path, in_german())
    assert again.read_bytes() == made["narrated"].read_bytes()
    assert again.read_bytes() != made["lamp"].read_bytes()


def test_its_type_stands_at_its_beginning_uncompressed(made: dict[str, Path]):
    start = made["lamp"].read_bytes()[:58]
    assert start[30:] == b"mimetypeapplication/epub+zip"


def test_progress_rises_to_its_result(tmp_path: Path):
    told: list[Told] = []
    render(order_of(tmp_path, lamp()), told.append)
    progress = [each.progress for each in told if each.progress is not None]
    assert progress == sorted(progress)
    assert progress[-1] == 1.0
    (result,) = (each.result for each in told if each.result)
    assert (result.name, result.media_type) == ("gamebook.epub", "application/epub+zip")
    assert (tmp_path / result.path).is_file()


def test_a_story_without_a_scene_is_refused(tmp_path: Path):
    (tmp_path / "with").mkdir()
    (tmp_path / "without").mkdir()
    rendered(tmp_path / "with", alone())
    with pytest.raises(Refused):
        rendered(tmp_path / "without", story(nodes=()))


def test_more_files_than_reading_systems_open_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    rendered(tmp_path / "before", lamp())
    monkeypatch.setattr(zipfile, "ZIP_FILECOUNT_LIMIT", 10)
    with pytest.raises(Refused) as refused:
        rendered(tmp_path / "after", lamp())
    assert refused.value.code == "too_large"


def test_of_a_language_tag_its_well_formed_beginning_is_used():
    tags = {"en": "en", "zh_Hant-TW": "zh-Hant-TW", "de-CH-1901": "de-CH", "es-419": "es-419"}
    assert {tag: language_tag(tag) for tag in tags} == tags
    assert [language_tag(tag) for tag in ("", "x-elvish", "12", "en-a")] == [*["und"] * 3, "en"]


def test_a_half_of_a_character_becomes_a_sign_that_one_is_missing():
    assert safe("a\ud83d\udd25b\udc00\x00<") == "a\ufffd\ufffdb\ufffd\ufffd&lt;"
    assert safe("🔥\t\n") == "🔥\t\n"


def _fields(words: Words) -> list[list[str]]:
    """What is filled into each of the words."""
    texts = (each if isinstance(each, str) else "".join(each) for each in words)
    return [[name for _, name, _, _ in Formatter().parse(text) if name] for text in texts]


def _milliseconds(clock: str | None) -> int:
    assert clock
    return int(clock.removesuffix("ms"))
