"""Neural voices: a small model, run as the large ones are."""

from importlib import metadata
from pathlib import Path

import pytest

from emberline.generations.renderers.narration import piper
from emberline.generations.renderers.narration.piper import PiperSpeaker, identity
from emberline.generations.renderers.narration.reciting import is_silent
from emberline.kit.sandboxed import Refused
from emberline.stories.engine.document import Story
from tests.generations.renderers.narration_orders import Narration, scenes
from tests.generations.renderers.piper_models import RATE, write_model

VOICE = "piper:hum"


@pytest.fixture
def models(tmp_path: Path) -> dict[str, str]:
    """A voice that hums."""
    return {"hum": str(write_model(tmp_path))}


def test_a_model_speaks(models: dict[str, str]):
    with PiperSpeaker(VOICE, models) as speaker:
        short, long = speaker.speak("Go."), speaker.speak("The tide went out. It came back.")

    assert speaker.rate == RATE
    assert not is_silent(short.pcm)
    assert len(short.pcm) * 3 < len(long.pcm)


def test_phonemes_in_a_text_are_not_obeyed(models: dict[str, str]):
    with PiperSpeaker(VOICE, models) as speaker:
        plain, apart = speaker.speak("[[aa]] no"), speaker.speak("[ [aa]] no")

    assert plain == apart


def test_a_story_is_narrated_by_a_model(models: dict[str, str], tmp_path: Path):
    narration = Narration(tmp_path, scenes("The tide went out. You wait."), models=models)
    spoken = Narration(tmp_path, scenes("The tide went out. You wait."), models=models, voice=VOICE)

    assert spoken.narrate() == [1]
    assert spoken.plan[0].digest != narration.plan[0].digest


def test_another_model_under_the_same_name_is_another_voice(tmp_path: Path):
    models = {"hum": str(write_model(tmp_path))}
    before = identity(VOICE, models)
    assert identity(VOICE, models) == before

    write_model(tmp_path, loudness=0.2)
    after = identity(VOICE, models)
    Path(f"{models['hum']}.json").write_text("{}", "utf-8")

    assert len({before, after, identity(VOICE, models)}) == 3


def test_a_missing_file_is_named(tmp_path: Path):
    narration = Narration(
        tmp_path,
        story_to_say(),
        voice=VOICE,
        models={"hum": str(tmp_path / "nowhere" / "hum.onnx")},
    )

    with pytest.raises(Refused, match=r"hum\.onnx cannot be read") as refused:
        narration.narrate()

    assert refused.value.code == "missing_model"


def test_a_missing_description_is_named(models: dict[str, str]):
    Path(f"{models['hum']}.json").unlink()

    with pytest.raises(Refused, match=r"\.onnx\.json cannot be read"):
        identity(VOICE, models)


def test_a_voice_that_the_operator_took_away_is_missed(tmp_path: Path):
    with pytest.raises(Refused, match=r"hum\.onnx to the voice models") as refused:
        Narration(tmp_path, story_to_say(), voice=VOICE).narrate()

    assert refused.value.code == "missing_model"


@pytest.mark.parametrize(
    ("ending", "content"), [("", b"no model"), (".json", b"no JSON"), (".json", b"[]")]
)
def test_a_file_that_is_no_model_is_refused(tmp_path: Path, ending: str, content: bytes):
    model = write_model(tmp_path)
    model.with_name(model.name + ending).write_bytes(content)

    with (
        pytest.raises(Refused, match="cannot be loaded") as refused,
        PiperSpeaker(VOICE, {"hum": str(model)}),
    ):
        pass

    assert refused.value.code == "missing_model"


def test_without_the_package_it_is_said_what_to_install(
    models: dict[str, str], monkeypatch: pytest.MonkeyPatch
):
    def version(name: str) -> str:
        raise metadata.PackageNotFoundError(name)

    assert identity(VOICE, models)
    monkeypatch.setattr(piper, "version", version)

    with pytest.raises(Refused, match=r"emberline\[neural\]") as refused:
        identity(VOICE, models)

    assert refused.value.code == "missing_model"


def test_silence_cannot_be_speech(tmp_path: Path):
    models = {"hum": str(write_model(tmp_path, loudness=0.0))}
    narration = Narration(tmp_path, story_to_say(), voice=VOICE, models=models)

    with pytest.raises(Refused, match="no sound of this text") as refused:
        narration.narrate()

    assert refused.value.code == "cannot_be_spoken"
    assert list(narration.scenes.iterdir()) == []


def story_to_say() -> Story:
    return scenes("You wait.")
