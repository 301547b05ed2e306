"""Stories as books: every scene with its rules in words."""

from importlib.resources import files

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from emberline.generations.renderers.book.making import book_of, sections_of_path
from emberline.generations.renderers.book.parts import (
    Block,
    Book,
    BookChoice,
    Outcome,
    SheetLine,
    Span,
)
from emberline.kit.sandboxed import Refused
from emberline.stories.engine.document import (
    Media,
    Node,
    Puzzle,
    Roll,
    Story,
    Timer,
    Variable,
)
from tests.generations.renderers.factories import (
    choice,
    choice_of,
    ending,
    lamp_book,
    lamp_story,
    node,
    section_of,
    story,
    texts_of,
)
from tests.stories.engine.random_stories import random_story
from tests.stories.formats.documents import STORIES, calls_of, corridor

SAMPLES = {
    each.name: msgspec.json.decode(each.read_bytes(), type=Story)
    for each in files("emberline.stories.samples").iterdir()
    if each.name.endswith(".json")
}


def test_a_book_has_the_words_of_its_story():
    book = lamp_book(description="A\r\nhouse.", content_notes=("Water",), cover="cover.png")
    assert (book.title, book.author, book.description) == ("The Lamp", "A. Writer", "A\nhouse.")
    assert (book.content_notes, book.cover, book.language) == (("Water",), "cover.png", "en")
    assert [section.key for section in book.sections] == [
        *("hall", "cellar", "riddle", "safe", "well")
    ]
    assert [section.number for section in book.sections] == [1, 2, 3, 4, 5]


def test_a_scene_begins_with_what_happens_there_and_its_pictures():
    book = lamp_book()
    hall, cellar = section_of(book, "hall"), section_of(book, "cellar")
    assert hall.blocks[0] == Block(kind="picture", source="hall.png", alt_text="A hall")
    assert texts_of(hall)[1:] == [
        "You have [Health] left.",
        "(If you have the lamp: It is lit.) (Otherwise: It is dark.)",
    ]
    assert cellar.blocks[0] == Block(kind="note", spans=(Span("Write down the word “oath”."),))


def test_sounds_are_left_out():
    media = (Media(kind="audio", source="rain.ogg"), Media(kind="image", source="rain.png"))
    blocks = book_of(story(ending("a", media=media)), "").sections[0].blocks
    assert [block.source for block in blocks if block.kind == "picture"] == ["rain.png"]


def test_a_choice_says_when_it_is_open_and_what_to_do():
    hall = section_of(lamp_book(), "hall")
    assert choice_of(hall, "take") == BookChoice(
        key="take",
        letter="A",
        spans=(Span("Take the "), Span("lamp", emphasis=True)),
        notes=("Take the lamp.",),
        outcomes=(Outcome(to="cellar"),),
    )
    down = choice_of(hall, "down")
    assert down.condition == "If you have written down “oath”"
    assert down.locked == (Span("Not yet."),)


def test_a_roll_is_told_with_where_it_leads():
    jump = choice_of(section_of(lamp_book(), "cellar"), "jump")
    assert jump.notes == (
        "Write down: Health minus 2 (never below 0).",
        "Roll 2d6 and add Health.",
    )
    assert jump.outcomes == (
        Outcome(words="If the total is at least 9", to="safe"),
        Outcome(words="Otherwise", to="well"),
    )
    assert [block.text for block in jump.consequences] == ["You jump."]


def test_timers_are_told_once_for_the_choices_that_share_them():
    timed = [choice(key, "b", timer=Timer(seconds=20, default="c")) for key in "ab"]
    told = story(
        node("a", *timed, choice("c", "b"), choice("d", "b", timer=Timer(seconds=1))), ending("b")
    )
    assert texts_of(book_of(told, "").sections[0]) == [
        "You have 20 seconds to take A or B. After that, take C.",
        "You have 1 second to take D. After that it is too late.",
    ]


def test_ways_that_are_taken_once_or_where_nothing_else_is_open_say_so():
    told = story(
        node(
            "a",
            choice("1", "b", once=True, condition="lit or dim"),
            choice("2", "b", fallback=True),
        ),
        ending("b"),
        variables={"lit": Variable(type="bool"), "dim": Variable(type="bool")},
    )
    first, last = book_of(told, "").sections[0].choices
    assert first.condition == (
        "If you have not chosen this before, "
        "and also you have written down “lit” or you have written down “dim”"
    )
    assert last.condition == "If nothing else is open to you"


