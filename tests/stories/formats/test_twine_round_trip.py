"""From Twee to a document and back, from Twine to Twee: nothing that Twine can hold is lost."""

import html
import re
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from emberline.stories.engine.document import Choice, Ending, Node, Puzzle, Roll, Story, Timer
from emberline.stories.formats.report import UnreadableError
from emberline.stories.formats.twine.export import write_twee
from emberline.stories.formats.twine.html import parse_html
from emberline.stories.formats.twine.passages import Passage, Source
from emberline.stories.formats.twine.read import read_twee, read_twine
from emberline.stories.formats.twine.special import role_of
from emberline.stories.formats.twine.twee import parse_twee, twee_of
from tests.stories.formats.documents import STORIES

replace = msgspec.structs.replace

FERRY = """\
:: StoryTitle
The Ferry

:: StoryData
{
  "ifid": "D674C58C-DEFA-4F70-B7A2-27742230C0FC",
  "format": "SugarCube",
  "format-version": "2.36.1",
  "start": "Quay",
  "tag-colors": {
    "wet": "blue"
  },
  "zoom": 0.25,
  "mine": [
    1
  ]
}

:: Look [stylesheet]
p > b { color: red }

:: StoryInit
<<set $gold to 5>>
<<set $luck to random(1, 6)>>

:: Quay [wet cold] {"position":"600,-40.5","size":"100,200","mine":{"a":null}}

  A quay, ''grey''. You have $gold.
<<if $gold gt 3>>[[Pay|Deck][$gold -= 3]]<<else>>Poor you.<</if>>

\\:: no passage
Or [[swim->The {deep\\]][x]]. <<nobody "knows">>

:: Rain {"position":"bad"}
It rains on [[Quay<-the quay]].

:: Code [script]
window.x = "[[no]]";

:: Deck [wet]
You float. <<include "Rain">>
"""


def stored(story: Story) -> Story:
    """`story` as it comes back from where it was stored."""
    return msgspec.json.decode(msgspec.json.encode(story), type=Story)


def there_and_back(text: str) -> str:
    (found,) = read_twee(text, "file")
    return write_twee(stored(found.story)).text


def test_a_story_of_twee_comes_back_letter_by_letter():
    assert there_and_back(FERRY) == FERRY


def test_a_story_of_twee_comes_back_from_harlowe_too():
    text = FERRY.replace("SugarCube", "Harlowe").replace("<<", "(print: 1)<<")
    assert there_and_back(text) == text


def test_a_story_of_twine_comes_back_as_twee():
    told = parse_twee(FERRY, "")
    written = _html(told.title, told.data, told.passages)
    (source,), (found,) = parse_html(written, "file"), read_twine(written, "file")
    back = parse_twee(write_twee(stored(found.story)).text, "")
    assert _held(back) == _held(source)


def test_only_the_passage_that_was_edited_is_written_anew():
    (found,) = read_twee(FERRY, "file")
    nodes = [
        replace(node, content="A wharf.") if node.key == "Quay" else node
        for node in found.story.nodes
    ]
    before = {passage.name: passage for passage in parse_twee(FERRY, "").passages}
    after = parse_twee(write_twee(replace(found.story, nodes=tuple(nodes))).text, "").passages
    changed = [passage.name for passage in after if passage.text != before[passage.name].text]
    assert changed == ["Quay"]
    quay = next(passage for passage in after if passage.name == "Quay")
    assert quay.text.startswith("A wharf.")
    assert quay.metadata == before["Quay"].metadata


def test_a_node_that_is_new_becomes_a_passage():
    (found,) = read_twee(FERRY, "file")
    story = replace(found.story, nodes=(*found.story.nodes, Node(key="hold", title="The Hold")))
    before, after = (parse_twee(text, "").passages for text in (FERRY, write_twee(story).text))
    assert [each.name for each in after] == [*(each.name for each in before), "The Hold"]
    assert [each.text for each in after[:-1]] == [each.text for each in before]


def test_links_follow_a_passage_that_is_renamed():
    (found,) = read_twee(FERRY, "file")
    nodes = [
        replace(node, title="Upper Deck") if node.key == "Deck" else node
        for node in found.story.nodes
    ]
    back = write_twee(replace(found.story, nodes=tuple(nodes))).text
    (again,) = read_twee(back, "file")
    quay = next(node for node in again.story.nodes if node.key == "Quay")
    assert "Upper Deck" in {way.to for way in quay.choices}
    assert "Deck" not in {way.to for way in quay.choices}


def test_a_value_that_variables_begin_with_is_written_where_it_was_changed():
    (found,) = read_twee(FERRY, "file")
    gold = replace(found.story.variables["gold"], initial=9)
    story = replace(found.story, variables={**found.story.variables, "gold": gold})
    (again,) = read_twee(write_twee(story).text, "file")
    assert again.story.variables["gold"].initial == 9


