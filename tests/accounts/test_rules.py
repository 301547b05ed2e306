"""What names may be."""

import pytest

from emberline.accounts.rules import normal_username, username_candidates


@pytest.mark.parametrize("name", ["ada", "a.b_c", "Łukasz", "李小龍", "x" * 30, "123"])
def test_letters_of_any_script_digits_underscore_and_dot_make_a_name(name):
    assert normal_username(name) == name


@pytest.mark.parametrize(
    "name",
    [
        "",
        "ab",
        "x" * 31,
        "a b c",
        "ada!",
        "a-b-c",
        "ada\u200b",
        "ada\u3164",
        "ada\u202e",
        "👩👩👩",
    ],
)
def test_other_lengths_and_characters_make_none(name):
    with pytest.raises(ValueError, match="use "):
        normal_username(name)


def test_a_name_is_kept_in_its_compatibility_form():
    assert normal_username("ﬁona") == "fiona"
    assert normal_username("\uff21\uff44\uff41") == "Ada"


def test_a_name_is_made_from_what_stands_before_the_at_sign():
    assert username_candidates("ada.lovelace+x@example.com", "c0ffee")[:2] == [
        "ada.lovelace",
        "ada.lovelace2",
    ]


@pytest.mark.parametrize(
    "email", ["a@example.com", "-@example.com", "x" * 64 + "@e.org", "é@e.org"]
)
def test_every_candidate_is_a_name_and_the_last_holds_the_tail(email):
    candidates = username_candidates(email, "c0ffee")
    assert candidates[-1].endswith("_c0ffee")
    for name in candidates:
        assert normal_username(name) == name
