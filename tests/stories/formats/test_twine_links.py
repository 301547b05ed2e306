"""The link forms of Twine, in its order of precedence, in every format."""

import pytest

from emberline.stories.formats.twine.markup import Dialect
from emberline.stories.formats.twine.markup.elements.link import is_external, split_link
from tests.stories.formats.twine_scenes import codes, scene, ways

DIALECTS: tuple[Dialect, ...] = ("plain", "harlowe", "sugarcube")


@pytest.mark.parametrize(
    ("inside", "text", "target", "setter"),
    [
        ("a", "a", "a", None),
        ("a->b", "a", "b", None),
        ("b<-a", "a", "b", None),
        ("a|b", "a", "b", None),
        (" a -> b ", "a", "b", None),
        ("a->b->c", "a->b", "c", None),
        ("a<-b<-c", "b<-c", "a", None),
        ("a|b|c", "a|b", "c", None),
        ("a<-b->c", "a<-b", "c", None),
        ("a|b->c", "a|b", "c", None),
        ("a|b<-c", "c", "a|b", None),
        ("a->b][$x to 1", "a", "b", "$x to 1"),
        ("a|b][$x to 1; $y = 2", "a", "b", "$x to 1; $y = 2"),
        ("a][$x to 1", "a", "a", "$x to 1"),
        ("a->b][ ", "a", "b", None),
        ("->b", "b", "b", None),
        ("a->", "a", "a", None),
        ("", "", "", None),
    ],
)
def test_a_link_is_split_in_the_order_of_twine(
    inside: str, text: str, target: str, setter: str | None
):
    assert split_link(inside) == (text, target, setter)


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org",
        "HTTP://example.org/x",
        "mailto:a@example.org",
        "./map.html",
        "a/b.png",
    ],
)
def test_an_address_is_no_passage(address: str):
    assert is_external(address)


@pytest.mark.parametrize("name", ["The cave", "Act 1: the cave", "1.2 Cave", "Who? Me/You", "a.b"])
def test_a_name_is_no_address(name: str):
    assert not is_external(name)


@pytest.mark.parametrize("dialect", DIALECTS)
def test_each_form_is_a_choice(dialect: Dialect):
    found = scene("[[One]]\n[[Go there->Two]]\n[[Three<-Go on]]\n[[Back|Four]]", dialect)
    assert ways(found) == [
        ("One", "One"),
        ("Go there", "Two"),
        ("Go on", "Three"),
        ("Back", "Four"),
    ]
    assert [link.line for link in found.choices] == [10, 11, 12, 13]
    assert found.content == ""
    assert found.findings == ()


@pytest.mark.parametrize("dialect", DIALECTS)
def test_a_link_out_of_the_story_is_text(dialect: Dialect):
    found = scene("See [[the map->https://example.org/map]].", dialect)
    assert found.content == "See [the map](https://example.org/map)."
    assert found.choices == ()


@pytest.mark.parametrize("dialect", DIALECTS)
def test_a_link_in_a_sentence_stays_a_part_of_it(dialect: Dialect):
    found = scene("You see a [[door->Hall]].\n\n* [[Leave->Quay]]\n- [[Stay]] | [[Sit]]", dialect)
    assert found.content == "You see a door."
    assert ways(found) == [
        ("door", "Hall"),
        ("Leave", "Quay"),
        ("Stay", "Stay"),
        ("Sit", "Sit"),
    ]


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize("text", ["[[", "[[]]", "[[ ]]", "[[a", "[[[a]]]", "a]]", "[[->]]"])
def test_what_is_no_link_is_no_choice_to_nowhere(dialect: Dialect, text: str):
    found = scene(text, dialect)
    assert all(link.target.strip(" []") for link in found.choices)


def test_a_setter_happens_on_the_click_and_is_kept():
    found = scene("<<set $gold to 0>>[[Take it->Next][$gold += 5; $has_coin to true]]", "sugarcube")
    (link,) = found.choices
    assert link.effects == ("gold += 5", "has_coin = true")
    assert link.setter == "$gold += 5; $has_coin to true"


def test_a_setter_that_cannot_be_said_is_told():
    found = scene("[[Go->Next][$x to document.title]]", "sugarcube")
    assert ways(found) == [("Go", "Next")]
    assert codes(found) == ["effect_untranslated"]


def test_a_picture_may_be_a_link():
    found = scene("[img[A door|door.png][Hall][$seen to true]]\n[img[map.png]]", "sugarcube")
    assert found.pictures == ("door.png", "map.png")
    assert ways(found) == [("A door", "Hall")]
    assert found.choices[0].effects == ("seen = true",)


def test_a_target_may_be_a_variable_that_holds_a_passages_name():
    text = '<<set $way to "Hall">><<if $dark>><<set $way to "Cellar">><</if>>[[Go on|$way]]'
    found = scene(text, "sugarcube", Hall="A hall.", Cellar="A cellar.")
    assert sorted({link.target for link in found.choices}) == ["Cellar", "Hall"]
    assert all(link.condition for link in found.choices)


def test_a_text_may_be_an_expression():
    found = scene(
        "<<set $name to 'Ann'>>[[$name|Next]] [[\"Yes!\"|Next]] [[Plain|Next]]", "sugarcube"
    )
    assert [link.text for link in found.choices] == ["{name}", "Yes!", "Plain"]


@pytest.mark.parametrize(
    "text", ['<a data-passage="Hall">the door</a>', "<button data-passage='Hall'>the door</button>"]
)
def test_a_tag_may_be_a_link(text: str):
    assert ways(scene(text, "sugarcube")) == [("the door", "Hall")]
