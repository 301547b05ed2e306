"""CSV: one row a choice, read as spreadsheets write it and written so that it comes back."""

from functools import partial
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from emberline.stories.engine.document import (
    Choice,
    Ending,
    Node,
    Puzzle,
    Roll,
    Story,
    Variable,
)
from emberline.stories.formats.csv_format import read_csv, write_csv
from emberline.stories.formats.declare import declare
from emberline.stories.formats.report import Finding, Imported, Reachable, UnreadableError
from tests.stories.formats.documents import STORIES, calls_of, corridor, node, story

BROKEN = Path(__file__).parent / "broken"
COLUMNS = "node,title,content,type,choice_letter,choice_text,to,condition,effects,consequences"


def read(*rows: str, columns: str = COLUMNS) -> Imported:
    (imported,) = read_csv("\n".join([columns, *rows]), "lamps")
    return imported


def refused(text: str) -> list[tuple[int | None, str]]:
    with pytest.raises(UnreadableError) as refusal:
        read_csv(text, "lamps")
    return places(refusal.value.findings)


def is_read_or_refused(text: str) -> bool:
    try:
        return all(imported.story.nodes for imported in read_csv(text, "lamps"))
    except UnreadableError as refusal:
        return bool(refusal.findings)


def places(findings: tuple[Finding, ...]) -> list[tuple[int | None, str]]:
    return [(finding.line, finding.code) for finding in findings]


def again(given_story: Story) -> Story:
    (imported,) = read_csv(write_csv(given_story).text, given_story.title)
    return imported.story


def test_a_row_is_a_choice_with_all_that_its_cells_say():
    read_story = read(
        'quay,The quay,"Fog, and a bell.",story,A,Board,ferry,coin > 1,coin -= 1; seen = true,Off',
        ',,,,B,Stay,quay,,"give(""old lamp"")\nmood = ""a;b""",',
        "ferry,The ferry,It sails.,ending,,,,,,",
    ).story
    assert read_story == Story(
        format="emberline-story/1",
        title="lamps",
        variables=read_story.variables,
        items=read_story.items,
        nodes=(
            Node(
                key="quay",
                title="The quay",
                content="Fog, and a bell.",
                start=True,
                choices=(
                    Choice(
                        key="A",
                        letter="A",
                        text="Board",
                        to="ferry",
                        condition="coin > 1",
                        effects=("coin -= 1", "seen = true"),
                        consequences="Off",
                    ),
                    Choice(
                        key="B",
                        letter="B",
                        text="Stay",
                        to="quay",
                        effects=('give("old lamp")', 'mood = "a;b"'),
                    ),
                ),
            ),
            Node(key="ferry", title="The ferry", content="It sails.", type="ending"),
        ),
    )
    assert {name: it.type for name, it in read_story.variables.items()} == {
        "coin": "int",
        "seen": "bool",
        "mood": "string",
    }
    assert list(read_story.items) == ["old lamp"]


def test_names_that_are_used_are_declared_and_told_of():
    imported = read("a,,,,,On,a,gold > 1,unlock(owl),")
    assert places(imported.findings) == [(None, "declared_by_use")] * 2


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_delimiter_mark_and_line_ends_are_found_out(delimiter: str, mark: str, end: str):
    rows = ["node,choice_text,to,content", "a,On,b,Fog", "b,,,Sea"]
    text = mark + end.join(rows).replace(",", delimiter) + end
    (imported,) = read_csv(text, "lamps")
    assert [(it.key, it.content, len(it.choices)) for it in imported.story.nodes] == [
        ("a", "Fog", 1),
        ("b", "Sea", 0),
    ]
    assert imported.findings == ()


def test_a_first_line_may_name_the_delimiter():
    (imported,) = read_csv("sep=;\nnode;choice_text;to;content\na;On;a;Fog, thick\nb;x;lost;", "x")
    assert imported.story.nodes[0].content == "Fog, thick"
    assert places(imported.findings) == [(4, "missing_target")]


