"""The voices there are, read from their files; cheap, and without loading any of them."""

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Literal

import msgspec

Engine = Literal["espeak", "piper"]
Gender = Literal["female", "male"]

# Of the ways in which eSpeak NG changes a voice, those that sound like somebody else.
_VARIANTS_LISTED = ("f3", "m3")
_FALLBACK = "espeak:en-gb"
# Macrolanguages and older codes, and what eSpeak NG calls the language that is meant.
_ALSO = {"zh": "cmn", "no": "nb", "nn": "nb", "iw": "he", "in": "id", "tl": "en", "mo": "ro"}
_DEFAULT_PRIORITY = 5


class Voice(msgspec.Struct, frozen=True, kw_only=True):
    """A voice. id: its engine and its name there; language: a BCP 47 tag, `und` if nobody knows."""

    id: str
    name: str
    language: str
    engine: Engine
    gender: Gender | None = None


class _Spoken(msgspec.Struct, frozen=True, kw_only=True):
    """A language as eSpeak NG describes it.

    file: its name among the languages. tag: its own tag. serves: all tags that it is good for, and
    its rank among those who are (low: first). dictionary: its words' file.
    """

    file: str
    name: str
    tag: str
    serves: Mapping[str, int]
    dictionary: str


class _Language(msgspec.Struct, frozen=True):
    code: str = ""


class _Description(msgspec.Struct, frozen=True):
    """What is read of a Piper model's description."""

    language: _Language = _Language()


def voices(models: Mapping[str, str]) -> tuple[Voice, ...]:
    """All voices: the built-in ones, then the neural ones of `models` (paths of models by name).

    Of the built-in ones a few variants are listed; any other that eSpeak NG has may be asked for.
    A neural voice is listed whether its model is there or not.
    """
    return _espeak_voices() + tuple(_piper_voice(*model) for model in sorted(models.items()))


def default_voice(language: str) -> str:
    """The id of the built-in voice that speaks the language of a BCP 47 tag; English for others."""
    tag = language.replace("_", "-").lower()
    while tag:
        found = _best(_ALSO.get(tag, tag))
        if found:
            return f"espeak:{found}"
        tag = tag.rpartition("-")[0]
    return _FALLBACK


def is_voice(id: str, models: Mapping[str, str]) -> bool:
    """Whether a voice of this id may be asked for."""
    engine, _, name = id.partition(":")
    if engine == "piper":
        return name in models
    language, plus, variant = name.partition("+")
    is_spoken = any(language == spoken.tag for spoken in _spoken())
    return engine == "espeak" and is_spoken and (not plus or variant in _variants())


def espeak_name(id: str) -> str:
    """What eSpeak NG calls a voice of its own: the file of its language, and the variant."""
    language, plus, variant = id.removeprefix("espeak:").partition("+")
    file = next(spoken.file for spoken in _spoken() if spoken.tag == language)
    return f"{file}{plus}{variant}"


def espeak_data() -> Path:
    """The folder of eSpeak NG's voices and dictionaries, in its package."""
    spec = find_spec("espeakng_loader")
    assert spec and spec.origin
    return Path(spec.origin).parent / "espeak-ng-data"


@cache
def _espeak_voices() -> tuple[Voice, ...]:
    return tuple(voice for spoken in _spoken() for voice in _with_variants(spoken))


def _with_variants(spoken: _Spoken) -> Iterator[Voice]:
    id, language = f"espeak:{spoken.tag}", _as_bcp47(spoken.tag)
    yield Voice(id=id, name=spoken.name, language=language, engine="espeak")
    for variant in _VARIANTS_LISTED:
        name, gender = _variants()[variant]
        yield Voice(
            id=f"{id}+{variant}",
            name=f"{spoken.name}, {name}",
            language=language,
            engine="espeak",
            gender=gender,
        )


@cache
def _spoken() -> tuple[_Spoken, ...]:
    """The languages whose words' files are there; of two with one tag the first in the alphabet."""
    folder = espeak_data() / "lang"
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    spoken = [_read_language(path, str(path.relative_to(folder))) for path in files]
    by_tag = {
        language.tag: language
        for language in reversed(spoken)
        if (espeak_data() / f"{language.dictionary}_dict").is_file()
    }
    return tuple(sorted(by_tag.values(), key=lambda language: language.tag))


def _read_language(path: Path, file: str) -> _Spoken:
    name, dictionary, serves = path.name, "", {}
    for key, values in _attributes(path):
        if key == "name":
            name = " ".join(values)
        elif key == "dictionary":
            dictionary = values[0]
        elif key == "language":
            serves[values[0].lower()] = int(values[1]) if values[1:] else _DEFAULT_PRIORITY
    tag = next(iter(serves))
    return _Spoken(
        file=file,
        name=name,
        tag=tag,
        serves=serves,
        dictionary=dictionary or tag.partition("-")[0],
    )


@cache
def _variants() -> Mapping[str, tuple[str, Gender | None]]:
    """eSpeak NG's variants by their names in addresses: what they are called, and their gender."""
    return {path.name: _read_variant(path) for path in (espeak_data() / "voices" / "!v").iterdir()}


def _read_variant(path: Path) -> tuple[str, Gender | None]:
    attributes = {key: values for key, values in _attributes(path) if values}
    gender = attributes.get("gender", [""])[0]
    name = " ".join(attributes.get("name", [path.name]))
    return name, "female" if gender == "female" else "male" if gender == "male" else None


def _attributes(path: Path) -> Iterator[tuple[str, list[str]]]:
    """The lines of a voice's file; see eSpeak NG's documentation of voices."""
    for line in path.read_text("utf-8").splitlines():
        key, *values = line.partition("//")[0].split() or [""]
        yield key, values


def _best(tag: str) -> str | None:
    """Who serves a tag: whose own one it is, else the one that says it does so best."""
    serving = [
        (spoken.tag != tag, spoken.serves[tag], spoken.tag)
        for spoken in _spoken()
        if tag in spoken.serves
    ]
    return min(serving)[2] if serving else None


def _as_bcp47(tag: str) -> str:
    """A tag in its usual case: `en-GB`, `cmn-Latn-pinyin`."""
    first, *others = tag.split("-")
    cased = [
        part.upper() if len(part) == 2 else part.title() if len(part) == 4 else part
        for part in others
    ]
    return "-".join([first, *cased])


def _piper_voice(name: str, path: str) -> Voice:
    code = _described_language(Path(f"{path}.json")) or name.partition("-")[0]
    return Voice(
        id=f"piper:{name}",
        name=name.replace("_", " "),
        language=code.replace("_", "-") if _is_tag(code) else "und",
        engine="piper",
    )


def _described_language(path: Path) -> str:
    """What a model's description says; nothing, where it is missing or damaged.

    The voice is listed all the same: who asks for it is told what is missing.
    """
    try:
        return msgspec.json.decode(path.read_bytes(), type=_Description).language.code
    except (OSError, msgspec.DecodeError):
        return ""


def _is_tag(code: str) -> bool:
    parts = code.replace("_", "-").split("-")
    return 2 <= len(parts[0]) <= 3 and all(part.isalnum() and part.isascii() for part in parts)
