"""SugarCube's macros and markup made scenes; the stories among them are played."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.stories.formats.documents import calls_of
from tests.stories.formats.twine_scenes import Play, codes, must_be_valid, scene, ways


def enter(text: str) -> tuple[str, ...]:
    return scene(text, "sugarcube").on_enter


def content(text: str) -> str:
    return scene(text, "sugarcube").content


def condition(source: str, begin: str = "") -> str:
    (link,) = scene(f"{begin}<<if {source}>>[[Go]]<</if>>", "sugarcube").choices
    assert link.condition is not None
    return link.condition


@pytest.mark.parametrize(
    ("source", "effects"),
    [
        ("$a to 5", ("a = 5",)),
        ("$a = -1.5", ("a = -1.5",)),
        ('$a to "x\\"y"', ('a = "x\\"y"',)),
        ("$a to true", ("a = true",)),
        ("$a += 2, $b -= 1; $c *= 3", ("a += 2", "b -= 1", "c *= 3")),
        ("$a++", ("a += 1",)),
        ("--$a", ("a -= 1",)),
        ("$a to $a + 1", ("a += 1",)),
        ("$a /= 2", ("a = a / 2",)),
        ("$hero.hp to 10", ("hero_hp = 10",)),
        ('$hero["max hp"] to 10', ("hero_max_hp = 10",)),
        ("State.variables.a = 3", ("a = 3",)),
        ("$hero to {hp: 3, name: 'Ann'}", ("hero_hp = 3", 'hero_name = "Ann"')),
        ("$a to random(1, 6)", ("a = random(1, 6)",)),
        ("$a to random(3)", ("a = random(0, 3)",)),
        ("$a to either(1, 2, 3)", ("a = random(1, 3)",)),
        ("$a to Math.max(1, $b)", ("a = max(1, b)",)),
        ("$a to Math.floor($b / 2)", ("a = b / 2 // 1",)),
        ("$a to ($b + 1) * 2", ("a = (b + 1) * 2",)),
        ("$a to $b gt 3", ("a = b > 3",)),
        ("$end to 1", ("end_ = 1",)),
    ],
)
def test_a_set_is_an_effect(source: str, effects: tuple[str, ...]):
    assert enter(f"<<set {source}>>") == effects
    assert enter(f"<<run {source}>>") == effects


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("$n gt 5", "n > 5"),
        ("$n gte 5 and $n lt 9", "n >= 5 and n < 9"),
        ("$n is 5 || $n eq 6", "n == 5 or n == 6"),
        ("$n neq 5 && $n isnot 6", "n != 5 and n != 6"),
        ("$n === 5", "n == 5"),
        ("5 lt $n", "n > 5"),
        ("$p", "p"),
        ("$p is true", "p"),
        ("$p eq false", "not p"),
        ("not $p", "not p"),
        ("!($p and $q)", "not (p and q)"),
        ("!$p && ($q or $n)", "not p and (q or n != 0)"),
        ("$s", 's != ""'),
        ("$s is not 'x'", 's != "x"'),
        ("['x', 'y'].includes($s)", 's in ["x", "y"]'),
        ("visited('Cave')", "times(Cave) != 0"),
        ("visited('Dark Cave') gt 1", 'times("Dark Cave") > 1'),
        ("visited() is 1", "times(Here) == 1"),
        ("hasVisited('A', 'B')", "visited(A) and visited(B)"),
        ("$n % 2 is 0", "n % 2 == 0"),
        ("$n + 1 gt 2 * $m", "n + 1 > 2 * m"),
        ("$p ? $q : $n is 1", "p and q or not p and n == 1"),
        ("passage() is 'Here'", "true"),
    ],
)
def test_a_condition_is_one_of_ours(source: str, expected: str):
    begin = '<<set $n to 1, $m to 2, $p to true, $q to false, $s to "x">>'
    if expected == "true":
        assert scene(f"<<if {source}>>[[Go]]<</if>>", "sugarcube").choices[0].condition is None
    else:
        assert condition(source, begin) == expected


def test_each_branch_has_its_text_and_its_choices():
    text = (
        "<<if $n is 1>>One. [[A]]<<elseif $n is 2>>Two. [[B]]<<else if $n is 3>>Three."
        "<<else>>Many. [[C]]<</if>> <<if $p>>Yes<<endif>>"
    )
    found = scene("<<set $n to 0>>" + text, "sugarcube")
    assert found.content == (
        "{if n == 1}One. A{end}{if n == 2}Two. B{end}{if n == 3}Three.{end}"
        "{if n != 1 and n != 2 and n != 3}Many. C{end} {if p}Yes{end}"
    )
    assert [(link.text, link.condition) for link in found.choices] == [
        ("A", "n == 1"),
        ("B", "n != 1 and n == 2"),
        ("C", "n != 1 and n != 2 and n != 3"),
    ]


def test_a_switch_is_branches():
    text = '<<switch $n>><<case 1 2>>Few<<case "x">>Ex<<default>>Else<</switch>>'
    assert content(text) == ('{if n == 1 or n == 2}Few{else}{if n == "x"}Ex{else}Else{end}{end}')


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("<<set $name to 1>>Hi $name!", "Hi {name}!"),
        ("<<set $name to 1>><<print $name>> <<= $name>> <<- $name>>", "{name} {name} {name}"),
        ("<<set $o to {hp: 3}>>$o.hp. $o['hp']", "{o_hp}. {o_hp}"),
        ("It costs $5 and $$name.", "It costs $5 and $name."),
        ('<<print "a" + "b">>', "ab"),
        ("<<set $name to 'x'>><<print 'Hi ' + $name>>", "Hi {name}"),
        ("<<set $p to true>><<print $p ? 'yes' : 'no'>>", "{if p}yes{else}no{end}"),
        ("//one// ''two'' __three__ ==four== ''//five//''",
         "*one* **two** <u>three</u> ~~four~~ ***five***"),
        ("''two '' // a // http://x.example/a//b", "**two** *a* http://x.example/a//b"),
        ("''open", "''open"),
        ("!One\n!!Two\n* a\n** b\n# c\n----", "# One\n## Two\n* a\n  * b\n1. c\n---"),
        ("a<br>b<br/>c <b>d</b> <em>e</em> <u>f</u>", "a\nb\nc **d** *e* <u>f</u>"),
        ("<h2>Title</h2><p>One</p><p>Two</p><div class='x'>Three</div>",
         "## Title\n\nOne\n\nTwo\n\nThree"),
        ("a /* b */ c /% d %/ e <!-- f --> g", "a c e g"),
        ('"""<<set $x to 1>> {x}""" <nowiki>$x</nowiki> {{{$y}}}',
         "<<set $x to 1>> \\{x} $x `$y`"),
        ("one \\\ntwo\n\\ three", "one two three"),
        ("<<nobr>>\none\n\n two<br>three\n<</nobr>>", "one two\nthree"),
        ("@@color:red;stop@@ and @@.big;go@@", "stop and go"),
        ("<<silently>>nothing<<set $x to 1>><</silently>>seen", "seen"),
        ("Braces {x} {if y} { z } {else}", "Braces \\{x} \\{if y} { z } \\{else}"),
        ("A dash -- here", "A dash — here"),
        ("<<type 40ms>>typed<</type>>", "typed"),
        ("<<capture $x>>kept<</capture>>", "kept"),
        ("<<for _i to 0; _i lt 3; _i++>>_i <</for>>", "0 1 2"),
        ("<<for _x range ['a', 'b']>>_x, <</for>>", "a, b,"),
        ("<<for _i, _x range ['a', 'b']>>_i=_x <</for>>", "0=a 1=b"),
    ],
)  # fmt: skip
def test_a_text_is_markdown(text: str, shown: str):
    found = scene(text, "sugarcube")
    assert found.content == shown
    assert codes(found) == []


def test_a_goto_is_the_only_choice():
    found = scene('Away. <<goto "Hall">> [[Other]]', "sugarcube")
    assert ways(found) == [("Continue", "Hall")]
    found = scene('<<if $p>><<goto "Hall">><</if>>[[Other]]', "sugarcube")
    assert [(link.target, link.condition) for link in found.choices] == [
        ("Hall", "p"),
        ("Other", "not p"),
    ]


def test_a_timed_goto_is_what_comes_when_the_time_is_over():
    found = scene('<<timed 10s>><<goto "Dead">><</timed>>[[Run]] [[Hide]]', "sugarcube")
    assert [(link.target, link.timer, link.default) for link in found.choices] == [
        ("Dead", None, True),
        ("Run", 10, False),
        ("Hide", 10, False),
    ]
    alone = scene('Wait. <<timed 2s>><<goto "Next">><</timed>>', "sugarcube")
    assert [(link.target, link.timer, link.default) for link in alone.choices] == [
        ("Next", None, False)
    ]


def test_a_countdown_is_a_timer():
    text = (
        "<<set $left to 5>><<repeat 2s>><<set $left -= 1>>"
        '<<if $left lte 0>><<goto "Dead">><</if>><</repeat>>[[Run]]'
    )
    found = scene(text, "sugarcube")
    assert [(link.target, link.timer, link.default) for link in found.choices] == [
        ("Dead", None, True),
        ("Run", 10, False),
    ]


def test_what_comes_later_is_there_at_once_and_told_once():
    found = scene("<<timed 2s>>One<<next>>Two [[Go]]<</timed>><<timed 3s>>!<</timed>>", "sugarcube")
    assert found.content == "OneTwo Go!"
    assert codes(found) == ["timing_dropped"]


def test_a_widget_is_inlined_with_its_arguments():
    widgets = (
        '<<widget "greet">>Hello _args[0]<<if _args[1]>>, $args[1]<</if>>!<</widget>>'
        '<<widget "box" container>>[_contents]<</widget>>'
    )
    found = scene(
        '<<greet "Ann" "dear">> <<greet Bo>> <<box>>in<</box>>', "sugarcube", W__widget=widgets
    )
    assert found.content == "Hello Ann, dear! Hello Bo! [in]"
    assert codes(found) == []


def test_a_passage_that_is_included_is_a_part_of_the_scene():
    found = scene(
        '<<include "Bar">> <<display [[Bar]]>>', "sugarcube", Bar="<<set $x += 1>>bar [[Go]]"
    )
    assert found.on_enter == ("x += 1", "x += 1")
    assert found.content == "bar Go bar Go"
    assert ways(found) == [("Go", "Go"), ("Go", "Go")]


def test_what_includes_itself_or_nothing_is_told():
    found = scene('<<include "Bar">>', "sugarcube", Bar='bar <<include "Bar">>')
    assert found.content == 'bar <<include "Bar">>'
    assert codes(found) == ["include_cycle"]
    assert codes(scene('<<include "Nowhere">>', "sugarcube")) == ["include_missing"]


def test_what_pulls_in_ever_more_ends():
    many = {f"P{place}": f'<<include "P{place + 1}">>' * 8 + "x" * 50 for place in range(12)}
    found = scene('<<include "P0">>', "sugarcube", (), **many)
    assert "include_too_large" in codes(found)
    assert len(found.content) < 400_000


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("<<frobnicate 1>>", "macro_unknown"),
        ("<<set $x to foo()>>", "effect_untranslated"),
        ("<<if foo()>>x<</if>>", "expression_untranslated"),
        ("<<print $x.toUpperCase()>>", "expression_untranslated"),
        ("<<if $x>>never ended", "macro_unpaired"),
        ("ended <</if>>", "macro_unpaired"),
        ("<<return>>", "return_untranslated"),
        ('<<back "Back">>', "return_untranslated"),
        ('<<textbox "$name" "Ann">>', "input_untranslated"),
        ("<<script>>alert(1)<</script>>", "code_dropped"),
        ("<style>b {}</style>", "code_dropped"),
        ("<audio src='a.mp3'></audio>", "media_dropped"),
        ("<<addclass 'b' 'c'>>", "presentation_dropped"),
        ("<<replace '#none'>>x<</replace>>", "region_missing"),
        ('<<link "x">><</link>>', "link_untranslated"),
    ],
)
def test_what_cannot_be_carried_over_is_told_with_its_line(text: str, code: str):
    found = scene(f"one\n{text}", "sugarcube")
    assert [(finding.code, finding.line) for finding in found.findings] == [(code, 11)]


@pytest.mark.parametrize(
    "text", ["<<frobnicate 1>>", "<<set $x to foo()>>", "<<print $x.toUpperCase()>>", "<<return>>"]
)
def test_what_cannot_be_said_is_kept_as_text(text: str):
    assert content(f"a {text} b") == f"a {text} b"


def test_what_happens_on_a_condition_that_is_not_understood_does_not_happen():
    found = scene("<<if foo()>><<set $x to 1>>[[Go]]<</if>>", "sugarcube")
    assert found.on_enter == ()
    assert ways(found) == [("Go", "Go")]


def test_a_link_with_content_does_it_on_the_click():
    found = scene('<<link "Take" "Hall">><<set $gold += 1>><</link>>', "sugarcube")
    (link,) = found.choices
    assert (link.text, link.target, link.effects) == ("Take", "Hall", ("gold += 1",))
    found = scene('<<button "Go">><<set $x to 1>><<goto "Hall">><</button>>', "sugarcube")
    assert [(link.target, link.effects) for link in found.choices] == [("Hall", ("x = 1",))]


def test_a_link_that_decides_is_a_choice_for_each_case():
    text = (
        '<<link "Force it">><<set $tries += 1>><<if $tries gt 2>><<goto "Open">>'
        '<<else>><<goto "Shut">><</if>><</link>>'
    )
    found = scene("<<set $tries to 0>>" + text, "sugarcube")
    assert [(link.target, link.condition, link.effects) for link in found.choices] == [
        ("Open", "tries + 1 > 2", ("tries += 1",)),
        ("Shut", "tries + 1 <= 2", ("tries += 1",)),
    ]


def test_actions_are_taken_once():
    found = scene('<<actions "Sing" [[Dance|Floor]]>>', "sugarcube")
    assert [(link.text, link.target, link.once) for link in found.choices] == [
        ("Sing", "Sing", True),
        ("Dance", "Floor", True),
    ]


def test_a_list_of_names_is_the_inventory():
    begin = '<<set $bag to []>><<run $bag.push("lamp")>>'
    text = '<<if $bag.includes("lamp")>>lit<</if>> <<if $bag.length gt 1>>full<</if>> <<= $bag>>'
    found = scene(f"{text}<<run $bag.delete('lamp')>>", "sugarcube", StoryInit=begin)
    assert found.on_enter[-1] == "take(lamp, count(lamp))"
    play = Play("SugarCube", StoryInit=begin, Start=text + "[[Go|End]]", End="$bag|")
    assert play.words.startswith("lit lamp")
    assert play.values["lamp"] == 1


def test_names_in_two_lists_are_different_things():
    begin = '<<set $bag to ["key"], $chest to ["key", "rope"]>>'
    text = '<<if $bag.includes("key") and $chest.includes("rope")>>x<</if>>'
    found = scene(text, "sugarcube", StoryInit=begin)
    assert found.content == '{if has("bag: key") and has(rope)}x{end}'


def test_fields_are_choices_that_stay():
    text = '<<cycle "$hat">><<option "Red" "r">><<option "Blue" "b">><</cycle>> [[Go|End]]'
    play = Play("SugarCube", Start=text, End="$hat")
    assert play.words.startswith("r")
    assert play.offered() == ["Blue", "Go"]
    play.take("Blue")
    assert play.offered() == ["Red", "Go"]
    assert play.take("Go") == "b"


@pytest.mark.parametrize(
    ("macro", "first", "second"),
    [
        ("linkreplace", "A door .", "A open ."),
        ("linkappend", "A door .", "A dooropen ."),
        ("linkprepend", "A door .", "A opendoor ."),
    ],
)
def test_a_click_brings_text_once(macro: str, first: str, second: str):
    start = f'<<set $n += 1>>A <<{macro} "door">><<set $n += 10>>open<</{macro}>> . [[Go|End]]'
    play = Play("SugarCube", StoryInit="<<set $n to 0>>", Start=start, End="$n [[Start]]")
    assert play.words.removesuffix(" Go") == first
    assert play.take("door").removesuffix(" Go") == second
    assert play.offered() == ["Go"]
    assert play.take("Go").startswith("11")
    assert play.take("Start").removesuffix(" Go") == first


def test_clicks_change_a_part_of_the_text_the_last_one_counting():
    start = (
        'Light: <span id="l">off</span>.\n\n'
        '<<link "On">><<replace "#l">>on<</replace>><</link>>\n\n'
        '<<link "Dim">><<replace "#l">>dim<</replace>><</link>>\n\n[[Go|End]]'
    )
    play = Play("SugarCube", Start=start, End="Done.")
    assert play.words == "Light: off."
    assert play.take("Dim") == "Light: dim."
    assert play.take("On") == "Light: on."
    assert play.take("Dim") == "Light: dim."


def test_a_roll_in_a_click_decides_and_is_fair():
    start = (
        '<<link "Roll">><<set _r to random(1, 2)>><<if _r is 1>><<goto "One">>'
        '<<else>><<goto "Two">><</if>><</link>>'
    )
    play = Play("SugarCube", Start=start, One="one", Two="two")
    assert play.offered() == ["Roll"]
    assert play.take("Roll") in {"one", "two"}


def test_what_is_picked_at_random_is_rolled_before_it_is_shown():
    found = scene('<<print either("red", "blue")>> <<if random(1, 6) is 6>>six<</if>>', "sugarcube")
    assert found.on_enter == ("chance_1 = random(1, 2)", "chance_2 = random(1, 6)")
    assert found.content == "{if chance_1 == 1}red{else}blue{end} {if chance_2 == 6}six{end}"


def test_a_first_visit_is_told_from_the_next_ones():
    start = "<<if not $seen>><<set $seen to true>>First.<<else>>Again.<</if>> [[Go|End]]"
    play = Play("SugarCube", StoryInit="<<set $seen to false>>", Start=start, End="[[Start]]")
    assert play.words.startswith("First.")
    play.take("Go")
    assert play.take("Start").startswith("Again.")


def test_a_text_set_on_a_condition_is_shown_and_kept():
    start = (
        '<<set $who to "a man">><<if $f>><<set $who to "a woman">><</if>>You are $who. [[Go|End]]'
    )
    play = Play("SugarCube", StoryInit="<<set $f to true>>", Start=start, End="$who")
    assert play.words == "You are a woman. Go"
    assert play.take("Go") == "a woman"


WORDS = st.sampled_from(
    [
        "<<", ">>", "[[", "]]", "<</if>>", "<<if $a>>", "<<else>>", "<<elseif $b gt 1>>", "''",
        "//",
        "<<set $a to 1>>", "<<link 'x'>>", "<</link>>", "<<include 'Here'>>", "{", "}", "\\", "\n",
        "{if a}", "{end}", "$a", "_b", "<b>", "</b>", "<span id='r'>", "</span>", '"""', "{{{",
        "/*", "*/", "<<replace '#r'>>", "<</replace>>", "<<for _i to 0; _i lt 9; _i++>>",
        "<</for>>",
        "<<nobr>>", "<</nobr>>", "<<linkreplace 'y'>>", "<</linkreplace>>", "<<goto 'Here'>>", "@@",
        "<<timed 2s>>", "<</timed>>", "'", '"', "`", "<<print $a + 1>>", "|", "->", "word ", "<!--",
        "<<switch $a>>", "<<case 1>>", "<</switch>>", "<<set $c to either('x', 'y')>>", "$c", "\v",
    ]
)  # fmt: skip