def test_columns_may_stand_in_any_order_and_be_written_as_a_person_writes():
    imported = read("a,On,Fog,a", columns=" To ,Choice Text,CONTENT,Node")
    assert imported.story.nodes[0] == Node(
        key="a", content="Fog", start=True, choices=(Choice(key="1", text="On", to="a"),)
    )


def test_lines_are_those_of_the_file_where_cells_have_several():
    imported = read('a,,"Fog.\n\nA bell.\n",,,On,a,,,', ",,,,,Off,nowhere,x y,,")
    assert places(imported.findings) == [(6, "syntax"), (6, "missing_target")]


def test_blank_and_repeated_node_cells_go_on_with_the_node():
    imported = read(
        "a,A,Fog,,,On,b,,,", ",,,,,Back,a,,,", "b,B,Sea,,,Home,a,,,", "a,A,Fog,,,Off,b,,,"
    )
    assert [it.text for it in imported.story.nodes[0].choices] == ["On", "Back", "Off"]
    assert len(imported.story.nodes) == 2
    assert imported.findings == ()


def test_what_is_said_of_a_node_twice_and_otherwise_is_told_of():
    imported = read("a,A,Fog,,,On,a,,,", "a,Other,Sun,choice,,Off,a,,,", "a,,,ending,,,,,,")
    assert places(imported.findings) == [(3, "conflict"), (3, "conflict"), (4, "conflict")]
    assert (imported.story.nodes[0].title, imported.story.nodes[0].content) == ("A", "Fog")


def test_titles_part_several_stories():
    text = (
        f"story_title,difficulty_level,category,story_description,{COLUMNS}\n"
        "Lamps,hard,Sea,A harbour.,a,,Fog,,,On,a,,x = 1,\n"
        ",,,,b,,Sea,,,,,,,\n"
        "Moths,,,,a,,Dust,,,Off,b,,y = true,\n"
        "Lamps,,,,c,,Rain,,,,,,,\n"
        "Moths,,,,b,,Light,,,,,,,\n"
    )
    lamps, moths = read_csv(text, "file")
    assert [it.key for it in lamps.story.nodes] == ["a", "b", "c"]
    assert [it.key for it in moths.story.nodes] == ["a", "b"]
    assert (lamps.story.title, moths.story.title) == ("Lamps", "Moths")
    assert (lamps.story.difficulty_level, moths.story.difficulty_level) == ("hard", "medium")
    assert (lamps.story.category, lamps.story.description) == ("Sea", "A harbour.")
    assert [list(it.story.variables) for it in (lamps, moths)] == [["x"], ["y"]]
    assert [it.story.nodes[0].start for it in (lamps, moths)] == [True, True]
    assert (lamps.reachable, moths.reachable) == (Reachable(1 / 3, 1 / 3), Reachable(1.0, 1.0))


def test_a_node_without_choices_is_an_ending_and_so_is_one_that_says_so():
    imported = read("a,,,choice,,On,b,,,", "b,,,story,,,,,,", "c,,,Ending,,Again,a,,,")
    assert [it.type for it in imported.story.nodes] == ["choice", "ending", "ending"]


def test_effects_of_a_row_without_a_choice_are_those_of_entering():
    imported = read("a,,,,,,,,x = 1; y = 2,", ",,,,,On,a,,x += 1,", ",,,,,,,,z = 3,")
    (only,) = imported.story.nodes
    assert only.on_enter == ("x = 1", "y = 2", "z = 3")
    assert [choice.effects for choice in only.choices] == [("x += 1",)]


def test_keys_of_choices_are_letters_or_places_and_each_its_own():
    imported = read(*(f"a,,,,{letter},On,a,,," for letter in ("A", "", "2", "A", "")))
    keys = [choice.key for choice in imported.story.nodes[0].choices]
    assert keys == ["A", "3", "2", "4", "5"]


def test_an_author_s_text_is_no_formula_and_stays_as_it_is():
    told = story(
        msgspec.structs.replace(node("a", "a"), title="=1+1", content="@you\n-- and +me"),
        title="+Lamps",
    )
    assert again(told).nodes[0].title == "=1+1"
    assert "=1+1" in write_csv(told).text.splitlines()[1].split(",")


