"""Access tokens: what is accepted, and every forgery that is not."""

import hmac
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import UTC, datetime, timedelta
from hashlib import sha256, sha512

import pytest
from hypothesis import given
from hypothesis import strategies as st
from joserfc import jwt
from joserfc.jwk import RSAKey

from emberline.accounts.tokens import LIFETIME, MARGIN, AccessTokens, KeyTimes
from emberline.kit.errors import AppError

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
USER = "01955555-0000-7000-8000-000000000001"
SESSION = "01955555-0000-7000-8000-000000000002"
SECRET = "a secret of the tests, long enough for everyone"


def tokens(*keys: KeyTimes, secret: str = SECRET) -> AccessTokens:
    made = AccessTokens(secret)
    made.know(keys or [KeyTimes("first", NOW)])
    return made


def refused(made: AccessTokens, token: str, now: datetime = NOW) -> bool:
    with pytest.raises(AppError) as caught:
        made.read(token, now)
    return caught.value.status == 401


def forged(made: AccessTokens, header: dict, claims: dict) -> str:
    """A token signed with the real key, as far as `header` and `claims` leave it genuine."""
    genuine = made.issue(USER, SESSION, NOW)
    real_header, real_claims = (json.loads(decoded(part)) for part in genuine.split(".")[:2])
    merged = {name: value for name, value in {**real_claims, **claims}.items() if value is not None}
    return signed({**real_header, **header}, merged, made._derived("first").raw_value)


def signed(header: dict, claims: dict, key: bytes) -> str:
    """A JWT by hand, for the library refuses to sign the worst ones."""
    text = f"{encoded(header)}.{encoded(claims)}"
    digest = sha512 if header["alg"] == "HS512" else sha256
    return f"{text}.{base64url(hmac.digest(key, text.encode(), digest))}"


def decoded(part: str) -> bytes:
    return urlsafe_b64decode(part + "=" * (-len(part) % 4))


def encoded(value: dict) -> str:
    return base64url(json.dumps(value).encode())


def base64url(value: bytes) -> str:
    return urlsafe_b64encode(value).rstrip(b"=").decode()


def test_a_token_says_who_and_until_when():
    made = tokens()
    token = made.issue(USER, SESSION, NOW)
    claims = made.read(token, NOW)
    assert (claims.user_id, claims.session_id) == (USER, SESSION)
    assert claims.expires_at == NOW + timedelta(minutes=15)
    header, body = (json.loads(decoded(part)) for part in token.split(".")[:2])
    assert (header["alg"], header["typ"], header["kid"]) == ("HS256", "at+jwt", "first")
    assert body["exp"] - body["iat"] == 900


def test_a_token_is_over_at_the_very_instant():
    made = tokens()
    token = made.issue(USER, SESSION, NOW)
    assert made.read(token, NOW + LIFETIME - timedelta(microseconds=1)).user_id == USER
    assert refused(made, token, NOW + LIFETIME)


def test_a_token_of_another_installation_is_refused():
    token = tokens(secret="another secret, as long as the first one was").issue(USER, SESSION, NOW)
    assert refused(tokens(), token)


@pytest.mark.parametrize(
    ("header", "claims"),
    [
        ({"typ": "JWT"}, {}),
        ({"kid": "unknown"}, {}),
        ({"kid": 1}, {}),
        ({"alg": "HS512"}, {}),
        ({}, {"aud": "another"}),
        ({}, {"aud": None}),
        ({}, {"exp": None}),
        ({}, {"sub": None}),
        ({}, {"sid": None}),
        ({}, {"exp": "soon"}),
        ({}, {"exp": 10**30}),
    ],
)
def test_a_wrong_header_or_claim_is_refused_even_with_the_right_key(header, claims):
    made = tokens()
    assert made.read(forged(made, {}, {}), NOW).user_id == USER
    assert refused(made, forged(made, header, claims))


def test_no_algorithm_is_no_signature():
    made = tokens()
    _, body, signature = made.issue(USER, SESSION, NOW).split(".")
    header = encoded({"alg": "none", "typ": "at+jwt", "kid": "first"})
    assert refused(made, f"{header}.{body}.")
    assert refused(made, f"{header}.{body}.{signature}")


def test_a_token_signed_by_an_asymmetric_key_is_refused():
    made = tokens()
    claims = json.loads(decoded(made.issue(USER, SESSION, NOW).split(".")[1]))
    key = RSAKey.generate_key(2048)
    header = {"typ": "at+jwt", "kid": "first"}
    genuine = jwt.encode({**header, "alg": "RS256"}, claims, key, algorithms=["RS256"])
    assert refused(made, genuine)
    assert refused(made, signed({**header, "alg": "HS256"}, claims, key.as_pem(private=False)))


def test_an_altered_token_is_refused():
    made = tokens()
    header, body, signature = made.issue(USER, SESSION, NOW).split(".")
    claims = json.loads(decoded(body)) | {"sub": SESSION}
    assert refused(made, f"{header}.{encoded(claims)}.{signature}")
    assert refused(made, f"{header}.{body}.{signature[:-4]}AAAA")


@given(
    st.one_of(
        st.text(max_size=80), st.from_regex(r"[A-Za-z0-9_-]*\.[A-Za-z0-9_-]*\.[A-Za-z0-9_-]*")
    )
)
def test_any_other_text_is_refused(text):
    assert refused(tokens(), text)


def test_a_key_that_was_followed_by_another_goes_on_until_its_last_token_is_over():
    old, new = KeyTimes("old", NOW), KeyTimes("new", NOW + timedelta(seconds=5))
    made = tokens(old)
    token = made.issue(USER, SESSION, NOW)
    made.know([old, new])
    assert made.read(token, NOW + timedelta(minutes=14)).user_id == USER
    last = made.issue(USER, SESSION, NOW + timedelta(seconds=4))
    assert json.loads(decoded(last.split(".")[0]))["kid"] == "old"
    first = made.issue(USER, SESSION, NOW + timedelta(seconds=5))
    assert json.loads(decoded(first.split(".")[0]))["kid"] == "new"
    late = new.active_from + LIFETIME + MARGIN
    stolen = jwt.encode(
        {"alg": "HS256", "typ": "at+jwt", "kid": "old"},
        {"sub": USER, "sid": SESSION, "aud": "emberline", "exp": int(late.timestamp()) + 900},
        made._derived("old"),
        algorithms=["HS256"],
    )
    assert made.read(stolen, late - timedelta(seconds=1)).user_id == USER
    assert refused(made, stolen, late)
