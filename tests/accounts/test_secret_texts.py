"""Refresh tokens and API tokens as texts."""

from hypothesis import given
from hypothesis import strategies as st

from emberline.accounts.secret_texts import (
    api_token_id,
    api_token_text,
    read_refresh_token,
    refresh_token_text,
)
from emberline.kit.ids import new_id

SECRET = "a secret of the tests, long enough for everyone"


def test_a_refresh_token_names_its_session_and_number():
    session_id = new_id()
    text = refresh_token_text(SECRET, session_id, 7)
    assert text == refresh_token_text(SECRET, session_id, 7)
    assert read_refresh_token(SECRET, text) == (session_id, 7)
    assert read_refresh_token("another" + SECRET, text) is None
    assert read_refresh_token(SECRET, text.replace(".7.", ".8.")) is None
    assert read_refresh_token(SECRET, text.replace(".7.", ".07.")) is None


def test_an_api_token_names_its_row():
    token_id = new_id()
    assert api_token_id(api_token_text(SECRET, token_id)) == token_id


@given(st.text(max_size=80))
def test_any_other_text_is_neither(text):
    assert read_refresh_token(SECRET, text) is None
    assert read_refresh_token(SECRET, f"emr_{text}") is None
    assert api_token_id(f"emt_{text}"[:50]) is None
