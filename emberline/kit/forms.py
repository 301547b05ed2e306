"""What requests are parsed into: strict pydantic models and the text they may hold."""

import unicodedata
from typing import Any

from pydantic import BaseModel, ConfigDict, field_validator


class Form(BaseModel):
    """A request's body. Unknown fields, wrong types, NUL and lone surrogates are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    @field_validator("*", mode="before")
    @classmethod
    def _storable(cls, value: Any) -> Any:
        _refuse_unstorable(value)
        return value


def _refuse_unstorable(value: Any) -> None:
    if isinstance(value, str):
        check_text(value)
    elif isinstance(value, list):
        for entry in value:
            _refuse_unstorable(entry)
    elif isinstance(value, dict):
        for name, entry in value.items():
            _refuse_unstorable(name)
            _refuse_unstorable(entry)


def check_text(text: str) -> str:
    """`text` unchanged. ValueError where PostgreSQL or UTF-8 could not hold it."""
    if "\x00" in text:
        raise ValueError("leave out the NUL character")
    try:
        text.encode()
    except UnicodeEncodeError:
        raise ValueError("leave out the lone surrogate; send well-formed Unicode") from None
    return text


def folded(text: str) -> str:
    """The form in which names and addresses are compared: NFKC, case-folded, NFKC again.

    Unicode's caseless matching for identifiers (UAX 31, toNFKC_Casefold, without the removal of
    default-ignorable code points, which the allowed characters exclude).
    """
    once = unicodedata.normalize("NFKC", text).casefold()
    return unicodedata.normalize("NFKC", once)


def example(body: dict[str, Any]) -> ConfigDict:
    """A form's `model_config` with an example of its body for the documentation."""
    return ConfigDict(json_schema_extra={"examples": [body]})
