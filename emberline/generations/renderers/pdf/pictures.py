"""The pictures of a gamebook, as typst reads them and as large as they are printed."""

from collections.abc import Mapping
from pathlib import Path

import msgspec
import pyvips

from emberline.generations.renderers.orders import Asset

FOLDER = "pictures"
PRINTED_DPI = 300
# With fewer dots an inch a picture looks coarse: a small one is printed small.
COARSEST_DPI = 120
QUALITY = 85
MILLIMETRES = 25.4


class Picture(msgspec.Struct, frozen=True):
    """A picture to print. file: under the template's root. width: in millimetres."""

    file: str
    width: float


class Frame(msgspec.Struct, frozen=True):
    """The room that a picture has, in millimetres."""

    width: float
    height: float


class Pictures:
    """Makes each picture once, under `root`.

    unusable: the sources that are no readable pictures, in the order in which they were wanted.
    bytes: how much has been written.
    """

    def __init__(self, assets: Mapping[str, Asset], root: Path) -> None:
        self.unusable: list[str] = []
        self.bytes = 0
        self._assets = assets
        self._root = root
        self._made: dict[tuple[str, Frame], Picture | None] = {}
        (root / FOLDER).mkdir()

    def fitted(self, source: str, frame: Frame) -> Picture | None:
        """The picture that the document names `source`, to be printed into `frame`.

        None where there is none, or none that can be read.
        """
        wanted = (source, frame)
        if wanted not in self._made:
            self._made[wanted] = self._make(source, frame)
            if self._made[wanted] is None and source not in self.unusable:
                self.unusable.append(source)
        return self._made[wanted]

    def _make(self, source: str, frame: Frame) -> Picture | None:
        asset = self._assets.get(source)
        if asset is None or not asset.media_type.startswith("image/"):
            return None
        name = f"{FOLDER}/{len(self._made)}.jpg"
        try:
            image = _flat(_opened(asset.path, frame))
            image.write_to_file(str(self._root / name), Q=QUALITY, keep="none")
        except pyvips.Error:
            return None
        self.bytes += (self._root / name).stat().st_size
        return Picture(name, _printed_width(image.width, image.height, frame))


def _opened(path: str, frame: Frame) -> pyvips.Image:
    """The first frame, upright and in sRGB, with no more dots than are printed."""
    return pyvips.Image.thumbnail(
        path,
        _dots(frame.width),
        height=_dots(frame.height),
        size="down",
        output_profile="srgb",
        fail_on="error",
    )


def _dots(millimetres: float) -> int:
    return round(millimetres / MILLIMETRES * PRINTED_DPI)


def _flat(image: pyvips.Image) -> pyvips.Image:
    """On white, as on paper, in 8 bits a channel; JPEG knows no transparency."""
    if image.hasalpha():
        image = image.flatten(background=255)
    return image.colourspace("srgb").cast("uchar")


def _printed_width(columns: int, rows: int, frame: Frame) -> float:
    natural = columns / COARSEST_DPI * MILLIMETRES
    return round(min(frame.width, natural, frame.height * columns / rows), 2)
