"""Settings: documented, checked, and never a surprise."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from emberline.settings import Settings

OPERATORS = Path(__file__).parent.parent / "docs" / "operators.md"


@pytest.mark.parametrize("name", sorted(Settings.model_fields))
def test_every_setting_is_explained_in_code_and_in_the_operators_guide(name: str):
    assert Settings.model_fields[name].description
    assert f"EMBERLINE_{name.upper()}" in OPERATORS.read_text()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("database_url", "mysql://localhost/emberline"),
        ("database_url", "postgresql:emberline"),
        ("database_url", "postgresql://user:pass/word@localhost/emberline"),
        ("secret_key", "short"),
        ("admin_api_key", "short"),
        ("trusted_proxies", "not an address"),
        ("signup", "sometimes"),
        ("rate_limits", "perhaps"),
        ("jobs", "somewhere"),
        ("sweep_seconds", "-1"),
        ("blobs_url", "https://bucket.example.org"),
        ("media_quota_bytes", "-1"),
        ("redis_url", "http://localhost"),
        ("redis_url", "redis:///0"),
        ("redis_url", "redis://localhost:port"),
        ("redis_url", "redis://localhost/first"),
        ("redis_url", "redis://:pass/word@localhost/0"),
        ("redis_url", "redis://localhost/0?socket_timeout=60"),
        ("redis_url", "redis://localhost/0?ssl_ca_certs=ca.pem"),
        ("log", "xml"),
        ("suggestions_url", "localhost:8000/v1"),
        ("suggestions_url", "ftp://localhost/v1"),
        ("suggestions_url", "https://user:secret@host/v1"),
        ("suggestions_model", ""),
        ("suggestions_daily", "-1"),
    ],
)
def test_a_wrong_setting_is_refused_by_its_name(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
):
    monkeypatch.setenv(f"EMBERLINE_{name.upper()}", value)
    with pytest.raises(ValidationError) as refused:
        Settings()
    assert refused.value.errors()[0]["loc"] == (name,)


@pytest.mark.parametrize(
    "url",
    [
        "redis://localhost",
        "redis://:secret@127.0.0.1:6379/3",
        "redis://user:p%2Fw@[::1]:6379/",
        "rediss://redis.example.org:6380/0?ssl_ca_certs=ca.pem",
    ],
)
def test_a_redis_may_be_named_with_its_password_database_and_authority(url: str):
    assert Settings(redis_url=url).redis_url == url


def test_lists_are_parted_by_commas(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("EMBERLINE_TRUSTED_PROXIES", "10.0.0.0/8, 192.0.2.7")
    monkeypatch.setenv("EMBERLINE_ALLOWED_ORIGINS", "https://a.example,https://b.example")
    settings = Settings()
    assert [str(network) for network in settings.trusted_proxies] == ["10.0.0.0/8", "192.0.2.7/32"]
    assert settings.allowed_origins == ("https://a.example", "https://b.example")


def test_the_environment_wins_over_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "emberline.toml").write_text('signup = "invite"\nlog = "json"\n')
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("EMBERLINE_SIGNUP", "closed")
    settings = Settings()
    assert (settings.signup, settings.log) == ("closed", "json")


def test_an_unknown_setting_in_the_file_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "emberline.toml").write_text('singup = "open"\n')
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ValidationError, match="singup"):
        Settings()