@given(st.lists(WORDS, max_size=40))
def test_no_row_of_marks_is_too_much(words: list[str]):
    must_be_valid(scene("".join(words), "sugarcube", Init='<<set $a to 1, $c to "x", _b to 1>>'))


@given(st.text(max_size=200))
def test_no_text_is_too_much(text: str):
    must_be_valid(scene(text, "sugarcube"))


@given(st.text(alphabet="$ab_.[]()'\"+-*/%<>=!&|?:,;{}0123456789 isnotandorgtelequ", max_size=60))
def test_no_expression_is_too_much(source: str):
    must_be_valid(
        scene(f"<<set {source}>> <<if {source}>>[[A]]<</if>> <<= {source}>>", "sugarcube")
    )


NESTS: list[Any] = [
    ("<<if $a>>", "<</if>>"),
    ("<<link 'x'>>", "<</link>>"),
    ("<<linkreplace 'x'>>", "<</linkreplace>>"),
    ("<<nobr>>", "<</nobr>>"),
    ("<span class='c'>", "</span>"),
    ("//", "//"),
    ("<<if (" + "(" * 50, ")" * 50 + ")>>x<</if>>"),
]


@pytest.mark.parametrize(("begin", "end"), NESTS)
@pytest.mark.parametrize("depth", [10, 100, 2000])
def test_no_nesting_is_too_deep(begin: str, end: str, depth: int):
    must_be_valid(scene(begin * depth + "x" + end * depth, "sugarcube"))


@pytest.mark.parametrize(
    "part",
    [
        "<<if $a>>",
        "<<set $a += 1>>$a ",
        "<<if $a is 1>><<set $b to 'x'>><</if>>$b ",
        "[[a|b]]",
        "<<link 'x'>><<set $a to 1>><</link>>",
        "<span id='r'>x</span><<replace '#r'>>y<</replace>>",
        "<<print 'a",
        "<b ",
        "''",
        "<</if>>",
        "<<goto 'x'>>",
        "<<= $a + 1>>",
        "<<elseif $b>>",
    ],
)
def test_the_work_grows_with_the_text_and_not_faster(part: str):
    few = calls_of(lambda: scene(part * 100, "sugarcube"))
    many = calls_of(lambda: scene(part * 400, "sugarcube"))
    assert many < 5 * few
