"""Scenes seen from near: a map, a market stall, a table from above, a wet window."""

from math import cos, pi, sin

from emberline.demo.canvas import (
    BARK,
    DUSK,
    EMBER,
    FLAME,
    GLOW,
    HEIGHT,
    INK,
    MOSS,
    PAPER,
    SAND,
    WIDTH,
    WOOD,
    Chance,
    box,
    disc,
    document,
    ground,
    halo,
    line,
    linear,
    look,
    oval,
    paint,
    points,
    radial,
    ring,
    shape,
    together,
)


def map_(chance: Chance) -> bytes:
    """An old map of a coast, with a way marked on it."""
    coast = [
        (x, 1370 + 110 * sin(x / 170) + 46 * sin(x / 57 + 2) + 18 * sin(x / 21))
        for x in range(-20, WIDTH + 40, 12)
    ]
    water = [
        line(points([(x, y + 26 * n) for x, y in coast]), "#7d99a0", 4, look(0.7 - 0.12 * n))
        for n in range(1, 5)
    ]
    heights = []
    for x, y, size in ((330, 480, 250), (790, 860, 210), (200, 1060, 130)):
        wobble = chance.between(0.12, 0.22)
        for step in range(6):
            reach = size * (1 - step / 6.5)
            outline = ring(Chance(int(x), "height"), x, y, reach, wobble)
            heights.append(shape(outline, "#c9a56d", look(0.12)))
            heights.append(line(outline, "#9a6f43", 3, look(0.75)))
    stains = [_stain(chance) for _ in range(9)]
    folds = [box(x, 0, 6, HEIGHT, BARK, look(0.25, 3)) for x in (360, 720)]
    folds += [box(0, y, WIDTH, 6, BARK, look(0.25, 3)) for y in (480, 960, 1440)]
    way = "M150 1290 C260 1180 330 1210 400 1100 S560 960 520 820 S640 640 760 690 S930 560 880 420"
    return document(
        linear("paper", "#f5e8cd", "#ecd9b4", "#e3cb9f"),
        ground(paint("paper")),
        shape(f"{points(coast)} L1100 1940 L-20 1940Z", "#b9cbc5"),
        together(water),
        together(heights),
        _woods(chance),
        line(
            "M480 -20 C430 200 610 300 560 520 S430 900 610 1080 S700 1250 690 1440", "#7d99a0", 12
        ),
        f'<path d="{way}" fill="none" stroke="{EMBER}" stroke-width="10" stroke-dasharray="4 26" '
        'stroke-linecap="round"/>',
        disc(150, 1290, 20, EMBER),
        line("M850 390 l60 60 m0 -60 l-60 60", EMBER, 16),
        _compass(800, 1680),
        _whale(270, 1680),
        together(stains),
        together(folds),
        f'<rect x="34" y="34" width="1012" height="1852" fill="none" stroke="{BARK}" '
        'stroke-width="5" opacity="0.6"/>',
        f'<rect x="50" y="50" width="980" height="1820" fill="none" stroke="{BARK}" '
        'stroke-width="2" opacity="0.6"/>',
    )


def _woods(chance: Chance) -> str:
    woods = [
        shape(f"M{x:.0f} {y:.0f} l16 44 l-32 0Z", MOSS, look(0.8))
        for x, y in (
            (640 + chance.between(-120, 260), 350 + chance.between(-150, 130)) for _ in range(44)
        )
    ]
    return together(woods)


def _stain(chance: Chance) -> str:
    x, y, size = chance.between(0, WIDTH), chance.between(0, HEIGHT), chance.between(120, 320)
    return halo(x, y, size, size * chance.between(0.7, 1), WOOD, 0.13)


def _compass(x: float, y: float) -> str:
    rays = []
    for number in range(8):
        turn = number * 45
        long = 150 if number % 2 == 0 else 86
        tone = EMBER if number == 0 else DUSK
        rays.append(shape(f"M{x} {y} l20 -24 l-20 {-long + 24}Z", tone, look(turn=(turn, x, y))))
        rays.append(shape(f"M{x} {y} l-20 -24 l20 {-long + 24}Z", PAPER, look(turn=(turn, x, y))))
    circles = [
        f'<circle cx="{x}" cy="{y}" r="{reach}" fill="none" stroke="{DUSK}" stroke-width="4"/>'
        for reach in (104, 116)
    ]
    return together([*circles, *rays, disc(x, y, 12, EMBER)])