def test_a_story_that_never_was_in_twine_is_written_for_sugarcube_and_read_again():
    nodes = (
        Node(
            key="quay",
            title="The Quay",
            content="A *grey* quay, **wet**.\n\n{if gold > 3}You have {gold}.{else}Poor.{end}",
            start=True,
            on_enter=("gold += 1", 'give("rope")'),
            choices=(
                Choice(
                    key="a", text="Pay", to="deck", condition="gold >= 3", effects=("gold -= 3",)
                ),
                Choice(key="b", text="Climb", to="deck", condition='has("rope")'),
                Choice(key="c", text="Swim -> out", to="deck"),
            ),
        ),
        Node(key="deck", title="The [Deck]", content="Cost: \\{five} $name << 2", type="ending"),
    )
    story = Story(format="emberline-story/1", title="The Ferry", author="Ann Vane", nodes=nodes)
    (declared,) = read_twee(write_twee(story).text, "file")
    (again,) = read_twee(write_twee(stored(declared.story)).text, "file")
    assert again.story == declared.story
    quay, deck = again.story.nodes
    assert quay.content == nodes[0].content
    assert quay.on_enter == ("gold += 1", "give(rope)")
    assert [(way.text, way.to) for way in quay.choices] == [
        ("Pay", "The [Deck]"),
        ("Climb", "The [Deck]"),
        ("Swim -> out", "The [Deck]"),
    ]
    assert quay.choices[0].condition == "gold >= 3"
    assert quay.choices[0].effects == ("gold -= 3",)
    assert quay.choices[1].condition == "has(rope)"
    assert deck.content == nodes[1].content
    assert again.story.author == "Ann Vane"


def test_a_node_that_is_edited_is_written_in_the_markup_of_its_story():
    text = FERRY.replace("SugarCube", "Harlowe")
    (found,) = read_twee(text, "file")
    way = Choice(
        key="1",
        text="Pay",
        to="Rain",
        condition='gold > 3 and not visited("Rain")',
        effects=("gold -= 3",),
    )
    nodes = [
        replace(node, content="{if gold == 1}One{else}{gold}{end}", choices=(way,))
        if node.key == "Deck"
        else node
        for node in found.story.nodes
    ]
    back = parse_twee(write_twee(replace(found.story, nodes=tuple(nodes))).text, "").passages
    deck = next(passage.text for passage in back if passage.name == "Deck")
    assert deck == (
        "(if: $gold is 1)[One](else:)[$gold]\n\n"
        '(if: ($gold > 3) and (not ((history:) contains "Rain")))'
        '[(link: "Pay")[(set: $gold to it - 3)(goto: "Rain")]]'
    )


def test_a_node_of_a_format_that_is_not_known_is_written_without_logic():
    text = FERRY.replace("SugarCube", "Chapbook")
    (found,) = read_twee(text, "file")
    way = Choice(key="1", text="Pay", to="Rain", condition="gold > 3", effects=("gold -= 3",))
    nodes = [
        replace(node, content="A deck.", choices=(way,)) if node.key == "Deck" else node
        for node in found.story.nodes
    ]
    written = write_twee(replace(found.story, nodes=tuple(nodes)))
    back = parse_twee(written.text, "").passages
    assert next(passage.text for passage in back if passage.name == "Deck") == (
        "A deck.\n\n[[Pay->Rain]]"
    )
    assert [finding.code for finding in written.findings] == ["lost_effect", "lost_condition"]


def test_time_that_runs_out_for_a_whole_scene_comes_back():
    timer = Timer(seconds=10, default="stay")
    ways = (
        Choice(key="run", text="Run", to="b", timer=timer),
        Choice(key="stay", text="Stay", to="c"),
    )
    nodes = (
        Node(key="a", content="Quick!", choices=ways, start=True),
        Node(key="b"),
        Node(key="c"),
    )
    story = Story(format="emberline-story/1", title="X", nodes=nodes)
    written = write_twee(story)
    assert "lost_timer" not in {finding.code for finding in written.findings}
    (again,) = read_twee(written.text, "file")
    run, *more = again.story.nodes[0].choices
    assert (run.text, run.timer is not None and run.timer.seconds) == ("Run", 10)
    lapse = next(way for way in more if run.timer is not None and way.key == run.timer.default)
    assert lapse.to == "c"


STAYING = """\
:: StoryTitle
X

:: StoryData
{"ifid": "D674C58C-DEFA-4F70-B7A2-27742230C0FC", "format": "SugarCube"}

:: Start
<<set $gold to 1>>A <<linkreplace "box">>ring<</linkreplace>>. [[On->End]]

:: End
The <<linkreplace "lid">>dark<</linkreplace>>.
"""