def test_a_cell_may_be_long():
    content = "word " * 100_000
    assert read(f"a,,{content},,,On,a,,,").story.nodes[0].content == content


# Of each broken file what is found: line and code; of the first group nothing is read.
REFUSED: dict[str, list[tuple[int | None, str]]] = {
    "csv_alien.csv": [*[(1, "unknown_column")] * 2, *[(1, "missing_column")] * 4],
    "csv_empty.csv": [(None, "no_story")],
    "csv_header_only.csv": [(None, "no_story")],
    "csv_no_target_column.csv": [(1, "missing_column")],
    "csv_nothing_named.csv": [(2, "missing_node"), (3, "missing_node"), (None, "no_story")],
    "csv_open_quote.csv": [(3, "quote")],
    "csv_open_quote_header.csv": [(1, "quote")],
}
FOUND: dict[str, list[tuple[int | None, str]]] = {
    "csv_columns.csv": [(1, "unknown_column"), (1, "duplicate_column"), (1, "unknown_column")],
    "csv_expressions.csv": [
        (2, "syntax"),
        (2, "syntax"),
        (4, "syntax"),
        (None, "declared_by_use"),
    ],
    "csv_quotes.csv": [(2, "quote"), (5, "quote")],
    "csv_ragged.csv": [(2, "short_row"), (3, "extra_cells"), (4, "short_row")],
    "csv_rows.csv": [
        (2, "missing_node"),
        (3, "bad_value"),
        (3, "bad_value"),
        (4, "no_text"),
        (5, "missing_target"),
        (6, "no_puzzle"),
        (6, "no_choice"),
    ],
}


def test_each_broken_file_is_told_of():
    files = {file.name: file.read_text("utf-8") for file in BROKEN.glob("csv_*")}
    assert {name: refused(files[name]) for name in REFUSED} == REFUSED
    found = {name: read_csv(files[name], "lamps")[0].findings for name in FOUND}
    assert {name: places(findings) for name, findings in found.items()} == FOUND
    assert set(files) == set(REFUSED) | set(FOUND)


def test_findings_without_end_are_counted():
    imported = read(*["a,,,odd,,On,a,,,"] * 12_000)
    assert len(imported.findings) == 10_001
    assert imported.findings[-1] == Finding(None, "more_findings", "There are 2000 findings more.")


def test_a_file_of_too_many_lines_or_stories_is_refused():
    assert refused(f'{COLUMNS}\na,,"' + "\n" * 1_000_000) == [(1_000_001, "too_large")]
    rows = [f"T{place},a,,," for place in range(1_001)]
    text = "\n".join(["story_title,node,content,choice_text,to", *rows])
    assert refused(text) == [(1_002, "too_large")]


# What CSV can hold: no blanks about keys and letters, texts that are not blank.
_FULL = st.text(max_size=9).map(lambda text: f"x{text}")
_KEYS = st.text("abcé 1-", min_size=1, max_size=4).map(str.strip).filter(bool)
_EFFECTS = st.lists(
    st.sampled_from(["gold += 1", 'name = "a;b"', "lit = not lit", 'give("it\'s", 2)', "odd one"]),
    max_size=3,
).map(tuple)
_WAYS = st.builds(
    Choice,
    key=st.just(""),
    text=_FULL,
    to=_KEYS,
    letter=st.none(),
    condition=st.none() | st.sampled_from(["gold > 1", "lit", 'name == "a"', "odd one"]),
    effects=_EFFECTS,
    consequences=st.text(max_size=9),
)