def _whale(x: float, y: float) -> str:
    return together(
        [
            shape(
                f"M{x - 120} {y} q20 -90 130 -80 q90 10 120 60 q30 -10 40 -60 q24 26 60 20 "
                f"q-20 60 -80 74 q-60 60 -170 50 q-90 -8 -100 -64Z",
                "#6f8a92",
            ),
            disc(x - 76, y - 4, 7, INK),
            line(f"M{x - 112} {y + 24} q40 16 84 4", PAPER, 4),
            line(
                f"M{x - 20} {y - 92} q-10 -50 -50 -46 M{x - 20} {y - 92} q10 -56 52 -44",
                "#6f8a92",
                8,
            ),
            together(
                [
                    line(f"M{x - 180 + n * 120} {y + 84} q30 -20 60 0 t60 0", "#7d99a0", 5)
                    for n in range(3)
                ]
            ),
        ]
    )


def market(chance: Chance) -> bytes:
    """A market stall in the evening, under lamps."""
    wide = 120
    awning = []
    for number in range(9):
        x, tone = number * wide, EMBER if number % 2 == 0 else PAPER
        awning += [box(x, 330, wide, 330, tone), disc(x + wide / 2, 660, wide / 2, tone)]
    crates = []
    for row, y in enumerate((1130, 1340, 1550)):
        for number in range(3):
            x, tones = 30 + number * 345, _FRUIT[(row * 3 + number) % len(_FRUIT)]
            crates.append(_crate(chance, x, y, tones))
    lamps = []
    for number in range(6):
        across, down = 90 + number * 180, 770 + 46 * sin(number * pi / 5)
        lamps += [halo(across, down, 122, 122, GLOW, 0.6), disc(across, down, 22, "#fff3cf")]
    return document(
        linear("sky", "#2a3158", "#6f4f74", "#dc8460"),
        linear("fall", "#000000/0", "#3d0f0a/0.45"),
        ground(paint("sky")),
        box(0, 600, WIDTH, 600, "#e08a5f", look(0.35, 50)),
        _houses(chance),
        box(60, 320, 26, 1500, BARK),
        box(994, 320, 26, 1500, BARK),
        together(awning),
        box(0, 330, WIDTH, 340, paint("fall")),
        box(0, 300, WIDTH, 40, BARK),
        line("M40 740 Q540 860 1040 740", INK, 5),
        together(lamps),
        box(0, 1120, WIDTH, 800, "#3a2419"),
        together(crates),
        box(0, 1770, WIDTH, 150, WOOD),
        together([box(x, 1770, 4, 150, BARK) for x in range(90, 1080, 150)]),
        halo(540, 1180, 796, 476, GLOW, 0.20),
    )


def _houses(chance: Chance) -> str:
    houses = [
        box(
            x,
            720 + chance.between(-60, 60),
            150,
            500,
            chance.one_of("#3d3557", "#4c3a55", "#2f2f50"),
        )
        for x in range(-30, 1080, 140)
    ]
    windows = [
        box(chance.between(20, 1040), chance.between(800, 1080), 26, 38, GLOW, look(0.75))
        for _ in range(20)
    ]
    return together([*houses, *windows])


_FRUIT = (
    ("#e2572f", "#c94526", "#ef7a45"),
    ("#f0a63a", "#e8933a", "#f7c063"),
    ("#6d8a43", "#88a255", "#58733a"),
    ("#6a3f63", "#7e4f74", "#4f2d4c"),
    ("#f3cf5c", "#e9bd47", "#f8de86"),
    ("#a83231", "#c2453d", "#8c2527"),
    ("#d98b6a", "#e6a27f", "#c97a58"),
    ("#8f9f4d", "#b4b866", "#74863f"),
    ("#f2e0b8", "#e3cb98", "#d4b982"),
)


