"""The picture of an audiobook: the story's cover as a JPEG, which every player shows."""

from collections.abc import Callable, Mapping

import pyvips

from emberline.generations.renderers.orders import Asset, LogLine, Order, Tell, Told

SIDE = 1400
PIXELS_MOST = 90_000_000
QUALITY = 85

# By their names, so that a file is read as what it was stored as and as nothing else.
_LOADERS: Mapping[str, Callable[..., pyvips.Image]] = {
    "image/jpeg": pyvips.Image.jpegload,
    "image/png": pyvips.Image.pngload,
    "image/webp": pyvips.Image.webpload,
    "image/gif": pyvips.Image.gifload,
    "image/avif": pyvips.Image.heifload,
}


def read_cover(order: Order, source: str | None, tell: Tell) -> bytes | None:
    """The cover that the story's document names as `source`, at most SIDE pixels wide and high.

    None where the story has none; and where it cannot be read, which the owner is told: a book
    without its cover is better than none.
    """
    if source is None:
        return None
    asset = order.assets.get(source)
    if asset is None:
        _warn(tell, "The story's cover is not among its files.")
        return None
    try:
        return _jpeg(asset)
    except (pyvips.Error, _TooLargeError) as error:
        _warn(tell, f"The story's cover cannot be used: {error}".strip())
        return None


class _TooLargeError(Exception):
    """A picture with more pixels than memory is for."""


def _jpeg(asset: Asset) -> bytes:
    pyvips.cache_set_max(0)
    if asset.media_type not in _LOADERS:
        raise pyvips.Error(f"{asset.media_type} is no picture for a cover")
    picture = _LOADERS[asset.media_type](asset.path, fail_on="error")
    if picture.width * picture.height > PIXELS_MOST:
        raise _TooLargeError(f"it has {picture.width} by {picture.height} pixels.")
    picture = picture.autorot().colourspace("srgb")
    if picture.hasalpha():
        picture = picture.flatten(background=255)
    small = picture.thumbnail_image(SIDE, height=SIDE, size="down")
    content: bytes = small.jpegsave_buffer(Q=QUALITY, keep="none")
    return content


def _warn(tell: Tell, message: str) -> None:
    tell(Told(log=LogLine(level="warning", event="cover.unusable", message=message)))
