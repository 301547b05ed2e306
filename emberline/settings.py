"""Every setting, from the environment or `emberline.toml`; the defaults run embedded."""

import re
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import parse_qsl, urlsplit

from pydantic import Field, field_validator
from pydantic_settings import (
    BaseSettings,
    NoDecode,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)


class Settings(BaseSettings):
    """What the operator decides. Environment wins over `emberline.toml`, that over defaults."""

    model_config = SettingsConfigDict(
        env_prefix="EMBERLINE_", frozen=True, extra="forbid", toml_file="emberline.toml"
    )

    data_dir: Path = Field(
        default=Path("data"), description="Folder of the embedded database, media, keys and mails."
    )
    database_url: str | None = Field(
        default=None, description="`postgresql://…`; without it SQLite in the data folder."
    )
    redis_url: str | None = Field(
        default=None,
        description="`redis://:password@host:6379/0`, or `rediss://…` with TLS: what several web "
        "processes share. Without it one process counts and tells alone, in memory.",
    )
    blobs_url: str | None = Field(
        default=None,
        description="`s3://KEY:SECRET@bucket/prefix?endpoint=https://…&region=…`: media in an "
        "S3-compatible store; without it in the data folder.",
    )
    media_quota_bytes: int = Field(
        default=5 * 1024**3,
        ge=0,
        description="How much one person may store: media, and uploads under way at full size.",
    )
    secret_key: str | None = Field(
        default=None,
        min_length=32,
        description="Signs tokens and addresses. Made and kept in the data folder when embedded; "
        "required with an external database.",
    )
    admin_api_key: str | None = Field(
        default=None, min_length=16, description="Opens the clean-up call to a cron job."
    )
    public_url: str | None = Field(
        default=None, description="The address people use, `https://…`; for links in mails."
    )
    allowed_origins: Annotated[tuple[str, ...], NoDecode] = Field(
        default=(), description="Foreign web origins that may call; parted by commas."
    )
    trusted_proxies: Annotated[tuple[IPv4Network | IPv6Network, ...], NoDecode] = Field(
        default=(), description="Addresses whose forwarded headers count; parted by commas."
    )
    signup: Literal["open", "invite", "closed"] = Field(
        default="open", description="Who may make an account."
    )
    rate_limits: Literal["on", "off"] = Field(default="on", description="Off for load tests.")
    jobs: Literal["embedded", "external"] = Field(
        default="embedded", description="Whether `serve` runs the jobs or `emberline worker` does."
    )
    sweep_seconds: int = Field(
        default=3600, ge=0, description="How often expired things are cleaned up; 0 is never."
    )
    log: Literal["text", "json"] = Field(default="text", description="How log lines look.")
    smtp_url: str | None = Field(
        default=None, description="`smtp://user:password@host:587`; without it mails become files."
    )

    generations_kept_days: int = Field(
        default=30,
        ge=1,
        le=3650,
        description="How long an audiobook, EPUB, playable file or PDF of a story stays.",
    )
    voice_models: Annotated[tuple[Path, ...], NoDecode] = Field(
        default=(),
        description="Model files of neural voices (piper's `NAME.onnx`, with `NAME.onnx.json` "
        "beside it) that may narrate besides the built-in ones; parted by commas.",
    )

    suggestions_url: str | None = Field(
        default=None,
        description="`https://…/v1` of an endpoint that speaks OpenAI's protocol, also a local "
        "one: authors get suggestions from it. Without it they are off.",
    )
    suggestions_key: str | None = Field(
        default=None, description="The bearer token that the endpoint wants, if any."
    )
    suggestions_model: str = Field(
        default="default", min_length=1, description="The model, as the endpoint calls it."
    )
    suggestions_daily: int = Field(
        default=50, ge=0, description="How many suggestions one person may ask for a day (UTC)."
    )

    @field_validator("allowed_origins", mode="before")
    @classmethod
    def _split_origins(cls, value: object) -> object:
        return _split(value)

    @field_validator("voice_models", mode="before")
    @classmethod
    def _split_models(cls, value: object) -> object:
        return _split(value)

    @field_validator("voice_models")
    @classmethod
    def _named_apart(cls, value: tuple[Path, ...]) -> tuple[Path, ...]:
        if len({path.stem for path in value}) < len(value):
            raise ValueError("name each model file differently: voices are called by their names")
        return tuple(path.absolute() for path in value)

    @field_validator("trusted_proxies", mode="before")
    @classmethod
    def _split_networks(cls, value: object) -> object:
        parts = _split(value)
        if not isinstance(parts, tuple):
            return parts
        return tuple(ip_network(part, strict=False) for part in parts)

    @field_validator("database_url")
    @classmethod
    def _known_database(cls, value: str | None) -> str | None:
        if value is not None and not _is_postgres_url(value):
            raise ValueError(
                "use postgresql://user:password@host/database (with `/` as %2F and the like in "
                "the password), or leave it out"
            )
        return value

    @field_validator("redis_url")
    @classmethod
    def _known_redis(cls, value: str | None) -> str | None:
        if value is not None and not _is_redis_url(value):
            raise ValueError(
                "use redis://:password@host:6379/0, or rediss:// with TLS (with `/` as %2F and "
                "the like in the password, and the number of a database at the end), or leave it "
                "out"
            )
        return value

    @field_validator("suggestions_url")
    @classmethod
    def _known_endpoint(cls, value: str | None) -> str | None:
        if value is not None and not _is_web_url(value):
            raise ValueError("use https://host/v1 (or http:// within your own network)")
        return value

    @field_validator("blobs_url")
    @classmethod
    def _known_store(cls, value: str | None) -> str | None:
        if value is not None and not value.startswith("s3://"):
            raise ValueError("use s3://bucket?endpoint=https://…, or leave it out")
        return value

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003 (the base class's signature)
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003 (the same)
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Arguments, then the environment, then the file."""
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)

    @property
    def models_by_name(self) -> dict[str, str]:
        """The paths of the voice models by the names of their voices."""
        return {path.stem: str(path) for path in self.voice_models}

    @property
    def embedded_database(self) -> bool:
        """Whether the data lives in SQLite in the data folder."""
        return self.database_url is None


def _is_postgres_url(value: str) -> bool:
    try:
        urlsplit(value).port  # noqa: B018 (reading it is the check)
    except ValueError:
        return False
    return value.startswith(("postgresql://", "postgres://"))


def _is_web_url(value: str) -> bool:
    try:
        parts = urlsplit(value)
        parts.port  # noqa: B018 (reading it is the check)
    except ValueError:
        return False
    has_place = bool(parts.hostname) and parts.username is None
    return parts.scheme in ("http", "https") and has_place and not (parts.query or parts.fragment)


def _is_redis_url(value: str) -> bool:
    try:
        parts = urlsplit(value)
        parts.port  # noqa: B018 (reading it is the check)
    except ValueError:
        return False
    options = {name for name, _ in parse_qsl(parts.query, keep_blank_values=True)}
    return (
        parts.scheme in ("redis", "rediss")
        and bool(parts.hostname)
        and re.fullmatch(r"(/[0-9]{0,9})?", parts.path) is not None
        # The rest of what redis-py takes there would change what the adapters rely on.
        and options <= (_TLS_OPTIONS if parts.scheme == "rediss" else set())
    )


_TLS_OPTIONS = {
    "ssl_ca_certs",
    "ssl_certfile",
    "ssl_keyfile",
}


def _split(value: object) -> object:
    if isinstance(value, str):
        return tuple(part.strip() for part in value.split(",") if part.strip())
    return tuple(value) if isinstance(value, list) else value