def _crate(chance: Chance, x: float, y: float, tones: tuple[str, ...]) -> str:
    fruit = []
    for row in range(3):
        for number in range(6):
            at = x + 36 + number * 51 + (row % 2) * 22
            low = y + 6 + row * 34 + chance.between(-6, 6)
            size = chance.between(29, 35)
            fruit += [
                disc(at, low, size, chance.one_of(*tones)),
                disc(at - size * 0.3, low - size * 0.35, size * 0.28, "#fff6e0", look(0.4)),
                disc(at, low + size * 0.5, size * 0.7, INK, look(0.10)),
            ]
    boards = [
        box(x, y + 78, 330, 112, WOOD, corner=5),
        box(x, y + 130, 330, 6, BARK, look(0.8)),
        box(x + 12, y + 78, 14, 112, BARK, look(0.5)),
        box(x + 304, y + 78, 14, 112, BARK, look(0.5)),
        box(x + 120, y + 90, 90, 60, PAPER, corner=4),
        line(f"M{x + 136} {y + 112} h58 M{x + 136} {y + 130} h36", DUSK, 5),
    ]
    return together([*fruit, *boards])


def tea(chance: Chance) -> bytes:
    """A table from above: a cup of tea, an open book, two biscuits."""
    boards = []
    for number in range(6):
        x = number * 184
        tone = ("#a9744a", "#9b683f", "#b07c50")[number % 3]
        boards.append(box(x, 0, 180, HEIGHT, tone))
        for _ in range(9):
            at, bend = x + chance.between(8, 170), chance.between(-14, 14)
            boards.append(line(f"M{at:.0f} 0 q{bend:.0f} 960 0 1920", BARK, 3, look(0.25)))
    return document(
        radial("brew", "#e79a43", "#c66a22", "#8a3d14"),
        radial("china", "#fffaf0", "#f2e5cc", "#d9c5a0"),
        linear("page", "#fff8e8", "#efdfc0", across=True),
        linear("leaf", "#e6d3ae", "#fff8e8", across=True),
        together(boards),
        halo(420, 560, 352, 352, INK, 0.5),
        disc(400, 530, 300, paint("china")),
        disc(400, 530, 262, EMBER, look(0.85)),
        disc(400, 530, 252, paint("china")),
        halo(412, 546, 222, 222, INK, 0.35),
        shape(
            "M560 470 q120 -30 130 50 q0 90 -130 60 l0 -30 q90 14 90 -34 q0 -40 -90 -12Z", "#f2e5cc"
        ),
        disc(400, 530, 178, "#fffaf0"),
        disc(400, 530, 156, paint("brew")),
        shape("M290 450 Q360 380 450 396 Q370 420 318 500Z", "#ffe3b0", look(0.5, 8)),
        disc(446, 586, 46, "#f6d795", look(0.9)),
        together(
            [
                line(
                    f"M446 586 l{42 * cos(n * pi / 4):.0f} {42 * sin(n * pi / 4):.0f}", "#d99b3f", 4
                )
                for n in range(8)
            ]
        ),
        line("M640 300 L820 180", "#cfd3d6", 20),
        oval(612, 322, 50, 32, "#dfe3e6", look(turn=(-34, 612, 322))),
        _fallen_leaves(chance),
        _open_book(chance),
        _biscuit(chance, 220, 1690),
        _biscuit(chance, 350, 1770),
        halo(0, 0, 620, 900, GLOW, 0.45),
    )


def _fallen_leaves(chance: Chance) -> str:
    leaves = []
    for x, y, turn in (
        (880, 640, 20),
        (950, 730, 70),
        (840, 780, -30),
        (170, 1180, 140),
        (110, 1090, 80),
    ):
        outline = f"M{x} {y} q60 -50 130 0 q-70 50 -130 0Z"
        leaves += [
            shape(outline, chance.one_of(EMBER, FLAME, "#a9542d"), look(turn=(turn, x, y))),
            line(f"M{x} {y} h120", BARK, 3, look(0.6, turn=(turn, x, y))),
        ]
    return together(leaves)


