"""Faces for the people of the demo, simple ones."""

from dataclasses import dataclass

from emberline.demo.canvas import (
    EMBER,
    GLOW,
    INK,
    PAPER,
    box,
    disc,
    document,
    halo,
    line,
    linear,
    look,
    oval,
    paint,
    shape,
)

SIDE = 640


@dataclass(frozen=True, slots=True)
class Likeness:
    """How somebody looks: the colours, and `hairdo`, a key of HAIRDOS."""

    hairdo: str
    hair: str
    skin: str
    coat: str
    backdrop: str


def portrait(likeness: Likeness) -> bytes:
    """A bust on a plain ground, SIDE square."""
    behind, before = HAIRDOS[likeness.hairdo]
    return document(
        linear("back", f"{PAPER}/0.45", f"{INK}/0.25"),
        box(0, 0, SIDE, SIDE, likeness.backdrop),
        box(0, 0, SIDE, SIDE, paint("back")),
        halo(470, 150, 260, 260, GLOW, 0.4),
        _hair(likeness.hair, behind),
        shape("M80 640 C90 500 190 456 320 452 C450 456 550 500 560 640Z", likeness.coat),
        shape("M80 640 C90 500 190 456 320 452 C250 500 200 560 190 640Z", INK, look(0.14)),
        box(272, 390, 96, 110, likeness.skin, corner=44),
        oval(320, 452, 52, 22, INK, look(0.13)),
        oval(320, 304, 112, 136, likeness.skin),
        halo(258, 344, 46, 36, EMBER, 0.32),
        halo(382, 344, 46, 36, EMBER, 0.32),
        disc(280, 306, 10, INK),
        disc(360, 306, 10, INK),
        line("M286 376 Q320 404 354 376", "#6b2a22", 8),
        _hair(likeness.hair, before),
        width=SIDE,
        height=SIDE,
    )


def _hair(colour: str, paths: tuple[str, ...]) -> str:
    return "".join(shape(path, colour) for path in paths)


def _curl(x: float, y: float, reach: float) -> str:
    arc = f"a{reach} {reach} 0 1 0"
    return f"M{x - reach} {y} {arc} {2 * reach} 0 {arc} {-2 * reach} 0Z"


_FRINGE = "M206 290 Q200 158 320 158 Q440 158 434 290 Q400 222 320 222 Q240 222 206 290Z"

HAIRDOS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "short": (
        (),
        ("M204 300 Q190 150 320 150 Q450 150 436 300 Q420 220 320 214 Q220 220 204 300Z",),
    ),
    "long": (
        ("M190 300 Q170 130 320 130 Q470 130 450 300 L470 520 L170 520Z",),
        ("M206 300 Q200 160 330 160 Q440 160 434 300 Q400 230 300 216 Q230 240 206 300Z",),
    ),
    "bun": ((_curl(320, 150, 62),), (_FRINGE,)),
    "curls": (
        tuple(
            _curl(x, y, reach)
            for x, y, reach in (
                (210, 230, 66),
                (260, 170, 70),
                (340, 150, 74),
                (410, 200, 70),
                (436, 270, 54),
                (200, 300, 48),
            )
        ),
        (_FRINGE,),
    ),
    "bob": (
        ("M184 300 Q176 132 320 132 Q464 132 456 300 L458 420 Q400 440 320 430 Q240 440 182 420Z",),
        (_FRINGE,),
    ),
    "cap": (
        (),
        (
            "M196 250 Q196 140 320 140 Q444 140 444 250Z",
            "M204 232 h232 a22 22 0 0 1 0 44 h-232 a22 22 0 0 1 0 -44Z",
        ),
    ),
}
"""What is behind the face, and what is before it."""