def test_clicks_that_stay_in_a_scene_lead_to_it_again_and_do_not_repeat_what_it_does():
    (found,) = read_twee(STAYING, "file")
    nodes = {node.key: node for node in found.story.nodes}
    box = next(way for way in nodes["Start"].choices if way.text == "box")
    again = nodes[box.to]
    assert "gold = 1" in nodes["Start"].on_enter
    assert "gold = 1" not in again.on_enter
    assert again.content == nodes["Start"].content
    assert again.choices == nodes["Start"].choices
    ends = [node for node in found.story.nodes if node.is_ending]
    assert [node.title for node in ends] == ["End"]
    assert found.reachable.after == 1


def test_nodes_that_one_passage_gave_go_back_into_one_passage():
    (found,) = read_twee(STAYING, "file")
    back = parse_twee(write_twee(stored(found.story)).text, "")
    assert _held(back) == _held(parse_twee(STAYING, ""))


def test_what_twine_cannot_hold_is_told():
    choices = (
        Choice(key="a", text="Roll", roll=Roll(dice="2d6", target=7, success="b", failure="b")),
        Choice(key="b", text="Wait", to="b", timer=Timer(seconds=5), locked_text="No."),
        Choice(key="c", text="Once", to="b", once=True, effects=("unlock(brave)",), letter="A"),
        Choice(key="d", text="Else", to="b", fallback=True, consequences="Wet."),
    )
    nodes = (
        Node(key="a", start=True, choices=choices, note="why"),
        Node(key="b", puzzle=Puzzle(kind="text", success="c"), ending=Ending(name="X", tone="sad")),
        Node(key="c", type="ending"),
    )
    story = Story(format="emberline-story/1", title="X", nodes=nodes, description="Of a quay")
    written = write_twee(story)
    assert {finding.code for finding in written.findings} == {
        "ifid_made",
        "lost_achievement",
        "lost_consequences",
        "lost_ending",
        "lost_fallback",
        "lost_letter",
        "lost_locked_text",
        "lost_note",
        "lost_once",
        "lost_puzzle",
        "lost_roll",
        "lost_story",
        "lost_timer",
    }
    (again,) = read_twee(written.text, "file")
    assert again.reachable.after == 1


def test_an_ifid_that_is_made_up_is_the_same_every_time():
    story = Story(format="emberline-story/1", title="X", nodes=(Node(key="a", start=True),))
    first, second = (parse_twee(write_twee(story).text, "").data["ifid"] for _ in range(2))
    assert first == second
    assert re.fullmatch(r"[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}", first)


def test_nodes_with_one_title_have_passages_of_their_own():
    choices = (Choice(key="1", text="Go", to="b"),)
    nodes = (
        Node(key="a", title="Room", start=True, choices=choices),
        Node(key="b", title="Room"),
        Node(key="c", title="StoryInit"),
    )
    story = Story(format="emberline-story/1", title="X", nodes=nodes)
    (again,) = read_twee(write_twee(story).text, "file")
    assert [node.key for node in again.story.nodes] == ["Room", "Room 2", "StoryInit 2"]
    assert again.story.nodes[0].choices[0].to == "Room 2"


LINE = st.sampled_from(
    [
        "",
        "  ",
        ":: Start",
        "\\:: x",
        "\\\\:: x",
        "::",
        "[[Start]] and [[a->b]] [[c|d][$x to 1]]",
        "<<set $x to 1>><<if $x is 1>>y<<else>>z<</if>>",
        "(set: $x to 1)(if: $x is 1)[y](else:)[z]",
        "{if x} \\{ } &amp; </tw-passagedata> <b>",
    ]
)
BODIES = st.lists(LINE | st.text(max_size=20), max_size=4).map("\n".join)
WORDS = st.text(st.characters(exclude_categories=["Cs", "Z", "C"]), min_size=1, max_size=6)
NAMES = st.lists(WORDS, min_size=1, max_size=2).map(" ".join) | st.sampled_from(
    ["Start", " padded ", "a[b]{c}\\", "StoryInit", "x y"]
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=4), inner),
    max_leaves=4,
)
PASSAGES = st.builds(
    Passage,
    name=NAMES,
    tags=st.lists(WORDS | st.sampled_from(["script", "widget", "startup"]), max_size=2).map(tuple),
    metadata=st.dictionaries(st.sampled_from(["position", "size", "x"]), JSON)
    | st.just({"position": "12,-5.25", "size": "100,100"}),
    text=BODIES,
)
DATA = st.fixed_dictionaries(
    {"ifid": st.just("D674C58C-DEFA-4F70-B7A2-27742230C0FC")},
    optional={
        "format": st.sampled_from(["SugarCube", "Harlowe", "Chapbook", "Mine"]),
        "format-version": st.text(max_size=4),
        "start": NAMES,
        "zoom": st.integers(1, 9) | st.just(0.25),
        "tag-colors": st.dictionaries(WORDS, st.just("red"), max_size=2),
        "tags": st.just("one two"),
        "mine": JSON,
    },
)
STORY_PASSAGES = st.lists(PASSAGES, min_size=1, max_size=5, unique_by=lambda passage: passage.name)


