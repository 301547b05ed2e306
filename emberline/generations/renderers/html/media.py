"""The pictures and sounds of a story as `data:` addresses, as many as a file can hold."""

import base64
from collections.abc import Iterator, Mapping
from pathlib import Path

from emberline.generations.renderers.orders import Asset, LogLine, Tell, Told
from emberline.stories.engine.document import Story

MEDIA_BYTES_MOST = 60_000_000
"""So many bytes of media go into one file; with more, browsers open it slowly or not at all."""

_SHOWN = ("image/", "audio/")


def media_of(story: Story, assets: Mapping[str, Asset], tell: Tell) -> dict[str, str]:
    """Addresses by the names that the document uses; pictures come first, then sounds.

    What the order has no bytes of, or has no room here, is left out and told.
    """
    addresses: dict[str, str] = {}
    missing, left_out, room = 0, 0, MEDIA_BYTES_MOST
    for source in dict.fromkeys(_named(story)):
        asset = assets.get(source)
        if asset is None or not asset.media_type.startswith(_SHOWN):
            missing += 1
        elif (size := Path(asset.path).stat().st_size) > room:
            left_out += 1
        else:
            room -= size
            encoded = base64.b64encode(Path(asset.path).read_bytes()).decode()
            addresses[source] = f"data:{asset.media_type};base64,{encoded}"
    if missing:
        _warn(tell, "media.missing", f"{missing} pictures or sounds of the story are not there.")
    if left_out:
        most = MEDIA_BYTES_MOST // 1_000_000
        message = f"{left_out} pictures or sounds do not fit into the {most} MB of one file."
        _warn(tell, "media.left_out", message)
    return addresses


def _named(story: Story) -> Iterator[str]:
    if story.cover is not None:
        yield story.cover
    yield from (item.image for item in story.items.values() if item.image is not None)
    for kind in ("image", "audio"):
        for node in story.nodes:
            yield from (media.source for media in node.media if media.kind == kind)


def _warn(tell: Tell, event: str, message: str) -> None:
    tell(Told(log=LogLine(level="warning", event=event, message=message)))
