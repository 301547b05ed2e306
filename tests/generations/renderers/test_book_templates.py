"""Texts that change with the state, in a book that does not."""

from emberline.generations.renderers.book.making import book_of
from emberline.generations.renderers.book.parts import Block
from emberline.stories.engine.document import Item, Protagonist, Variable
from tests.generations.renderers.factories import choice, choice_of, ending, node, story


def test_a_few_words_stand_in_brackets_with_their_condition():
    assert _told("It is {if lit}*bright*{else}dark{end} here.") == [
        "It is (If you have written down “lit”: bright) (Otherwise: dark) here."
    ]


def test_paragraphs_stand_under_notes():
    blocks = _blocks("{if lit}\n\nOne.\n\nTwo.\n\n{else}\n\nThree.\n\n{end}\n\nFour.")
    assert [(block.kind, block.text) for block in blocks] == [
        ("note", "If you have written down “lit”:"),
        ("paragraph", "One."),
        ("paragraph", "Two."),
        ("note", "Otherwise:"),
        ("paragraph", "Three."),
        ("note", "In any case:"),
        ("paragraph", "Four."),
    ]


def test_a_list_stands_under_a_note_and_nothing_parts_it_from_the_end():
    blocks = _blocks("{if lit}\n- one\n- two\n{end}")
    assert [block.kind for block in blocks] == ["note", "item", "item"]


def test_an_else_that_is_another_if_is_one_case_more():
    told = "{if lit}A{else}{if health > 3}B{else}C{end}{end}"
    assert _told(told) == [
        "(If you have written down “lit”: A) (Otherwise, if Health is more than 3: B) "
        "(Otherwise: C)"
    ]


def test_a_case_without_words_is_denied_by_the_others():
    assert _told("{if lit}{else}Dark.{end}") == ["(If you have not written down “lit”: Dark.)"]
    assert _told("{if lit}{else}{if health > 3}B{else}C{end}{end}") == [
        "(If you have not written down “lit” and Health is more than 3: B) "
        "(Otherwise, if you have not written down “lit”: C)"
    ]


def test_what_goes_on_behind_a_comma_begins_anew_in_brackets():
    assert _told("The table{if lit}, lit up{end}.") == [
        "The table (If you have written down “lit”: lit up)."
    ]


def test_one_condition_stands_inside_of_another():
    assert _told("{if lit}A {if has(key)}B{end}{end}.") == [
        "(If you have written down “lit”: A (If you have the key: B))."
    ]


def test_a_variable_is_its_name_and_one_that_never_changes_its_value():
    assert _told("You have {health} of {most}.") == ["You have [Health] of 12."]


def test_marks_in_names_are_text():
    variable = Variable(type="int", label="*Luck* _x_")
    assert _told("{luck}", luck=variable) == ["[*Luck* _x_]"]


def test_broken_marks_are_what_they_are_played_as():
    assert _told("{unknown} {if unknown > 1}A{else}B{end} {if lit >}C{end}D{else}") == [
        "{unknown} B D"
    ]
    assert _told("\\{health} { {if lit}A") == ["{health} { (If you have written down “lit”: A)"]


def test_a_choice_is_one_line_however_it_is_written():
    told = story(
        node("a", choice("1", "b", text="{if lit}Go\n\non{else}Stay{end} *now*")),
        ending("b"),
        variables={"lit": Variable(type="bool")},
    )
    found = choice_of(book_of(told, "").sections[0], "1")
    assert found.text.startswith("(If you have written down “lit”: Go")
    assert found.text.endswith("on) (Otherwise: Stay) now")


def test_conditions_as_deep_as_they_may_be_are_told():
    text = "".join(f"{{if health > {depth}}}{depth} " for depth in range(30)) + "{end}" * 30
    assert "Health is more than 19: 19" in _told(text)[0]


def _told(content: str, **variables: Variable) -> list[str]:
    return [block.text for block in _blocks(content, **variables)]


def _blocks(content: str, **variables: Variable) -> tuple[Block, ...]:
    known = {
        "health": Variable(type="int", label="Health"),
        "most": Variable(type="int", initial=12),
        "lit": Variable(type="bool"),
        "luck": Variable(type="int"),
        **variables,
    }
    told = story(
        node("a", choice("1", "b", effects=("health += 1", "luck += 1")), content=content),
        ending("b"),
        variables=known,
        items={"key": Item(name="key")},
        protagonists={"ada": Protagonist(initial={"lit": True})},
    )
    return book_of(told, "").sections[0].blocks
