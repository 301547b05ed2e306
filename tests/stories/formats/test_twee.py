"""Twee 3 text, read by its specification and by what older files do."""

import pytest

from emberline.stories.engine.document import Ending, Node, Position
from emberline.stories.formats.report import Imported, UnreadableError
from emberline.stories.formats.twine.read import read_twee

HEAD = """\
:: StoryTitle
The Ferry

:: StoryData
{"ifid": "D674C58C-DEFA-4F70-B7A2-27742230C0FC"}

"""


def imported(text: str, name: str = "file") -> Imported:
    (found,) = read_twee(text, name)
    return found


def node(found: Imported, key: str) -> Node:
    return next(node for node in found.story.nodes if node.key == key)


def codes(found: Imported) -> list[str]:
    return [finding.code for finding in found.findings]


def test_a_plain_story_is_read_without_a_finding():
    found = imported(HEAD + ":: Start\nA quay.\n\n[[Board->Deck]]\n\n:: Deck\nYou float.\n")
    assert found.story.title == "The Ferry"
    assert [node.key for node in found.story.nodes] == ["Start", "Deck"]
    assert node(found, "Start").start
    assert node(found, "Start").content == "A quay."
    assert [(way.text, way.to) for way in node(found, "Start").choices] == [("Board", "Deck")]
    assert found.findings == ()
    assert (found.reachable.before, found.reachable.after) == (1, 1)


def test_a_passage_without_links_is_an_ending_named_after_it():
    found = imported(HEAD + ":: Start\n[[Deck]]\n\n:: Deck\nYou float.\n")
    assert node(found, "Deck").type == "ending"
    assert node(found, "Deck").ending == Ending(name="Deck")
    assert node(found, "Start").ending is None


@pytest.mark.parametrize(
    ("header", "name", "tags"),
    [
        (":: Deck", "Deck", ()),
        ("::Deck", "Deck", ()),
        (":: Upper deck  ", "Upper deck", ()),
        (":: Deck [wet cold]", "Deck", ("wet", "cold")),
        (":: Deck[wet]", "Deck", ("wet",)),
        (":: Deck []", "Deck", ()),
        (r":: Deck \[lower\] [wet]", "Deck [lower]", ("wet",)),
        (r":: Deck \{1\} {}", "Deck {1}", ()),
        (r":: C:\\deck\\q", r"C:\deck\q", ()),
        (r":: De\ck", "Deck", ()),
        (r":: Deck [a\]b c\\d]", "Deck", ("a]b", r"c\d")),
        (r":: \ Deck\ ", " Deck ", ()),
        (":: Deck\\", "Deck\\", ()),
        (":: Über] Deck", "Über] Deck", ()),
    ],
)
def test_a_header_is_read_with_its_escapes(header, name, tags):
    found = imported(f"{HEAD}{header}\nYou float.\n")
    assert [(node.title, node.tags) for node in found.story.nodes] == [(name, tags)]
    assert codes(found) == ["no_start"]


def test_position_and_size_and_unknown_metadata_are_kept():
    header = ':: Start [a] {"position":"600,-40.5","size":"100,200","colour":{"of":"sea"}}'
    start = node(imported(f"{HEAD}{header}\nA quay.\n"), "Start")
    assert start.position == Position(x=600, y=-40.5)
    assert start.twine["size"] == "100,200"
    assert start.twine["metadata"] == {"colour": {"of": "sea"}}


@pytest.mark.parametrize(
    "metadata",
    ["{position}", '{"position":"1,2"', '{"position":"1,2"} x', '{"a":' * 500 + "1" + "}" * 500],
)
def test_broken_metadata_is_told_and_the_passage_goes_on(metadata):
    found = imported(f"{HEAD}:: Start [a] {metadata}\nA quay.\n")
    assert node(found, "Start").content == "A quay."
    assert node(found, "Start").tags == ("a",)
    assert node(found, "Start").position is None
    assert [(each.code, each.line) for each in found.findings] == [("broken_metadata", 7)]


@pytest.mark.parametrize("header", [":: Start [a b", ":: Start [a b] c"])
def test_what_is_wrong_with_tags_is_told_by_line(header):
    found = imported(f"{HEAD}{header}\nA quay.\n")
    assert node(found, "Start").tags == ("a", "b")
    assert [(each.code, each.line) for each in found.findings] == [("broken_header", 7)]


def test_a_position_of_twee_2_behind_the_tags_is_understood():
    start = node(imported(f"{HEAD}:: Start [a] <5,25>\nA quay.\n"), "Start")
    assert start.position == Position(x=5, y=25)


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_line_endings_and_a_byte_order_mark_change_nothing(ending):
    text = "\ufeff" + HEAD + ":: Start\nA quay.\n\nAnd rain.\n\n\n:: {bad\nx\n"
    found = imported(text.replace("\n", ending))
    assert node(found, "Start").content == "A quay.\n\nAnd rain."
    assert [each.line for each in found.findings if each.code == "broken_metadata"] == [13]


