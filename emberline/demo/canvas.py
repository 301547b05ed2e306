"""What the pictures of the demo are drawn with: palette, shapes of SVG, chance from a seed."""

from collections.abc import Sequence
from hashlib import sha256
from math import cos, pi, sin

WIDTH, HEIGHT = 1080, 1920

PAPER, LINEN, SAND = "#f6ecd9", "#e9d8b8", "#cdb48a"
EMBER, FLAME, GLOW = "#b9472a", "#e58a3c", "#ffd79a"
DUSK, NIGHT, INK = "#3b4668", "#161c30", "#0d111d"
WOOD, BARK, MOSS = "#8a5a37", "#4a2f21", "#5d6f4a"

_BLURS = (3, 8, 20, 50, 110)


class Chance:
    """Numbers that look random and are the same for the same seed, on every machine."""

    def __init__(self, seed: int, name: str) -> None:
        self._start = f"{seed}:{name}:".encode()
        self._drawn = 0

    def between(self, low: float, high: float) -> float:
        """A number from `low` up to, not including, `high`."""
        digest = sha256(self._start + str(self._drawn).encode()).digest()
        self._drawn += 1
        return low + (high - low) * int.from_bytes(digest[:6]) / 2**48

    def one_of(self, *choices: str) -> str:
        """One of `choices`."""
        return choices[int(self.between(0, len(choices)))]


def document(*parts: str, width: int = WIDTH, height: int = HEIGHT) -> bytes:
    """An SVG document of `parts`, painted in their order."""
    blurs = "".join(
        f'<filter id="soft{blur}" x="-1" y="-1" width="3" height="3">'
        f'<feGaussianBlur stdDeviation="{blur}"/></filter>'
        for blur in _BLURS
    )
    head = f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}">'
    return "".join((head, f"<defs>{blurs}</defs>", *parts, "</svg>")).encode()


def linear(name: str, *colours: str, across: bool = False) -> str:
    """A gradient called `name`, downwards or across. A colour may be `#rrggbb/opacity`."""
    end = 'x2="1" y2="0"' if across else 'x2="0" y2="1"'
    return f'<linearGradient id="{name}" x1="0" y1="0" {end}>{_stops(colours)}</linearGradient>'


def radial(name: str, *colours: str, x: float = 0.5, y: float = 0.5, reach: float = 0.5) -> str:
    """A gradient called `name` from a point outwards, in fractions of the shape that it fills."""
    place = f'cx="{x}" cy="{y}" r="{reach}"'
    return f'<radialGradient id="{name}" {place}>{_stops(colours)}</radialGradient>'


def _stops(colours: tuple[str, ...]) -> str:
    stops = []
    for number, colour in enumerate(colours):
        shade, _, opacity = colour.partition("/")
        offset = number / max(1, len(colours) - 1)
        stops.append(
            f'<stop offset="{offset:.3f}" stop-color="{shade}" stop-opacity="{opacity or 1}"/>'
        )
    return "".join(stops)


def paint(name: str) -> str:
    """The fill that is the gradient called `name`."""
    return f"url(#{name})"


def look(opacity: float = 1, soft: int = 0, turn: tuple[float, float, float] | None = None) -> str:
    """Attributes of a shape: see-through, blurred, turned by degrees about a point."""
    return (
        (f' opacity="{opacity:.3f}"' if opacity < 1 else "")
        + (f' filter="url(#soft{soft})"' if soft else "")
        + (f' transform="rotate({turn[0]:.2f} {turn[1]:.1f} {turn[2]:.1f})"' if turn else "")
    )


def box(
    x: float, y: float, width: float, height: float, fill: str, how: str = "", *, corner: float = 0
) -> str:
    """A rectangle from its upper left corner."""
    size = f'width="{width:.1f}" height="{height:.1f}" rx="{corner}"'
    return f'<rect x="{x:.1f}" y="{y:.1f}" {size} fill="{fill}"{how}/>'


def ground(fill: str) -> str:
    """The whole canvas, filled."""
    return box(0, 0, WIDTH, HEIGHT, fill)