def _open_book(chance: Chance) -> str:
    rows = []
    for side in (300, 650):
        for row in range(15):
            y, wide = 1150 + row * 36, chance.between(210, 260) if row % 5 != 4 else 120
            rows.append(line(f"M{side} {y} h{wide:.0f}", DUSK, 6, look(0.55)))
    book = [
        box(236, 1086, 742, 652, INK, look(0.35), corner=14),
        box(226, 1060, 736, 660, "#7d2f20", corner=12),
        shape("M240 1076 Q420 1050 594 1080 L594 1704 Q420 1680 240 1700Z", paint("page")),
        shape("M948 1076 Q770 1050 594 1080 L594 1704 Q770 1680 948 1700Z", paint("leaf")),
        box(570, 1080, 48, 620, BARK, look(0.25, 8)),
        *rows,
        shape("M880 1060 h36 v330 l-18 -26 l-18 26Z", EMBER),
    ]
    return together(book, look(turn=(8, 590, 1390)))


def _biscuit(chance: Chance, x: float, y: float) -> str:
    crumbs = [
        disc(x + chance.between(-62, 62), y + chance.between(-62, 62), 8, BARK, look(0.75))
        for _ in range(12)
    ]
    return together(
        [
            disc(x + 8, y + 12, 100, INK, look(0.45, 8)),
            disc(x, y, 96, "#d69a55"),
            disc(x, y, 84, "#e3b06c"),
            *crumbs,
        ]
    )


def rain(chance: Chance) -> bytes:
    """A street at night through a wet window."""
    lights = []
    for _ in range(90):
        x, y = chance.between(-40, 1120), 1000 + chance.between(-1, 1) * chance.between(60, 640)
        size, tone = chance.between(24, 104), chance.one_of(GLOW, FLAME, EMBER, "#8fa8d8", PAPER)
        lights.append(disc(x, y, size, tone, look(chance.between(0.14, 0.5))))
    runs = []
    for _ in range(34):
        x, y, run = chance.between(20, 1060), chance.between(-100, 1500), chance.between(120, 520)
        sway = chance.between(-10, 10)
        runs.append(
            line(f"M{x:.0f} {y:.0f} q{sway:.0f} {run / 2:.0f} 0 {run:.0f}", PAPER, 5, look(0.16))
        )
        runs.append(_drop(x, y + run, chance.between(9, 15)))
    drops = [
        _drop(
            chance.between(0, WIDTH), chance.between(0, HEIGHT), 2 + 9 * chance.between(0, 1) ** 2
        )
        for _ in range(420)
    ]
    return document(
        linear("night", "#141a31", "#252a4b", "#4a3650", "#20203a"),
        linear("bead", "#fff6e4/0.15", "#fff6e4/0.85"),
        ground(paint("night")),
        halo(540, 1010, 876, 506, EMBER, 0.4),
        together(lights),
        together(
            [
                halo(x, 1640, 130, 320, tone, 0.35)
                for x, tone in ((180, FLAME), (470, GLOW), (860, EMBER))
            ]
        ),
        _walker(),
        together(runs),
        together(drops),
        box(0, 1800, WIDTH, 120, "#1a1418"),
        box(0, 1790, WIDTH, 16, SAND, look(0.35)),
    )


def _walker() -> str:
    parts = [
        shape(
            "M330 1040 Q350 830 560 820 Q780 830 800 1040 Q740 1000 690 1036 "
            "Q620 990 565 1036 Q500 990 440 1036 Q380 1000 330 1040Z",
            EMBER,
        ),
        shape(
            "M560 820 Q780 830 800 1040 Q740 1000 690 1036 Q680 880 560 820Z", "#7d2a1b", look(0.6)
        ),
        line("M565 800 L565 1290", INK, 12),
        disc(530, 1110, 56, "#15131f"),
        shape("M450 1500 Q430 1190 530 1170 Q640 1190 630 1500Z", "#1a1a2a"),
        line("M490 1490 L480 1680 M580 1490 L596 1676", "#12111c", 46),
        line("M600 1240 L566 1270", "#1a1a2a", 44),
        halo(540, 1690, 183, 35, INK, 0.7),
    ]
    return together(parts, look(0.97, 3))


def _drop(x: float, y: float, size: float) -> str:
    return oval(x, y, size * 0.86, size, paint("bead"), look(0.65))
