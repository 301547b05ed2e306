"""Sounds for stories: taken in every format, made playable everywhere, not for clips."""

import wave
from io import BytesIO
from typing import Any

import av
import pytest

from tests.accounts.factories import Person, make_person
from tests.clips.factories import photo, stored_keys
from tests.media.factories import until_buried, until_processed

pytestmark = pytest.mark.anyio

ON_SQLITE = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)

RATE = 8000


def silence(seconds: float = 1.0) -> bytes:
    """A WAV with nothing to hear."""
    file = BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(RATE)
        sound.writeframes(bytes(int(seconds * RATE) * 2))
    return file.getvalue()


def encoded(container_format: str, codec: str, **tags: str) -> bytes:
    """Half a second in another format."""
    file = BytesIO()
    # What is opened and added here is of sound; the package's types cannot know.
    container: Any
    source: Any
    with av.open(file, "w", format=container_format) as container:
        container.metadata.update(tags)
        stream = container.add_stream(codec, rate=48000, layout="stereo")
        with av.open(BytesIO(silence(0.5)), format="wav") as source:
            resampler = av.AudioResampler(
                format=stream.codec_context.format,
                layout="stereo",
                rate=48000,
                frame_size=stream.codec_context.frame_size or 1152,
            )
            for frame in source.decode(audio=0):
                for each in resampler.resample(frame):
                    container.mux(stream.encode(each))
            for each in resampler.resample(None):
                container.mux(stream.encode(each))
            container.mux(stream.encode(None))
    return file.getvalue()


async def send(person: Person, content: bytes, name: str = "wind.wav") -> Any:
    answer = await person.http.post("/media", files={"file": (name, content)})
    assert answer.status_code == 201, answer.text
    return answer.json()


async def test_a_sound_becomes_one_that_plays_everywhere_and_tells_nothing_else(server):
    owner = await make_person(server)
    content = encoded("mp3", "libmp3lame", artist="Somebody", comment="at home")
    sent = await send(owner, content, "wind.mp3")
    assert (sent["kind"], sent["status"], sent["media_url"]) == ("audio", "processing", None)
    made = await until_processed(owner, sent["media_id"])
    assert (made["status"], made["width"], made["height"]) == ("ready", None, None)
    assert made["duration_seconds"] == pytest.approx(0.5, abs=0.1)
    answer = await server.http.get(made["media_url"])
    assert answer.headers["content-type"] == "audio/mp4"
    assert made["bytes"] == len(answer.content)
    assert b"Somebody" not in answer.content and b"at home" not in answer.content
    with av.open(BytesIO(answer.content)) as container:
        (stream,) = container.streams
        assert (stream.type, stream.codec_context.name) == ("audio", "aac")
    await until_buried(server)
    assert len(await stored_keys(server)) == 1


@ON_SQLITE
@pytest.mark.parametrize(
    ("container_format", "codec", "name"),
    [
        ("wav", "pcm_s16le", "a.wav"),
        ("ogg", "flac", "a.ogg"),
        ("ogg", "libopus", "a.opus"),
        ("flac", "flac", "a.flac"),
        ("adts", "aac", "a.aac"),
        ("ipod", "aac", "a.m4a"),
        # Recorders write sound under the brands of films.
        ("mp4", "aac", "a.m4a"),
    ],
)
async def test_every_format_is_taken(server, container_format, codec, name):
    owner = await make_person(server)
    sent = await send(owner, encoded(container_format, codec), name)
    assert (await until_processed(owner, sent["media_id"]))["status"] == "ready"


@ON_SQLITE
async def test_what_cannot_be_heard_is_refused(server):
    owner = await make_person(server)
    whole = encoded("mp3", "libmp3lame")
    broken = whole[:64] + bytes(len(whole) - 64)
    cases = (
        (broken, "a.mp3"),
        (silence()[:40], "a.wav"),
        (silence(0), "a.wav"),
        (silence(1801), "a.wav"),
        (photo(), "a.mp3"),
    )
    assert (await send(owner, silence(1799)))["kind"] == "audio"
    for content, name in cases:
        answer = await owner.http.post("/media", files={"file": (name, content)})
        assert answer.status_code == 400, name


async def test_a_clip_shows_no_sound(server):
    author = await make_person(server)
    sent = await send(author, silence())
    made = await until_processed(author, sent["media_id"])
    for body in ({"media_id": made["media_id"]}, {"media_url": made["media_url"]}):
        answer = await author.http.post("/stories", json=body)
        assert answer.status_code == 400, answer.text
    upload = await author.http.post("/stories", files={"file": ("a.wav", silence())})
    assert (upload.status_code, upload.json()["error"]) == (400, "Invalid file format")
    older = await author.http.post("/api/clips/upload", files={"clip": ("a.wav", silence())})
    assert older.status_code == 400
    # It is as free as before.
    assert (await author.http.delete(f"/media/{made['media_id']}")).is_success