@given(WORDS, DATA, STORY_PASSAGES)
def test_whatever_twee_holds_comes_back(title, data, passages):
    source = parse_twee(twee_of(title, data, passages), "file")
    assert source.data == data
    assert [(p.name, p.tags, p.metadata) for p in source.passages] == [
        (p.name, p.tags, p.metadata) for p in passages
    ]
    try:
        (found,) = read_twee(twee_of(title, data, passages), "file")
    except UnreadableError:
        assert not any(_is_scene(passage, data) for passage in passages)
        return
    back = parse_twee(write_twee(stored(found.story)).text, "file")
    assert _held(back) == _held(source)


@given(WORDS, DATA, STORY_PASSAGES)
def test_whatever_twine_holds_comes_back_as_twee(title, data, passages):
    written = _html(title, data, passages)
    (source,) = parse_html(written, "file")
    try:
        (found,) = read_twine(written, "file")
    except UnreadableError:
        return
    back = parse_twee(write_twee(stored(found.story)).text, "file")
    assert _held(back) == _held(source)


@given(st.text() | st.lists(LINE | st.text(max_size=9)).map("\n".join))
def test_no_text_is_too_strange_for_twee(text):
    try:
        (found,) = read_twee(text, "file")
    except UnreadableError:
        return
    assert parse_twee(write_twee(stored(found.story)).text, "file").passages


TAGS = st.sampled_from(
    [
        "<tw-storydata",
        "</tw-storydata>",
        "<tw-passagedata",
        "</tw-passagedata>",
        "<script>",
        "</script>",
        "<style ",
        "<tw-tag name=a",
        "<!--",
        "-->",
        ' name="a"',
        " pid='1'",
        ">",
        "&lt;",
        "[[a]]",
    ]
)


@given(st.lists(TAGS | st.text(max_size=5), max_size=12).map("".join))
def test_no_text_is_too_strange_for_twine(text):
    try:
        found = read_twine(text, "file")
    except UnreadableError:
        return
    assert all(write_twee(stored(each.story)).text for each in found)


@given(STORIES)
def test_any_document_can_be_written_and_the_text_be_read(story):
    written = write_twee(story)
    passages = parse_twee(written.text, "file").passages
    assert len({passage.name for passage in passages}) == len(passages)
    assert len(passages) >= len(story.nodes)


def _is_scene(passage: Passage, data: dict[str, Any]) -> bool:
    sources = {"SugarCube": "sugarcube", "Harlowe": "harlowe"}
    dialects = [sources[data["format"]]] if data.get("format") in sources else ["plain", "harlowe"]
    return all(role_of(passage.name, passage.tags, dialect) == "scene" for dialect in dialects)


def _held(source: Source) -> tuple[object, ...]:
    """What a source says, without what a story may start with by default."""
    data = {key: value for key, value in source.data.items() if key != "start"}
    passages = [
        (passage.name, passage.tags, passage.metadata, passage.text.rstrip(" \t\n"))
        for passage in source.passages
    ]
    return source.title, data, passages


def _html(title: str, data: Mapping[str, Any], passages: Sequence[Passage]) -> str:
    """A story as Twine 2 writes it."""
    pids = {passage.name: str(number) for number, passage in enumerate(passages, 1)}
    shown = {key: data[key] for key in ("ifid", "format", "format-version", "zoom") if key in data}
    shown |= {"name": title, "startnode": pids.get(data.get("start", ""), "")}
    parts = [f"<tw-storydata {_attributes(shown)} hidden>"]
    for name, colour in data.get("tag-colors", {}).items():
        parts.append(f"<tw-tag {_attributes({'name': name, 'color': colour})}></tw-tag>")
    for passage in passages:
        placed = {key: str(passage.metadata.get(key, "")) for key in ("position", "size")}
        told = {"pid": pids[passage.name], "name": passage.name, "tags": " ".join(passage.tags)}
        text = html.escape(passage.text)
        parts.append(f"<tw-passagedata {_attributes(told | placed)}>{text}</tw-passagedata>")
    return "\n".join((*parts, "</tw-storydata>"))


def _attributes(values: dict[str, Any]) -> str:
    return " ".join(f'{name}="{html.escape(str(value))}"' for name, value in values.items())