@st.composite
def held_stories(draw: Any) -> Story:
    """Stories that CSV holds whole."""
    nodes = []
    for key in draw(st.lists(_KEYS, min_size=1, max_size=4, unique=True)):
        ways = draw(st.lists(_WAYS, max_size=3))
        choices = [
            msgspec.structs.replace(way, key=letter or str(place), letter=letter)
            for place, way in enumerate(ways, 1)
            for letter in [draw(st.sampled_from([None, "ABC"[place - 1]]))]
        ]
        nodes.append(
            Node(
                key=key,
                title=draw(_FULL),
                content=draw(_FULL),
                type=draw(st.sampled_from(["story", "choice", "ending"])) if ways else "ending",
                on_enter=draw(_EFFECTS),
                choices=tuple(choices),
            )
        )
    about = {"title": draw(_FULL), "description": draw(_FULL), "category": draw(_FULL)}
    return declare(story(*nodes, difficulty_level="hard", **about))[0]


@given(held_stories())
def test_what_csv_holds_is_written_without_loss_and_comes_back_the_same(held: Story):
    exported = write_csv(held)
    assert exported.findings == ()
    assert read_csv(exported.text, "lamps")[0].story == held


@given(STORIES.filter(lambda it: any(node.key.strip() for node in it.nodes)))
def test_of_any_story_that_comes_back_otherwise_it_is_told(given_story: Story):
    titled = msgspec.structs.replace(given_story, title=f"x{given_story.title}")
    exported = write_csv(titled)
    (imported,) = read_csv(exported.text, "lamps")
    assert bool(exported.findings) == (imported.story != titled)
    # What came back once comes back whole.
    assert again(imported.story) == imported.story
    assert write_csv(imported.story).findings == ()


def test_what_csv_cannot_hold_is_told_of_by_kind_with_where_it_is():
    told = story(
        Node(
            key="a",
            note="Mend.",
            choices=(
                Choice(
                    key="jump",
                    text="Jump",
                    roll=Roll(dice="1d6", target=4, success="b", failure="c"),
                ),
            ),
        ),
        Node(key="b", type="ending", ending=Ending(name="Dry")),
        Node(key="c", puzzle=Puzzle(kind="text", success="b")),
        variables={"gold": Variable(type="int", max=9)},
        author="Ada",
    )
    exported = write_csv(told)
    assert {finding.message for finding in exported.findings} == {
        "Story author: CSV has no place for it.",
        "Story variables: CSV has no place for it.",
        "Node note of `a`: CSV has no place for it.",
        "Node ending of `b`: CSV has no place for it.",
        "Node puzzle of `c`: CSV has no place for it.",
        "Node type of `c`: a node without choices will be an ending, a puzzle a story.",
        "Choice key of `a/jump`: the key will be the letter or the place.",
        "Choice to of `a/jump`: the success of the roll will be the target.",
        "Choice roll of `a/jump`: CSV has no place for it.",
    }
    assert {finding.code for finding in exported.findings} == {"lost"}


def test_the_start_is_written_first():
    told = story(node("a", "b"), node("b", "a"))
    turned = msgspec.structs.replace(told, nodes=told.nodes[::-1])
    assert again(turned) == told
    assert [it.message[:14] for it in write_csv(turned).findings] == ["Order of nodes"]


@given(st.text() | st.text('",;\n\r\t|=sep abnode\x00', max_size=60))
def test_any_text_is_read_or_refused(text: str):
    for given_text in (text, f"{COLUMNS}\n{text}", f'{COLUMNS}\na,,"{text}'):
        assert is_read_or_refused(given_text)


def test_the_work_of_reading_is_linear():
    small, large = (write_csv(corridor(count)).text for count in (300, 1200))
    assert calls_of(partial(read_csv, large, "")) < 4.4 * calls_of(partial(read_csv, small, ""))


def test_the_work_of_reading_one_node_with_many_choices_is_linear():
    def crowded(count: int) -> str:
        rows = (f"a,,,,{'' if place % 2 else place},On,a,,," for place in range(count))
        return "\n".join([COLUMNS, *rows])

    small, large = (calls_of(partial(read_csv, crowded(count), "")) for count in (500, 2000))
    assert large < 4.4 * small


def test_the_work_of_writing_is_linear():
    small, large = (calls_of(partial(write_csv, corridor(count))) for count in (300, 1200))
    assert large < 4.4 * small