def test_a_way_that_nobody_can_take_leads_nowhere():
    roll = Roll(dice="dice", target=1, success="b", failure="b")
    told = story(
        node("a", choice("1", "gone"), choice("2", roll=roll), choice("3", "b", condition="1 +")),
        ending("b"),
    )
    choices = book_of(told, "").sections[0].choices
    assert [(each.key, each.outcomes) for each in choices] == [
        ("1", (Outcome(),)),
        ("2", (Outcome(),)),
    ]


def test_a_modifier_is_added_or_subtracted():
    rolls = {
        modifier: Roll(dice="d6", modifier=modifier, target=1, success="b", failure="b")
        for modifier in (None, "2", "-luck", "luck - 1", "1 +")
    }
    choices = [choice(str(place), roll=roll) for place, roll in enumerate(rolls.values())]
    told = story(node("a", *choices), ending("b"), variables={"luck": Variable(type="int")})
    assert [each.notes for each in book_of(told, "").sections[0].choices] == [
        ("Roll 1d6.",),
        ("Roll 1d6 and add 2.",),
        ("Roll 1d6 and subtract luck.",),
        ("Roll 1d6 and add luck minus 1.",),
        ("Roll 1d6.",),
    ]


def test_a_puzzle_has_its_hints_its_answers_and_both_ways_on():
    puzzle = section_of(lamp_book(), "riddle").puzzle
    assert puzzle is not None
    assert [block.text for block in puzzle.prompt] == ["What am I?", "You have 2 attempts."]
    assert (puzzle.hints, puzzle.answer) == (("I come back.",), "“echo” or “an echo”")
    assert puzzle.outcomes == (
        Outcome(words="If your answer is right", to="safe"),
        Outcome(words="If you have no attempt left", to="well"),
    )


def test_a_puzzle_of_parts_shows_them_mixed():
    order = _puzzle(Puzzle(kind="order", answers=("a", "b", "c"), success="b"))
    assert order[0][0] == "Put these in the right order:"
    assert sorted(order[0][1:]) == ["a", "b", "c"] != order[0][1:]
    assert order[1] == "a, then b, then c"
    texts, answer = _puzzle(Puzzle(kind="match", answers={"a": "1", "b": "2"}, success="b"))
    assert texts == ["Match each of these:", "a", "b", "With one of these:", "2", "1"]
    assert answer == "a: 1; b: 2"


def test_a_number_is_answered_by_any_that_counts_and_used_attempts_leave_the_choices():
    texts, answer = _puzzle(Puzzle(kind="number", answers=(4, 4.5, 4), attempts=1, success="b"))
    assert texts == ["You have one attempt. When they are used, only the choices are left."]
    assert answer == "4 or 4.5"


def test_an_ending_has_its_name_and_no_way_on():
    book = lamp_book()
    safe, well = section_of(book, "safe"), section_of(book, "well")
    assert safe.is_ending and safe.blocks[-1] == Block(kind="ending", spans=(Span("Home"),))
    assert texts_of(well) == ["You have earned “In Deep”.", "Dark.", "The End"]


def test_every_protagonist_has_a_sheet_of_their_own():
    ada, ben = lamp_book().characters
    assert (ada.name, ben.description) == ("Ada", "Tired.")
    assert ada.sheet == (
        SheetLine(kind="stat", name="Health", initial="9", description="0 to 12"),
        SheetLine(kind="stat", name="Mood", initial="calm"),
        SheetLine(kind="item", name="A lamp", description="Brass."),
        SheetLine(kind="item", name="Coin", initial="3"),
    )
    assert [line.initial for line in ben.sheet] == ["7", "calm", "", ""]


def test_without_protagonists_the_reader_is_nobody_by_name_with_what_must_be_known():
    told = story(
        node("a", choice("1", "b", condition="asked > 1 and oath", effects=("asked += 1",))),
        ending("b"),
        variables={
            "asked": Variable(type="int", initial=4),
            "oath": Variable(type="bool"),
            "unasked": Variable(type="int"),
        },
    )
    (nobody,) = book_of(told, "").characters
    assert (nobody.key, nobody.name) == (None, "")
    assert nobody.sheet == (SheetLine(kind="stat", name="asked", initial="4"),)


