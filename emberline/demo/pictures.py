"""Draws the demo's own pictures: scenes for clips and portraits for avatars."""

from collections.abc import Callable, Mapping

import pyvips

from emberline.demo.canvas import HEIGHT, WIDTH, Chance
from emberline.demo.scenes import closeups, indoors, outdoors
from emberline.demo.scenes.portraits import Likeness, portrait

_GRAIN = 7.0
_QUALITY = 88

SCENES: Mapping[str, Callable[[Chance], bytes]] = {
    "lighthouse": outdoors.lighthouse,
    "bread": indoors.bread,
    "train": indoors.train,
    "map": closeups.map_,
    "aurora": outdoors.aurora,
    "cat": indoors.cat,
    "market": closeups.market,
    "desk": indoors.desk,
    "harbour": outdoors.harbour,
    "campfire": outdoors.campfire,
    "hills": outdoors.hills,
    "rain": closeups.rain,
    "tea": closeups.tea,
    "shelf": indoors.shelf,
    "kite": outdoors.kite,
}
"""Every scene by its name; upright, WIDTH by HEIGHT."""


def draw_scene(name: str, seed: int, width: int = WIDTH) -> bytes:
    """The scene `name` as JPEG, upright, `width` pixels wide; the same for the same seed."""
    return _jpeg(SCENES[name](Chance(seed, name)), seed, width / WIDTH)


def draw_portrait(likeness: Likeness, seed: int) -> bytes:
    """A square portrait as JPEG."""
    return _jpeg(portrait(likeness), seed, 1.0)


def _jpeg(svg: bytes, seed: int, scale: float) -> bytes:
    picture = pyvips.Image.svgload_buffer(svg, scale=scale).flatten()
    size = (picture.width, picture.height)
    # Grain and darker corners keep flat colours from looking like a chart.
    grain = pyvips.Image.gaussnoise(*size, sigma=_GRAIN, mean=0, seed=seed)
    graded = (picture * _vignette(*size) + grain).cast("uchar")
    jpeg: bytes = graded.jpegsave_buffer(Q=_QUALITY, keep="none")
    return jpeg


def _vignette(width: int, height: int) -> pyvips.Image:
    """Factors from 1 in the middle to 0.72 in the corners."""
    place = pyvips.Image.xyz(width, height)
    across, down = place[0] / width - 0.5, place[1] / height - 0.5
    return 1 - (across * across + down * down) * 0.56


assert WIDTH * 16 == HEIGHT * 9
