"""Flow diagrams: every node and way on is there, whatever the texts say."""

import re
from functools import partial
from itertools import combinations
from typing import Any
from xml.etree import ElementTree

import msgspec
import pytest
from hypothesis import given

from emberline.stories.engine.document import (
    Choice,
    Node,
    Position,
    Puzzle,
    Roll,
    Story,
    Timer,
)
from emberline.stories.formats.flow.dot import dot
from emberline.stories.formats.flow.mermaid import mermaid
from emberline.stories.formats.flow.svg import svg
from tests.stories.formats.documents import STORIES, calls_of, corridor, node, story

NAMESPACE = "{http://www.w3.org/2000/svg}"
NASTY = [
    '"quoted" and \\ back',
    "<script>alert(1)</script> &amp; #quot;",
    "end",
    "a -->|b| c; d{{e}}",
    "1. list",
    "two\nlines\tand\x00more",
    "\u202eturned",
    "漢字の長い題名がここにありますから切られます",
]
TALE = story(
    Node(
        key="quay",
        title="The quay",
        choices=(
            Choice(key="1", letter="A", text="Board", to="ferry", condition="coin > 1"),
            Choice(key="2", text="Wait", to="quay", timer=Timer(seconds=30)),
            Choice(
                key="3",
                text="Jump",
                roll=Roll(dice="2d6", modifier="nerve", target=7, success="ferry", failure="sea"),
            ),
        ),
    ),
    Node(key="ferry", title="The ferry", type="ending"),
    Node(key="riddle", puzzle=Puzzle(kind="text", success="ferry", failure="quay")),
)


def drawn(given_story: Story) -> ElementTree.Element:
    return ElementTree.fromstring(svg(given_story))


def boxes_of(picture: ElementTree.Element) -> dict[str, tuple[float, float]]:
    """The corners of the boxes by their whole titles."""
    corners = {}
    for group in picture.iterfind(f"{NAMESPACE}g"):
        frame = group.find(f"{NAMESPACE}rect")
        if frame is not None:
            title = group.findtext(f"{NAMESPACE}title") or ""
            corners[title] = (float(frame.attrib["x"]), float(frame.attrib["y"]))
    return corners


def classes_of(picture: ElementTree.Element) -> dict[str, str]:
    groups = picture.iterfind(f"{NAMESPACE}g")
    return {group.findtext(f"{NAMESPACE}title") or "": group.attrib["class"] for group in groups}


def nasty() -> Story:
    keys = [f"k{place}" for place in range(len(NASTY))]
    nodes = [
        Node(
            key=key,
            title=text,
            choices=(Choice(key="1", text=text, to=keys[place - 1], condition=text),),
        )
        for place, (key, text) in enumerate(zip(keys, NASTY, strict=True))
    ]
    return story(*nodes, title=NASTY[1])


def test_mermaid_has_a_line_for_each_node_and_way_on():
    assert mermaid(TALE).splitlines()[:13] == [
        "flowchart TD",
        "    accTitle: Lamps",
        '    n0["The quay"]',
        "    class n0 start",
        '    n1(["The ferry"])',
        "    class n1 ending",
        '    n2{{"riddle"}}',
        "    class n2 puzzle",
        '    n3[/"sea"/]',
        "    class n3 missing",
        '    n0 -.->|"A#58; Board"| n1',
        '    n0 -->|"Wait (30 s)"| n0',
        '    n0 -->|"Jump (2d6 #43; nerve) ≥ 7"| n1',
    ]
    assert '    n0 -->|"Jump (2d6 #43; nerve) #60; 7"| n3' in mermaid(TALE).splitlines()
    assert '    n2 -->|"solved"| n1\n    n2 -->|"not solved"| n0\n' in mermaid(TALE)


def test_dot_has_a_line_for_each_node_and_way_on():
    lines = dot(TALE).splitlines()
    assert lines[0] == "digraph story {"
    assert lines[-1] == "}"
    assert [line.split(" [")[0].strip() for line in lines if line.startswith("    n")] == [
        "node",
        "n0",
        "n1",
        "n2",
        "n3",
        "n0 -> n1",
        "n0 -> n0",
        "n0 -> n1",
        "n0 -> n3",
        "n2 -> n1",
        "n2 -> n0",
    ]
    assert '    n0 -> n1 [label="A: Board", style=dashed, tooltip="coin > 1"];' in lines
    assert '    n0 -> n3 [label="Jump (2d6 + nerve) < 7"];' in lines


def test_a_picture_has_every_box_and_way_on_with_its_kind():
    assert classes_of(drawn(TALE)) == {
        "The quay": "box scene start",
        "The ferry": "box ending",
        "riddle": "box puzzle",
        "sea": "box missing",
        "A: Board [coin > 1]": "way asked",
        "Wait (30 s)": "way",
        "Jump (2d6 + nerve) ≥ 7": "way",
        "Jump (2d6 + nerve) < 7": "way to-missing",
        "solved": "way",
        "not solved": "way",
    }


def test_a_picture_tells_those_who_do_not_see_it_what_it_is():
    picture = drawn(TALE)
    assert picture.attrib["role"] == "img"
    named = {element.attrib.get("id"): element.text for element in picture}
    title, description = picture.attrib["aria-labelledby"].split()
    assert named[title] == "Lamps"
    assert named[description] == (
        "3 scenes, 1 of them endings; 6 ways on; it starts at The quay; 1 targets are missing."
    )


def test_a_picture_needs_nothing_else_and_knows_the_dark():
    picture = svg(TALE)
    assert "prefers-color-scheme:dark" in picture
    assert "http" not in picture.replace("http://www.w3.org/2000/svg", "")
    assert "@import" not in picture