@pytest.mark.parametrize(
    ("language", "tag", "direction"),
    [
        ("de-AT", "de-AT", "ltr"),
        ("pt_BR", "pt-BR", "ltr"),
        ("ar", "ar", "rtl"),
        ("he-IL", "he-IL", "rtl"),
        ("fa", "fa", "rtl"),
        ("ur", "ur", "rtl"),
        ("az-Arab-IR", "az-Arab-IR", "rtl"),
        ("ar-Latn", "ar-Latn", "ltr"),
        ("Klingonese!", "und", "ltr"),
        ("", "und", "ltr"),
    ],
)
def test_a_language_has_its_tag_and_its_direction(language: str, tag: str, direction: str):
    book = lamp_book(language=language)
    assert (book.language, book.direction) == (tag, direction)


def test_a_story_without_scenes_is_refused():
    with pytest.raises(Refused) as refused:
        book_of(story(), "")
    assert refused.value.code == "no_scenes"
    with pytest.raises(Refused) as refused:
        sections_of_path(story(), ())
    assert refused.value.code == "no_scenes"


def test_a_path_is_the_sections_on_it_in_its_order():
    path = ("hall", "cellar", "riddle", "safe")
    sections = sections_of_path(lamp_story(), path)
    assert tuple(section.key for section in sections) == path
    assert [section.number for section in sections] == [1, 2, 3, 4]
    assert [section.taken for section in sections] == ["take", "stay", None, None]
    assert sections[1].blocks == section_of(lamp_book(), "cellar").blocks


def test_a_path_may_go_through_a_scene_twice():
    told = story(node("a", choice("1", "b")), node("b", choice("1", "a")))
    sections = sections_of_path(told, ("a", "b", "a"))
    assert [(section.key, section.number) for section in sections] == [("a", 1), ("b", 2), ("a", 3)]


@pytest.mark.parametrize(
    "path", [(), ("cellar",), ("hall", "riddle"), ("hall", "nowhere"), ("hall", "cellar", "cellar")]
)
def test_a_path_that_nobody_can_go_is_refused(path: tuple[str, ...]):
    assert sections_of_path(lamp_story(), ("hall", "cellar"))
    with pytest.raises(Refused) as refused:
        sections_of_path(lamp_story(), path)
    assert refused.value.code == "bad_path"


@pytest.mark.parametrize("sample", SAMPLES.values(), ids=SAMPLES)
def test_a_sample_becomes_a_book_with_every_scene_and_no_expression_in_it(sample: Story):
    book = book_of(sample, "A. Writer")
    assert {section.key for section in book.sections} == {each.key for each in sample.nodes}
    assert sum(len(section.choices) for section in book.sections) == sum(
        len(each.choices) for each in sample.nodes if not each.is_ending
    )
    words = _all_words(book)
    for code in ("{", "}", "has(", "visited(", "==", "+=", "-=", "_", "\ue000"):
        assert code not in words


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(STORIES, st.sampled_from(["en", "de", "fr", "es", "ar"]))
def test_whatever_a_document_holds_it_becomes_a_book(document: Story, language: str):
    told = msgspec.structs.replace(document, language=language)
    if told.nodes:
        _assert_whole(book_of(told, "A. Writer"))


@pytest.mark.parametrize("number", range(40))
def test_a_random_story_becomes_a_book(number: int):
    for language in ("en", "de", "fr", "es"):
        told = msgspec.structs.replace(random_story(number), language=language)
        _assert_whole(book_of(told, "A. Writer"))


def test_the_work_is_in_line_with_the_number_of_scenes():
    short, long = corridor(50), corridor(500)
    book_of(short, "")
    assert calls_of(lambda: book_of(long, "")) < 12 * calls_of(lambda: book_of(short, ""))


def _puzzle(puzzle: Puzzle) -> tuple[list[str], str]:
    told = story(Node(key="a", puzzle=puzzle), ending("b"))
    made = book_of(told, "").sections[0].puzzle
    assert made is not None
    return [block.text for block in made.prompt], made.answer


def _assert_whole(book: Book) -> None:
    """It can be written and read, its ways lead to its sections, and no mark is left in it."""
    assert msgspec.json.decode(msgspec.json.encode(book), type=Book) == book
    keys = {section.key for section in book.sections}
    assert len(keys) == len(book.sections)
    for section in book.sections:
        ways = [outcome for each in section.choices for outcome in each.outcomes]
        assert {outcome.to for outcome in ways if outcome.to is not None} <= keys
    assert "\ue000" not in _all_words(book)


def _all_words(book: Book) -> str:
    words: list[str] = []
    for section in book.sections:
        words += texts_of(section)
        for each in section.choices:
            words += [each.text, each.condition, *each.notes]
            words += [outcome.words for outcome in each.outcomes]
    return "\n".join(words)