def test_blank_lines_at_the_end_of_a_passage_are_no_part_of_it():
    found = imported(HEAD + ":: Start\nA quay. <<zap>>\n \n\t\n\n:: Deck\nYou float.\n")
    assert node(found, "Start").content == "A quay. <<zap>>"


def test_colons_that_are_escaped_begin_no_passage():
    found = imported(HEAD + ":: Start\nA quay.\n\\:: not a passage\n::Deck\nYou float.\n")
    assert node(found, "Start").content == "A quay.\n:: not a passage"
    assert [node.key for node in found.story.nodes] == ["Start", "Deck"]


def test_text_before_the_first_passage_is_left_out_and_told():
    found = imported("Notes to myself\n" + HEAD + ":: Start\nA quay.\n")
    assert [(each.code, each.line) for each in found.findings] == [("text_before_first_passage", 1)]
    assert len(found.story.nodes) == 1


def test_of_two_passages_with_one_name_links_lead_to_the_later_and_none_is_lost():
    found = imported(HEAD + ":: Start\n[[Deck]]\n\n:: Deck\nFirst.\n\n:: Deck\nSecond.\n")
    assert node(found, "Deck").content == "Second."
    assert node(found, "Deck 2").content == "First."
    assert [(each.code, each.line) for each in found.findings] == [("duplicate_passage", 10)]


def test_a_passage_without_a_name_gets_one():
    found = imported(HEAD + ":: Start\n[[Deck]]\n\n::\nFirst.\n\n:: [wet]\nSecond.\n")
    assert [node.key for node in found.story.nodes] == [
        "Start",
        "Untitled Passage",
        "Untitled Passage 2",
    ]
    assert codes(found) == ["unnamed_passage", "unnamed_passage"]


def test_without_story_title_the_file_names_the_story():
    found = imported(':: StoryData\n{"ifid":"ABCD-1234"}\n\n:: Start\nA quay.\n', "ferry")
    assert found.story.title == "ferry"
    assert codes(found) == ["no_title"]


def test_without_story_data_the_passage_start_begins():
    found = imported(":: StoryTitle\nX\n\n:: Deck\nYou float.\n\n:: Start\nA quay.\n")
    assert node(found, "Start").start
    assert not node(found, "Deck").start
    assert codes(found) == []


def test_neither_story_data_nor_start_is_told_and_the_first_scene_begins():
    found = imported(":: StoryTitle\nX\n\n:: Code [script]\nx()\n\n:: Deck\nYou float.\n")
    assert node(found, "Deck").start
    assert set(codes(found)) == {"no_start", "not_run"}


def test_story_data_names_the_start():
    data = '{"ifid":"D674C58C-DEFA-4F70-B7A2-27742230C0FC","start":"Deck"}'
    found = imported(f":: StoryTitle\nX\n\n:: StoryData\n{data}\n\n:: Start\nA\n\n:: Deck\nB\n")
    assert [node.key for node in found.story.nodes if node.start] == ["Deck"]
    assert found.findings == ()


def test_a_start_that_does_not_exist_is_told():
    data = '{"ifid":"D674C58C-DEFA-4F70-B7A2-27742230C0FC","start":"Attic"}'
    found = imported(f":: StoryTitle\nX\n\n:: StoryData\n{data}\n\n:: Deck\nB\n\n:: Start\nA\n")
    assert [node.key for node in found.story.nodes if node.start] == ["Start"]
    assert codes(found) == ["missing_start"]


@pytest.mark.parametrize("data", ['{"ifid": "D674', "[1]", "", "ifid: 7", '{"ifid": 1e999}'])
def test_broken_story_data_is_told_and_the_story_goes_on(data):
    found = imported(f":: StoryTitle\nX\n\n:: StoryData\n{data}\n\n:: Start\nA quay.\n")
    assert node(found, "Start").content == "A quay."
    assert "broken_story_data" in codes(found)
    assert {each.line for each in found.findings} == {5}


def test_values_of_the_wrong_kind_in_story_data_are_told_and_left_out():
    data = '{"ifid": "D674C58C-DEFA", "zoom": "big", "tag-colors": ["red"], "start": 3, "mine": 4}'
    found = imported(f":: StoryTitle\nX\n\n:: StoryData\n{data}\n\n:: Start\nA quay.\n")
    assert codes(found) == ["broken_story_data"] * 3
    assert found.story.twine["data"] == {"mine": 4}
    assert "zoom" not in found.story.twine