def test_nothing_of_a_text_is_markup_in_mermaid():
    plain = r'[^"<>&\\;#|{}\[\]`\n]*'
    label = rf"(?:{plain}(?:#\d+;)?)*"
    line = re.compile(
        rf"    (?:n\d+(?:\[\"{label}\"\]|\(\[\"{label}\"\]\))|class n\d+ \w+"
        rf"|n\d+ -\.?->(?:\|\"{label}\"\|)? n\d+|accTitle: {plain}|classDef .*)"
    )
    lines = mermaid(nasty()).splitlines()
    assert [text for text in lines[1:] if not line.fullmatch(text)] == []
    assert '["1#46; list"]' in mermaid(nasty())


def test_nothing_of_a_text_is_markup_in_dot():
    line = re.compile(r'[^"]*(?:"(?:[^"\\]|\\["\\])*"[^"]*)*')
    lines = dot(nasty()).splitlines()
    assert [text for text in lines if not line.fullmatch(text)] == []
    assert r'label="\"quoted\" and \\ back"' in dot(nasty())
    assert "&amp;amp; #quot;" in dot(nasty())


def test_nothing_of_a_text_is_markup_in_a_picture():
    picture = drawn(nasty())
    titles = set(boxes_of(picture))
    assert "<script>alert(1)</script> &amp; #quot;" in titles
    assert "two lines and more" in titles
    assert picture.find(f".//{NAMESPACE}script") is None


def test_long_titles_are_cut_with_an_ellipsis_and_told_in_whole():
    long = "The long corridor under the lighthouse"
    texts = [it.text or "" for it in drawn(story(node("a", title=long))).iter(f"{NAMESPACE}text")]
    assert texts == ["▶ The long corridor und…"]
    assert list(boxes_of(drawn(story(node("a", title=long))))) == [long]
    # Wide characters take two places.
    (wide,) = drawn(story(node("a", title=NASTY[-1]))).iter(f"{NAMESPACE}text")
    assert len(wide.text or "") < 16


@given(STORIES)
def test_any_story_is_drawn_with_all_its_nodes(given_story: Story):
    count = len(given_story.nodes)
    assert mermaid(given_story).count("\n    n") >= count
    assert dot(given_story).count("\n    n") >= count
    picture = ElementTree.fromstring(svg(given_story))
    assert len(list(picture.iter(f"{NAMESPACE}rect"))) >= count + 1


def test_ways_lead_down_from_the_start_but_for_those_that_lead_back():
    tale = story(
        node("a", "b", "c"), node("b", "d"), node("c", "d"), node("d", "a", "e"), node("e")
    )
    rows = {title: y for title, (_, y) in boxes_of(drawn(tale)).items()}
    assert rows["a"] < rows["b"] == rows["c"] < rows["d"] < rows["e"]


def test_ways_that_need_not_cross_do_not():
    tale = story(
        node("a", "x", "y", "z"),
        node("z", "z1"),
        node("x", "x1"),
        node("y", "y1"),
        *map(node, ("y1", "z1", "x1")),
    )
    columns = {title: x for title, (x, _) in boxes_of(drawn(tale)).items()}
    assert sorted("xyz", key=columns.__getitem__) == [
        key[0] for key in sorted(("x1", "y1", "z1"), key=columns.__getitem__)
    ]


@pytest.mark.parametrize("given_story", [TALE, nasty(), corridor(60), story(*map(node, "abcdefg"))])
def test_no_two_boxes_lie_on_each_other(given_story: Story):
    corners = boxes_of(drawn(given_story)).values()
    for (x, y), (other_x, other_y) in combinations(corners, 2):
        assert abs(x - other_x) >= 180 or abs(y - other_y) >= 40


def test_boxes_lie_where_their_author_has_put_them():
    spots = {"a": (-300.0, 500.0), "b": (0.0, 0.0), "c": (100.0, 500.0)}
    nodes = [
        msgspec.structs.replace(node(key, "b"), position=Position(x=x, y=y))
        for key, (x, y) in spots.items()
    ]
    corners = boxes_of(drawn(story(*nodes)))
    assert corners["a"][1] == corners["c"][1] > corners["b"][1]
    assert (corners["b"][0] - corners["a"][0]) / (corners["c"][0] - corners["b"][0]) == 3
    # As soon as one has no place, they all get one.
    loose = boxes_of(drawn(story(*nodes, node("d"))))
    assert loose["b"][1] > loose["a"][1]


def test_the_same_story_gives_the_same_picture():
    assert svg(corridor(50)) == svg(corridor(50))


def circle(count: int) -> Story:
    return story(*(node(str(place), str((place + 1) % count)) for place in range(count)))


def star(count: int) -> Story:
    return story(
        node("hub", *map(str, range(count))), *(node(str(it), "hub") for it in range(count))
    )


def long_ways(count: int) -> Story:
    """A line of nodes, each of which leads to the last one and to the first one too."""
    last = str(count - 1)
    return story(*(node(str(it), str(min(it + 1, count - 1)), last, "0") for it in range(count)))


@pytest.mark.parametrize("shape", [circle, star, long_ways, corridor])
def test_the_work_of_drawing_grows_with_the_story(shape: Any):
    small, large = (calls_of(partial(svg, shape(count))) for count in (150, 600))
    # Sorting and counting crossings take a logarithm more.
    assert large < 5.5 * small


def test_a_story_of_ten_thousand_nodes_in_one_circle_is_drawn():
    picture = svg(circle(10_000))
    assert picture.count('class="box scene"') == 9_999
