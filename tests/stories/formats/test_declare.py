"""Names that are used and not declared are declared by what is done with them."""

from functools import partial

import msgspec
import pytest
from hypothesis import given

from emberline.stories.engine.document import (
    Achievement,
    Choice,
    Item,
    Protagonist,
    Roll,
    Story,
    Variable,
)
from emberline.stories.formats.declare import declare
from tests.stories.formats.documents import STORIES, calls_of, corridor, node, story


def types_of(*effects: str, condition: str | None = None, **more: object) -> dict[str, str]:
    """The types that are declared where a node has these effects and this condition."""
    choice = Choice(key="1", text="On", to="a", condition=condition)
    entered = msgspec.structs.replace(node("a"), on_enter=effects, choices=(choice,))
    declared, _ = declare(story(entered, **more))
    return {name: variable.type for name, variable in declared.variables.items()}


@pytest.mark.parametrize(
    ("effect", "kind"),
    [
        ("x = 3", "int"),
        ("x = -3", "int"),
        ("x = 2.5", "number"),
        ("x = 7 / 2", "number"),
        ("x = 7 // 2", "int"),
        ("x = true", "bool"),
        ("x = 1 < 2", "bool"),
        ("x = not has(lamp)", "bool"),
        ("x = visited(a)", "bool"),
        ('x = "Ada"', "string"),
        ('x = "Ada" + "!"', "string"),
        ("x += 1", "int"),
        ("x -= 0.5", "number"),
        ('x += "!"', "string"),
        ('x = roll("2d6")', "int"),
        ("x = random(1, 6)", "int"),
        ("x = count(coin)", "int"),
        ("x = max(1, 2.5)", "number"),
    ],
)
def test_what_is_put_into_a_variable_tells_its_type(effect: str, kind: str):
    assert types_of(effect)["x"] == kind


@pytest.mark.parametrize(
    ("condition", "kind"),
    [
        ("x", "bool"),
        ("not x", "bool"),
        ("x and has(lamp)", "bool"),
        ("x == 3", "int"),
        ("2.5 < x", "number"),
        ("x > times(a)", "int"),
        ('x == "Ada"', "string"),
        ('x in ["Ada", "Bo"]', "string"),
        ('"A" in x', "string"),
        ("x == true", "bool"),
        ("x * 2 > 5", "int"),
        ("has(lamp, x)", "int"),
        ("1 < x < 9", "int"),
    ],
)
def test_what_a_variable_is_asked_for_tells_its_type_when_nothing_is_put_into_it(
    condition: str, kind: str
):
    assert types_of(condition=condition)["x"] == kind


def test_what_is_put_into_a_variable_counts_for_more_than_what_it_is_compared_with():
    assert types_of("x = true", condition='x == "yes" or x == 1')["x"] == "bool"


def test_a_variable_has_the_type_of_the_one_that_it_takes_its_value_from():
    assert types_of('name = "Ada"', "first = name", "second = first") == {
        "name": "string",
        "first": "string",
        "second": "string",
    }


def test_a_variable_that_takes_whole_and_other_numbers_is_a_number():
    assert types_of("x = 1", "x = half", "half = 0.5")["x"] == "number"


def test_a_variable_has_the_type_of_the_one_that_it_is_compared_with():
    assert types_of('name = "Ada"', condition="guess == name")["guess"] == "string"


def test_a_declared_variable_tells_the_type_of_others_and_keeps_its_own():
    given_name = Variable(type="enum", values=("Ada", "Bo"))
    found = types_of("x = name", "name = 3", variables={"name": given_name})
    assert found == {"name": "enum", "x": "string"}


def test_templates_of_content_and_choices_declare_too():
    ways = (
        Choice(key="1", text="Pay {price}", to="a", consequences="{if late}Hurry.{end}"),
        Choice(key="2", text="Wait", to="a", locked_text="Not before {hour}"),
    )
    scene = node("a", content="{if gold > 2.5}{if lit}Bright.{else}{mood}{end}{end} \\{not} {5}")
    declared, _ = declare(story(msgspec.structs.replace(scene, choices=ways)))
    assert {name: it.type for name, it in declared.variables.items()} == {
        "gold": "number",
        "lit": "bool",
        "mood": "int",
        "price": "int",
        "late": "bool",
        "hour": "int",
    }


def test_the_modifier_of_a_roll_declares_numbers():
    roll = Roll(dice="2d6", modifier="luck + skill", target=7, success="a", failure="a")
    scene = msgspec.structs.replace(node("a"), choices=(Choice(key="1", text="Jump", roll=roll),))
    declared, _ = declare(story(scene))
    assert {name: it.type for name, it in declared.variables.items()} == {
        "luck": "int",
        "skill": "int",
    }


def test_items_achievements_and_protagonists_are_declared_by_their_keys():
    effects = ('give("old lamp", 2)', "unlock(night-owl)", "protagonist(ada)")
    scene = node("a", on_enter=effects, content="{if has(rope) and count(coin) > 1}Go.{end}")
    declared, findings = declare(story(scene))
    assert declared.items == {key: Item(name=key) for key in ("old lamp", "rope", "coin")}
    assert declared.achievements == {"night-owl": Achievement(name="night-owl")}
    assert declared.protagonists == {"ada": Protagonist(name="ada")}
    assert {(it.line, it.code) for it in findings} == {(None, "declared_by_use")}
    assert len(findings) == 5


def test_what_protagonists_bring_is_declared():
    ada = Protagonist(initial={"nerve": 2, "name": "Ada"}, items={"lamp": 1})
    declared, _ = declare(story(node("a"), protagonists={"ada": ada}))
    assert {name: it.type for name, it in declared.variables.items()} == {
        "nerve": "int",
        "name": "string",
    }
    assert declared.items == {"lamp": Item(name="lamp")}


def test_nodes_and_choices_that_are_asked_for_are_no_names_to_declare():
    assert types_of(condition="visited(b) or chosen(a/1) or times(c) > 1") == {}


def test_each_name_is_told_of_once_with_its_type_and_first_value():
    _, findings = declare(story(node("a", on_enter=("gold = 1", "gold += 2", "lit = true"))))
    assert [finding.message for finding in findings] == [
        "Variable `gold` is used and not declared: it is taken for `int`, with 0 at the start.",
        "Variable `lit` is used and not declared: it is taken for `bool`, with false at the start.",
    ]


def test_what_does_not_parse_is_left_alone():
    scene = node("a", on_enter=("gold", "= 3", "x.y = 1"), content="{if a b}{if}{ gold }{true}")
    told = story(scene)
    assert declare(told) == (told, ())


@given(STORIES)
def test_a_story_whose_names_are_declared_has_none_to_declare(given_story: Story):
    declared, findings = declare(given_story)
    assert declare(declared) == (declared, ())
    assert bool(findings) == (declared != given_story)


def test_the_work_is_linear():
    small, large = (calls_of(partial(declare, corridor(count))) for count in (300, 1200))
    assert large < 4.4 * small


def test_a_chain_of_variables_is_followed_in_linear_time():
    def chain(length: int) -> Story:
        effects = tuple(f"v{number} = v{number + 1}" for number in range(length))
        return story(node("a", on_enter=(*effects, f"v{length} = 0.5")))

    assert declare(chain(50))[0].variables["v0"].type == "number"
    small, large = (calls_of(partial(declare, chain(length))) for length in (300, 1200))
    assert large < 4.4 * small
