"""What is said of a section."""

import msgspec

from emberline.generations.renderers.book.parts import (
    Block,
    BlockKind,
    BookChoice,
    BookPuzzle,
    Section,
    Span,
)
from emberline.generations.renderers.narration.scripts import (
    AT_A_RULE,
    BEFORE_SCENE,
    BETWEEN_SENTENCES,
    Script,
    script_of,
)


def block(text: str, kind: BlockKind = "paragraph", number: int | None = None) -> Block:
    return Block(kind=kind, spans=(Span(text),), number=number)


def door(key: str, letter: str, text: str, condition: str = "", *notes: str) -> BookChoice:
    return BookChoice(key=key, letter=letter, spans=(Span(text),), condition=condition, notes=notes)


def said(script: Script) -> list[tuple[str, str]]:
    return [(line.block, line.text) for line in script.lines]


HALL = Section(
    key="hall",
    number=3,
    title="The Hall",
    blocks=(block("It is dark. You wait."), block("Write down: 3 coins.", "note")),
    choices=(
        door("in", "A", "Open the door.", "If you have the key", "Cross out the key."),
        door("out", "B", "Go home."),
    ),
)


def test_all_of_a_section_is_said_in_its_order():
    assert said(script_of(HALL, "en")) == [
        ("t", "The Hall"),
        ("b0", "It is dark."),
        ("b0", "You wait."),
        ("b1", "Write down: 3 coins."),
        ("c0", "If you have the key, A: Open the door."),
        ("c0", "Cross out the key."),
        ("c1", "B: Go home."),
    ]


def test_the_number_of_a_section_is_not_said():
    moved = msgspec.structs.replace(HALL, number=4)

    assert script_of(moved, "en") == script_of(HALL, "en")


def test_a_puzzle_is_asked_before_the_choices():
    asked = msgspec.structs.replace(HALL, puzzle=BookPuzzle(prompt=(block("What am I?"),)))

    blocks = [id for id, _ in said(script_of(asked, "en"))]

    assert blocks == ["t", "b0", "b0", "b1", "p0", "c0", "c0", "c1"]


def test_the_choice_that_was_taken_is_said_last():
    played = msgspec.structs.replace(HALL, taken="out")

    assert said(script_of(played, "en"))[-1] == ("taken", "You choose B.")
    assert said(script_of(played, "de-CH"))[-1] == ("taken", "Du wählst B.")
    assert said(script_of(played, "xx"))[-1] == ("taken", "You choose B.")


def test_pictures_are_described_and_items_numbered():
    section = Section(
        key="a",
        number=1,
        blocks=(
            Block(kind="picture", source="x.png", alt_text="A lamp"),
            Block(kind="picture", source="y.png"),
            block("Go in", "item", number=2),
        ),
    )

    assert said(script_of(section, "en")) == [("b0", "A lamp"), ("b2", "2. Go in")]


def test_the_voice_waits_longest_at_a_rule():
    section = Section(
        key="a",
        number=1,
        blocks=(block("One. Two."), Block(kind="rule"), block("Three.")),
    )

    pauses = [line.pause for line in script_of(section, "en").lines]

    assert pauses == [BEFORE_SCENE, BETWEEN_SENTENCES, AT_A_RULE]


def test_a_section_of_signs_alone_has_nothing_to_say():
    section = Section(key="a", number=1, title="—", blocks=(block("* * *"), block("→ ?!")))

    assert script_of(section, "en").lines == ()


def test_a_script_knows_how_long_it_is():
    script = script_of(Section(key="a", number=1, blocks=(block("Two words. 你好"),)), "en")

    assert script.words == 4
    assert script.characters == len("Two words.") + len("你好")
