"""Harlowe's macros and markup made scenes; the stories among them are played."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.stories.formats.documents import calls_of
from tests.stories.formats.twine_scenes import Play, codes, must_be_valid, scene, ways


@pytest.mark.parametrize(
    ("macro", "effects"),
    [
        ("(set: $a to 5)", ("a = 5",)),
        ("(set: $a to 5, $b to 'x')", ("a = 5", 'b = "x"')),
        ("(set: $a = 5)", ("a = 5",)),
        ("(put: 5 into $a)", ("a = 5",)),
        ("(Set: $a to it + 2)", ("a += 2",)),
        ("(set: $a to $a - 2)", ("a -= 2",)),
        ("(set: $a to it * 2)", ("a = a * 2",)),
        ("(set: num-type $a to 2)", ("a = 2",)),
        ("(set: $a to true)", ("a = true",)),
        ("(set: $hero's hp to 5)", ("hero_hp = 5",)),
        ("(set: hp of $hero to 5)", ("hero_hp = 5",)),
        ('(set: $hero to (dm: "hp", 5, "name", "Ann"))', ("hero_hp = 5", 'hero_name = "Ann"')),
        ("(set: $a to (random: 1, 6))", ("a = random(1, 6)",)),
        ("(set: $a to (either: 1, 2, 3))", ("a = random(1, 3)",)),
        ("(set: $a to (max: 1, $b))", ("a = max(1, b)",)),
        ("(set: $a to (floor: $b / 2))", ("a = b / 2 // 1",)),
        ("(set: $p to not $q)", ("p = not q",)),
        ("(set: _a to 2)", ()),
        ("(set: _a to 2)_a", ("_a = 2",)),
    ],
)
def test_a_set_is_an_effect(macro: str, effects: tuple[str, ...]):
    found = scene(macro, "harlowe")
    assert found.on_enter == effects
    assert codes(found) == []


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("$n > 5", "n > 5"),
        ("$n is 5", "n == 5"),
        ("$n is not 5", "n != 5"),
        ("$n is > 5 and $n is not > 9", "n > 5 and n <= 9"),
        ("$n > 5 and < 9", "n > 5 and n < 9"),
        ("$n > 5 and it < 9", "n > 5 and n < 9"),
        ("$n is 5 or 6 or 7", "n == 5 or n == 6 or n == 7"),
        ("$p", "p"),
        ("$p is true and $q is false", "p and not q"),
        ("not ($p or $q)", "not (p or q)"),
        ("$p or $q and $r", "(p or q) and r"),
        ("$s is 'x'", 's == "x"'),
        ("$s is in (a: 'x', 'y')", 's in ["x", "y"]'),
        ("(a: 'x', 'y') contains $s", 's in ["x", "y"]'),
        ("(history:) contains 'Dark Cave'", 'visited("Dark Cave")'),
        ("(history:) contains 'Here'", "times(Here) > 1"),
        ("(visited: 'Cave')", "visited(Cave)"),
        ("visits is 1", "times(Here) == 1"),
        ("$n % 2 is 0", "n % 2 == 0"),
        ("$hero's hp < 3", "hero_hp < 3"),
        ("its hp < 3", None),
    ],
)
def test_a_condition_is_one_of_ours(source: str, expected: str | None):
    begin = "(set: $n to 1, $p to true, $q to true, $r to true, $s to 'x')"
    (link,) = scene(f"{begin}(if: {source})[[[Go]]]", "harlowe").choices
    assert link.condition == expected


def test_each_branch_has_its_text_and_its_choices():
    text = "(if: $n is 1)[One. [[A]]]\n(else-if: $n is 2)[Two. [[B]]](else:)[Many. [[C]]]"
    found = scene(f"(set: $n to 0){text}", "harlowe")
    assert found.content == "{if n == 1}One. A{else}{if n == 2}Two. B{else}Many. C{end}{end}"
    assert [(link.text, link.condition) for link in found.choices] == [
        ("A", "n == 1"),
        ("B", "n != 1 and n == 2"),
        ("C", "n != 1 and n != 2"),
    ]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("(unless: $p)[no](else:)[yes]", "{if not p}no{else}yes{end}"),
        ("(if: $p)[yes] or (else:)[no]", "{if p}yes{end} or {if not p}no{end}"),
        ("(if: $p) [spaced]", "{if p}spaced{end}"),
        ("(set: $name to 1)Hi $name, it costs $5.", "Hi {name}, it costs $5."),
        ("(print: 'a' + 'b') (text: 'c')", "ab c"),
        ("(set: $p to true)(print: (cond: $p, 'x', 'y'))", "{if p}x{else}y{end}"),
        ("//one// ''two'' ~~three~~ **four** *five* ^^six^^",
         "*one* **two** ~~three~~ **four** *five* <sup>six</sup>"),
        ("# One\n##Two\n---\n* a\n0. b\n==>\nright", "# One\n## Two\n---\n* a\n1. b\n\nright"),
        ("{ one\n\n  two\n}three", "one two three"),
        ("`$name (set: $x to 1)` ``a`b``", "$name (set: $x to 1) a`b"),
        ("one\\\ntwo\n\\three", "onetwothree"),
        ("a <!-- b --> c", "a c"),
        ("[plain] |named>[hook] [other]<tag|", "plain hook other"),
        ("|secret)[hidden] seen", "seen"),
        ("|secret)[now](show: ?secret)", "now"),
        ("|x>[old](replace: ?x)[new] (append: ?x)[er]", "newer"),
        ("(color: red)[red] (text-style: 'bold')[bold] (align: '=><=')[mid]", "red **bold** mid"),
        ("(text-style:'bold')+(color:red)[both]", "**both**"),
        ("(for: each _x, 'a', 'b')[_x, ]", "a, b,"),
        ("(hook: 'x')[named]", "named"),
        ("(either: 'only')", "only"),
        ("[=rest of it (if: $p)[=yes", "rest of it {if p}yes{end}"),
        ("Braces (print: '{x}') `{if y}`", "Braces \\{x} \\{if y}"),
        ("an (aside) and [a] b] c", "an (aside) and a b] c"),
    ],
)  # fmt: skip
def test_a_text_is_markdown(text: str, shown: str):
    found = scene(text, "harlowe")
    assert found.content == shown
    assert set(codes(found)) <= {"presentation_dropped"}


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("(link-goto: 'Go', 'Hall')", [("Go", "Hall")]),
        ("(link-goto: 'Hall')", [("Hall", "Hall")]),
        ("(link: 'Go')[(goto: 'Hall')]", [("Go", "Hall")]),
        ("(link-reveal-goto: 'Go', 'Hall')[(set: $x to 1)]", [("Go", "Hall")]),
        ("|door>[a door](click-goto: ?door, 'Hall')", [("a door", "Hall")]),
        ("(click: 'door')[(goto: 'Hall')]", [("door", "Hall")]),
        ("(t8n-depart: 'dissolve')[[Go->Hall]]", [("Go", "Hall")]),
        ("(if: $p)[[Go->Hall]]", [("Go", "Hall")]),
        ("[[//Go// now->Hall]]", [("*Go* now", "Hall")]),
        ("(goto: 'Hall')", [("Continue", "Hall")]),
        ("(live: 5s)[(goto: 'Hall')]", [("Continue", "Hall")]),
    ],
)
def test_a_way_is_a_choice(text: str, links: list[tuple[str, str]]):
    found = scene(text, "harlowe")
    assert ways(found) == links
    assert codes(found) == []


def test_a_countdown_is_a_timer():
    text = "(set: $t to 3)(live: 2s)[(set: $t to it - 1)(if: $t is 0)[(goto: 'Dead')]][[Run]]"
    found = scene(text, "harlowe")
    assert [(link.target, link.timer, link.default) for link in found.choices] == [
        ("Dead", None, True),
        ("Run", 6, False),
    ]


def test_a_passage_that_is_displayed_is_a_part_of_the_scene():
    found = scene("(display: 'Bar')", "harlowe", Bar="(set: $x to 1)bar [[Go]]")
    assert (found.on_enter, found.content, ways(found)) == (("x = 1",), "bar Go", [("Go", "Go")])
    found = scene("(display: 'Bar')", "harlowe", Bar="(display: 'Bar')")
    assert codes(found) == ["include_cycle"]


def test_a_list_of_names_is_the_inventory():
    begin = "(set: $bag to (a: 'rope'))"
    text = "(if: $bag contains 'lamp')[lit] (if: 'rope' is in $bag)[tied]"
    text += "(set: $bag to it + (a: 'lamp'))"
    play = Play("Harlowe", **{"Init [startup]": begin}, Start=f"{text} [[Go->End]]", End="$bag")
    assert play.words == "tied Go"
    assert play.values["lamp"] == 1
    assert play.take("Go") == "rope, lamp"


@pytest.mark.parametrize(
    ("macro", "second"),
    [
        ("link", "A opened ."),
        ("link-replace", "A opened ."),
        ("link-reveal", "A door opened ."),
        ("link-append", "A door opened ."),
    ],
)
def test_a_click_brings_text_once(macro: str, second: str):
    start = f"A ({macro}: 'door ')[(set: $n to it + 1)opened ]. [[Go->End]]"
    play = Play("Harlowe", Start=start, End="$n")
    assert play.words == "A door . Go"
    assert play.take("door").removesuffix(" Go") == second
    assert play.offered() == ["Go"]
    assert play.take("Go") == "1"


def test_a_hidden_hook_is_shown_by_a_click():
    start = "|more)[There is [[a door->End]].]\n\n(link: 'Look')[(show: ?more)]"
    play = Play("Harlowe", Start=start, End="In.")
    assert (play.words, play.offered()) == ("", ["Look"])
    assert play.take("Look").startswith("There is a door.")
    assert play.offered() == ["a door"]
    assert play.take("a door") == "In."


def test_a_cycling_link_sets_what_it_shows():
    start = "A (cycling-link: bind $hat, 'red', 'blue') hat. [[Go->End]]"
    play = Play("Harlowe", Start=start, End="$hat")
    assert play.words == "A red hat. Go"
    assert play.take("blue") == "A blue hat. Go"
    assert play.take("Go") == "blue"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("(frobnicate: 1)", "macro_unknown"),
        ("(set: $x to (foo: 1))", "effect_untranslated"),
        ("(if: (foo: 1))[x]", "expression_untranslated"),
        ("(print: (uppercase: $x))", "expression_untranslated"),
        ("(undo:)", "return_untranslated"),
        ("(input-box: bind $name)", "input_untranslated"),
        ("(enchant: ?x, (color: red))", "presentation_dropped"),
        ("(live: 2s)[later]", "timing_dropped"),
        ("<script>alert(1)</script>", "code_dropped"),
        ("(link-repeat: 'x')[]", "link_untranslated"),
        ("(display: 'Nowhere')", "include_missing"),
    ],
)
def test_what_cannot_be_carried_over_is_told_with_its_line(text: str, code: str):
    found = scene(f"one\n{text}", "harlowe")
    assert (code, 11) in [(finding.code, finding.line) for finding in found.findings]


WORDS = st.sampled_from(
    [
        "(if: $a)", "(else:)", "(else-if: $b > 1)", "[", "]", "[[", "]]", "(", ")", "{", "}", "''",
        "//", "(set: $a to it + 1)", "(link: 'x')", "(click: ?r)", "|r>[", "]<r|", "(replace: ?r)",
        "(show: ?r)", "|r)[", "(goto: 'Here')", "(display: 'Here')", "(live: 2s)", "`", "``", "$a",
        "_b", "\\\n", "\n", "<b>", "</b>", "<!--", "'", '"', "word ", "->", "(for: each _x, 1, 2)",
        "(either: 'x', 'y')", "(cycling-link: bind $c, 'x', 'y')", "=", "# ", "+", "$a's b", "\v",
        "(put: 'x' into $s)", "(print: $a + 1)", "(a: ", "{if a}", "{end}", "(unless:", "(else:",
    ]
)  # fmt: skip


@given(st.lists(WORDS, max_size=40))
def test_no_row_of_marks_is_too_much(words: list[str]):
    must_be_valid(scene("".join(words), "harlowe", Init="(set: $a to 1, $s to 'x')"))


@given(st.text(max_size=200))
def test_no_text_is_too_much(text: str):
    must_be_valid(scene(text, "harlowe"))


@given(st.text(alphabet="$ab_'s()\"+-*/%<>=:,0123456789 isnotandorcontaintoofit", max_size=60))
def test_no_expression_is_too_much(source: str):
    must_be_valid(scene(f"(set: {source}) (if: {source})[[[A]]] (print: {source})", "harlowe"))


NESTS: list[Any] = [
    ("(if: $a)[", "]"),
    ("(link: 'x')[", "]"),
    ("|r>[", "]"),
    ("{", "}"),
    ("(", ")"),
    ("(print: ", ")"),
    ("[", ""),
    ("", "]"),
]


@pytest.mark.parametrize(("begin", "end"), NESTS)
@pytest.mark.parametrize("depth", [10, 100, 2000])
def test_no_nesting_is_too_deep(begin: str, end: str, depth: int):
    must_be_valid(scene(begin * depth + "x" + end * depth, "harlowe"))


@pytest.mark.parametrize(
    "part",
    [
        "(if: $a)[x](else:)[y]",
        "(set: $a to it + 1)$a ",
        "(if: $a is 'x')[(set: $b to 'y')]$b ",
        "|r>[x](replace: ?r)[y]",
        "(link: 'x')[(set: $a to 1)]",
        "[[a->b]]",
        "(print: ",
        "(else-if: $a)[x]",
        "|r>[",
        "(goto: 'x')",
        "$a's ",
    ],
)
def test_the_work_grows_with_the_text_and_not_faster(part: str):
    few = calls_of(lambda: scene(part * 100, "harlowe"))
    many = calls_of(lambda: scene(part * 400, "harlowe"))
    assert many < 5 * few