def test_scripts_and_stylesheets_are_kept_and_are_no_nodes():
    text = ":: Start\nA quay.\n\n:: Code [script]\n[[not a link]]\n\n:: Look [stylesheet]\np {}\n"
    found = imported(HEAD + text)
    assert [node.key for node in found.story.nodes] == ["Start"]
    kept = {each["name"]: each for each in found.story.twine["passages"]}
    assert kept["Code"]["text"] == "[[not a link]]"
    assert kept["Look"]["tags"] == ["stylesheet"]
    assert codes(found) == ["not_run", "not_run"]


SUGARCUBE = HEAD.replace('"}', '","format":"SugarCube"}')
HARLOWE = HEAD.replace('"}', '","format":"Harlowe"}')


def test_what_story_init_sets_is_what_variables_begin_with():
    text = ":: StoryInit\n<<set $gold to 5>><<set $name to 'Ann'>>\n\n:: Start\nYou have $gold.\n"
    found = imported(SUGARCUBE + text)
    variables = found.story.variables
    assert (variables["gold"].type, variables["gold"].initial) == ("int", 5)
    assert (variables["name"].type, variables["name"].initial) == ("string", "Ann")
    assert node(found, "Start").on_enter == ()
    assert found.findings == ()


def test_what_a_startup_passage_of_harlowe_sets_is_what_variables_begin_with():
    text = ":: Before [startup]\n(set: $gold to 5)\n\n:: Start\nYou have $gold.\n"
    found = imported(HARLOWE + text)
    assert found.story.variables["gold"].initial == 5
    assert [node.key for node in found.story.nodes] == ["Start"]


def test_what_is_no_plain_value_happens_in_the_first_scene():
    text = ":: StoryInit\n<<set $a to 5>><<set $b to $a * 2>><<set $a to 1>>\n\n:: Start\n$a $b\n"
    found = imported(SUGARCUBE + text)
    assert found.story.variables["a"].initial == 5
    assert node(found, "Start").on_enter == ("b = a * 2", "a = 1")


def test_passages_around_every_scene_are_told_and_kept():
    shown = ":: PassageHeader\nThe ferry\n\n:: StoryMenu\n[[Help]]\n\n"
    text = shown + ":: Start\nA quay.\n\n:: Help\nNo.\n"
    found = imported(SUGARCUBE + text)
    assert [node.key for node in found.story.nodes] == ["Start", "Help"]
    assert codes(found) == ["not_shown", "not_shown"]
    assert (found.reachable.before, found.reachable.after) == (1, 0.5)


def test_tags_of_one_format_are_an_authors_own_in_another():
    text = ":: Start [header]\nA quay.\n"
    assert len(imported(SUGARCUBE + text).story.nodes) == 1
    with pytest.raises(UnreadableError):
        imported(HARLOWE + text)


def test_the_author_is_told_by_its_passage():
    found = imported(SUGARCUBE + ":: StoryAuthor\nAnn Vane\n\n:: Start\nA quay.\n")
    assert found.story.author == "Ann Vane"


def test_a_passage_that_is_only_shown_in_others_is_no_node():
    text = ":: Start\n<<include 'Rain'>>\n[[Deck]]\n\n:: Rain\nIt rains.\n\n:: Deck\nYou float.\n"
    found = imported(SUGARCUBE + text)
    assert [node.key for node in found.story.nodes] == ["Start", "Deck"]
    assert "It rains." in node(found, "Start").content
    assert (found.reachable.before, found.reachable.after) == (1, 1)


def test_several_links_to_one_place_have_keys_of_their_own():
    found = imported(HEAD + ":: Start\n[[Go->The Deck]]\n[[Go->The Deck]]\n[[!!->The Deck]]\n")
    assert [way.key for way in node(found, "Start").choices] == [
        "the-deck",
        "the-deck-2",
        "the-deck-3",
    ]


def test_a_target_that_does_not_exist_stays():
    found = imported(HEAD + ":: Start\n[[Attic]]\n")
    assert [way.to for way in node(found, "Start").choices] == ["Attic"]


def test_logic_of_another_format_is_told_once():
    found = imported(HEAD.replace('"}', '","format":"Chapbook"}') + ":: Start\n[if x]\n[[Start]]\n")
    assert codes(found) == ["foreign_format"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "no_passages"),
        ("No colons at all.\n", "no_passages"),
        (" :: Start\nindented", "no_passages"),
        (HEAD, "no_scenes"),
        (":: Code [script]\nx()", "no_scenes"),
        ("::a\n" * 200_002, "too_large"),
    ],
)
def test_a_text_without_a_story_is_refused_with_findings(text, code):
    with pytest.raises(UnreadableError) as refused:
        read_twee(text, "file")
    assert code in {finding.code for finding in refused.value.findings}


def test_half_a_character_becomes_one_that_can_be_written():
    found = imported(HEAD + ":: Start\nA \ud83d quay.\n")
    assert node(found, "Start").content == "A \ufffd quay."
