"""The voices that there are."""

import json
from pathlib import Path

import pytest

from emberline.generations.renderers.narration.voices import default_voice, is_voice, voices


def test_a_built_in_voice_says_who_speaks_what():
    listed = {voice.id: voice for voice in voices({})}

    plain, variant = listed["espeak:en-gb"], listed["espeak:en-gb+f3"]
    assert (plain.language, plain.engine, plain.gender) == ("en-GB", "espeak", None)
    assert (variant.language, variant.gender) == ("en-GB", "female")
    assert len(listed) > 300
    assert all(voice.name for voice in listed.values())


def test_every_listed_voice_may_be_asked_for():
    listed = voices({"ada": "/models/ada.onnx"})

    assert len({voice.id for voice in listed}) == len(listed)
    assert all(is_voice(voice.id, {"ada": ""}) for voice in listed)


@pytest.mark.parametrize(
    "id",
    [
        "espeak:en-gb+Alicia",
        "espeak:yue",
        "piper:ada",
    ],
)
def test_others_may_be_asked_for_as_well(id: str):
    assert is_voice(id, {"ada": "/models/ada.onnx"})


@pytest.mark.parametrize(
    "id",
    [
        *("", "espeak:", "espeak:xx", "espeak:en-gb+", "espeak:en-gb+../f3", "en-gb"),
        *("piper:", "piper:eve", "festival:en", "espeak:gmw/en"),
    ],
)
def test_there_is_no_other_voice(id: str):
    assert not is_voice(id, {"ada": "/models/ada.onnx"})


@pytest.mark.parametrize(
    ("language", "voice"),
    [
        ("en", "espeak:en-gb"),
        ("en-US", "espeak:en-us"),
        ("de-AT", "espeak:de"),
        ("fr", "espeak:fr-fr"),
        ("pt_BR", "espeak:pt-br"),
        ("es-MX", "espeak:es-419"),
        ("zh-Hant-TW", "espeak:cmn"),
        ("no", "espeak:nb"),
        ("sr-Latn", "espeak:sr"),
        ("tlh", "espeak:en-gb"),
        ("", "espeak:en-gb"),
    ],
)
def test_a_language_has_its_voice(language: str, voice: str):
    assert default_voice(language) == voice
    assert is_voice(voice, {})


def test_a_neural_voice_says_its_language(tmp_path: Path):
    model = tmp_path / "ada.onnx"
    described = tmp_path / "ada.onnx.json"
    described.write_text(json.dumps({"language": {"code": "de_DE"}}), "utf-8")

    assert [(voice.id, voice.language) for voice in voices({"ada": str(model)})[-1:]] == [
        ("piper:ada", "de-DE")
    ]


@pytest.mark.parametrize("content", [None, b"", b"[]", b'{"language": 3}', b'{"language":{}}'])
def test_a_neural_voice_without_a_description_is_named_by_its_language(
    tmp_path: Path, content: bytes | None
):
    if content is not None:
        (tmp_path / "model.onnx.json").write_bytes(content)
    models = {name: str(tmp_path / "model.onnx") for name in ("en_GB-ada-low", "somebody")}

    languages = {voice.id: voice.language for voice in voices(models)[-2:]}

    assert languages == {"piper:en_GB-ada-low": "en-GB", "piper:somebody": "und"}
