"""What a renderer needs, laid out in a folder: the story, its pictures and sounds, the order."""

import asyncio
from collections.abc import Mapping
from pathlib import Path

import msgspec

from emberline.accounts.queries import name_of
from emberline.generations.queries import GenerationRow, Source
from emberline.generations.renderers.orders import Asset, Options, Order
from emberline.kit.blobs.fetching import fetch
from emberline.kit.errors import AppError
from emberline.kit.runtime import Runtime
from emberline.stories.engine.document import Story
from emberline.stories.engine.state import Log
from emberline.stories.rules.part_ids import node_id
from emberline.stories.service.playables import unpack
from emberline.stories.service.story_media import files_of, media_in

_NOT_FOUND = 404


async def lay_out(runtime: Runtime, row: GenerationRow, source: Source, place: Path) -> Order:
    """The order for a generation, with everything it names below the empty folder `place`.

    AppError 503, 507.
    """
    assert row.story_id is not None
    story = await asyncio.to_thread(_written, source.packed, place)
    author = await runtime.database.read(name_of, row.user_id)
    options = await asyncio.to_thread(_options, row.story_id, source, story)
    log = None if source.log is None else msgspec.convert(source.log, Log)
    return Order(
        kind=row.kind,  # type: ignore[arg-type]
        folder=str(place / "made"),
        document=str(place / "story.json"),
        author=story.author or author,
        identifier=f"urn:uuid:{row.id}",
        modified=f"{row.created_at:%Y-%m-%dT%H:%M:%SZ}",
        assets=await _assets(runtime, row.story_id, story, place / "media"),
        voice=source.voice,
        options=options,
        log=log,
        scenes=str(place / "scenes"),
        models=runtime.settings.models_by_name,
    )


def _written(packed: bytes, place: Path) -> Story:
    for name in ("made", "media", "scenes"):
        (place / name).mkdir()
    story = unpack(packed)
    (place / "story.json").write_bytes(msgspec.json.encode(story))
    return story


async def _assets(
    runtime: Runtime, story_id: str, story: Story, folder: Path
) -> Mapping[str, Asset]:
    """The story's media that there still are, copied into `folder`."""
    wanted = await asyncio.to_thread(media_in, story)
    files = await runtime.database.read(files_of, story_id, sorted(wanted))
    assets: dict[str, Asset] = {}
    for media_id, file in files.items():
        target = folder / media_id
        try:
            await fetch(runtime.blobs, file.key, target)
        except AppError as error:
            # Deleted meanwhile: the story is rendered as readers would see it now.
            if error.status != _NOT_FOUND:
                raise
            continue
        assets[media_id] = Asset(path=str(target), media_type=file.media_type)
    return assets


def _options(story_id: str, source: Source, story: Story) -> Options:
    """The options for the renderer, who knows nodes by their keys alone."""
    options = msgspec.convert(source.options, Options)
    if options.path is None:
        return options
    keys = {node_id(story_id, node.key): node.key for node in story.nodes}
    path = tuple(keys.get(name, name) for name in options.path)
    return msgspec.structs.replace(options, path=path)
