"""What is sent to ask for a generation, and the shapes of the answers."""

from collections.abc import Sequence
from typing import Annotated, Literal

from msgspec import Meta, Struct
from pydantic import Field

from emberline.generations.rules import LEVELS, STATUSES
from emberline.kit.answers import UtcTime, one_of
from emberline.kit.forms import Form, example
from emberline.kit.ids import Id
from emberline.kit.pages import PagedMeta

_PATH_MOST = 10_000
_VOICES_MOST = 100
_Key = Annotated[str, Field(min_length=1, max_length=200)]


class GenerationOptions(Form):
    """What may be asked for besides the kind; each kind takes its own."""

    progress_id: Id | None = Field(
        default=None, description="audio: narrate this play of yours, from its start."
    )
    path: list[_Key] | None = Field(
        default=None,
        min_length=1,
        max_length=_PATH_MOST,
        description="audio: narrate one way: the ids or keys of its nodes, from the start on.",
    )
    voices: dict[_Key, _Key] | None = Field(
        default=None,
        max_length=_VOICES_MOST,
        description="audio, epub: who speaks for which protagonist, by their keys.",
    )
    narrated: bool | None = Field(default=None, description="epub: one that reads itself aloud.")
    paper: Literal["a4", "a5", "letter"] | None = Field(
        default=None, description="pdf: the size of its pages, a5 when left out."
    )


class AskForGeneration(Form):
    """A generation of a story of yours."""

    model_config = example(
        {
            "story_id": "0197a1b2-7c4e-7000-8000-0000000000f1",
            "kind": "audio",
            "voice": "espeak:en-gb",
        }
    )

    story_id: Id
    kind: Literal["audio", "epub", "html", "pdf"] = "audio"
    voice: str | None = Field(
        default=None, min_length=1, max_length=200, description="As /voices names it."
    )
    options: GenerationOptions = GenerationOptions()


class RequestedGeneration(Struct, frozen=True):
    """A generation that was asked for."""

    id: str
    status: Annotated[str, one_of(STATUSES)]
    progress: Annotated[int, Meta(description="0 to 100.")]


class GenerationFile(Struct, frozen=True):
    """A file to fetch, with ranges; its address is yours alone and good for some hours."""

    name: str
    media_type: str
    bytes: int
    url: str


class GenerationFailure(Struct, frozen=True):
    """Why there is no result, and what to do."""

    code: str
    message: str


class Generation(Struct, frozen=True):
    """A generation. result_url: the main file's, null until it succeeded."""

    id: str
    story_id: str
    kind: str
    status: Annotated[str, one_of(STATUSES)]
    progress: Annotated[int, Meta(description="0 to 100; never goes back but by a retry.")]
    result_url: str | None
    results: Sequence[GenerationFile]
    error: GenerationFailure | None
    created_at: UtcTime
    started_at: UtcTime | None
    finished_at: UtcTime | None
    expires_at: Annotated[UtcTime | None, Meta(description="From then on its files are gone.")]


class GenerationPage(Struct, frozen=True):
    """A page of your generations, the newest first."""

    data: Sequence[Generation]
    meta: PagedMeta


class GenerationLogEntry(Struct, frozen=True):
    """Something that happened on the way. scene: its number in reading order, from 1."""

    id: str
    at: UtcTime
    attempt: int
    level: Annotated[str, one_of(LEVELS)]
    event: str
    message: str
    scene: int | None


class GenerationLogPage(Struct, frozen=True):
    """A page of a generation's log, the oldest first."""

    data: Sequence[GenerationLogEntry]
    meta: PagedMeta


class Voice(Struct, frozen=True):
    """A voice that narrates."""

    id: str
    name: str
    language: Annotated[str, Meta(description="As BCP 47 has it.")]
    engine: Annotated[str, one_of(("espeak", "piper"))]
    gender: str | None


class VoiceTotal(Struct, frozen=True):
    """How many voices there are."""

    total: int


class Voices(Struct, frozen=True):
    """All voices of this server."""

    data: Sequence[Voice]
    meta: VoiceTotal