def disc(x: float, y: float, radius: float, fill: str, how: str = "") -> str:
    """A circle about a point."""
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" fill="{fill}"{how}/>'


def oval(x: float, y: float, width: float, height: float, fill: str, how: str = "") -> str:
    """An ellipse about a point, by its half axes."""
    size = f'rx="{width:.1f}" ry="{height:.1f}"'
    return f'<ellipse cx="{x:.1f}" cy="{y:.1f}" {size} fill="{fill}"{how}/>'


def halo(x: float, y: float, width: float, height: float, colour: str, opacity: float = 1) -> str:
    """A glow, or a soft shadow, that is gone at its half axes; cheap, where a blur is not."""
    name = f"halo{colour.lstrip('#')}"
    fading = [f"{colour}/{part}" for part in (1, 0.93, 0.72, 0.45, 0.21, 0.06, 0)]
    return radial(name, *fading) + oval(x, y, width, height, paint(name), look(opacity))


def shape(path: str, fill: str, how: str = "") -> str:
    """A filled path."""
    return f'<path d="{path}" fill="{fill}"{how}/>'


def line(path: str, colour: str, width: float, how: str = "") -> str:
    """A path drawn with a round pen."""
    pen = f'stroke="{colour}" stroke-width="{width:.1f}" stroke-linecap="round"'
    return f'<path d="{path}" fill="none" {pen} stroke-linejoin="round"{how}/>'


def together(parts: list[str], how: str = "") -> str:
    """Several shapes that share how they look."""
    return f"<g{how}>{''.join(parts)}</g>"


def points(pairs: Sequence[tuple[float, float]]) -> str:
    """A path along `pairs`."""
    return "M" + " L".join(f"{x:.1f} {y:.1f}" for x, y in pairs)


def ridge(chance: Chance, top: float, swing: float, waves: int = 3, bottom: float = HEIGHT) -> str:
    """The outline of hills: a rolling line about `top`, closed at `bottom`."""
    phases = [(wave, chance.between(0, 2 * pi), swing / wave**0.9) for wave in range(1, waves + 1)]
    pairs = [
        (x, top + sum(size * sin(wave * x / 190 + phase) for wave, phase, size in phases))
        for x in range(-20, WIDTH + 40, 20)
    ]
    return f"{points(pairs)} L{WIDTH + 20} {bottom} L-20 {bottom}Z"


def ring(chance: Chance, x: float, y: float, radius: float, wobble: float) -> str:
    """A closed line about a point, round as far as `wobble` (0 to 0.3) lets it."""
    bends = [(bend, chance.between(0, 2 * pi), wobble / bend) for bend in (2, 3, 5)]
    pairs = []
    for step in range(72):
        angle = step * pi / 36
        reach = radius * (1 + sum(size * cos(bend * angle + at) for bend, at, size in bends))
        pairs.append((x + reach * cos(angle), y + reach * sin(angle)))
    return points(pairs) + "Z"


def stars(chance: Chance, count: int, bottom: float) -> str:
    """A sky of small lights above `bottom`, most of them faint."""
    lights = []
    for _ in range(count):
        bright = chance.between(0, 1) ** 3
        x, y = chance.between(0, WIDTH), chance.between(0, bottom)
        lights.append(disc(x, y, 1.2 + 2.4 * bright, PAPER, look(0.25 + 0.7 * bright)))
    return together(lights)


def fir(x: float, foot: float, height: float, colour: str) -> str:
    """A fir whose stem stands at `x`, `foot`."""
    tiers = []
    for tier in range(5):
        top, wide = foot - height + tier * height * 0.16, height * (0.10 + tier * 0.045)
        low = top + height * 0.34
        tiers.append(f"M{x:.0f} {top:.0f} L{x + wide:.0f} {low:.0f} L{x - wide:.0f} {low:.0f}Z")
    stem = box(x - height * 0.02, foot - height * 0.1, height * 0.04, height * 0.12, colour)
    return shape(" ".join(tiers), colour) + stem
