"""Scenes within walls, and on tables."""

from emberline.demo.canvas import (
    BARK,
    DUSK,
    EMBER,
    FLAME,
    GLOW,
    INK,
    LINEN,
    MOSS,
    NIGHT,
    PAPER,
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
    radial,
    ridge,
    shape,
    stars,
    together,
)


def bread(chance: Chance) -> bytes:
    """A loaf on a table, in the light of a window."""
    flour = [
        disc(
            chance.between(90, 990),
            chance.between(1420, 1600),
            chance.between(1.5, 5),
            "#fff8ea",
            look(0.7),
        )
        for _ in range(150)
    ]
    stripes = [
        shape(f"M{x} 1480 l60 0 l44 440 l-74 0Z", EMBER, look(0.85)) for x in (690, 840, 990)
    ]
    return document(
        linear("wall", "#d9c4a0", "#efdfc0", "#e2c99f"),
        linear("table", "#a8703f", "#7a4b2b", "#4f2f1f"),
        radial("crust", "#eeb066", "#c97a36", "#8f4a20", "#5d2d17", x=0.42, y=0.3, reach=0.72),
        linear("light", "#fff6dd/0.9", "#ffe9bf/0.2"),
        ground(paint("wall")),
        together([_pane(120, 180), _pane(350, 180), _pane(120, 520), _pane(350, 520)]),
        _shelf_with_jars(),
        box(0, 1300, WIDTH, 620, paint("table")),
        _grain(chance, 1310, 1900, "#3f2418"),
        shape("M0 1300 L620 1300 L900 1920 L0 1920Z", GLOW, look(0.12)),
        shape("M620 1480 L1100 1480 L1140 1920 L690 1920Z", PAPER),
        together(stripes),
        halo(560, 1398, 502, 92, INK, 0.6),
        shape("M140 1330 L940 1330 Q980 1400 920 1420 L160 1420 Q100 1400 140 1330Z", "#b98450"),
        shape(
            "M150 1270 C120 1090 300 960 540 960 C790 960 960 1090 930 1270 "
            "C910 1370 800 1384 540 1384 C280 1384 170 1370 150 1270Z",
            paint("crust"),
        ),
        _cuts(),
        _freckles(chance),
        halo(430, 1040, 232, 72, "#ffe2b0", 0.35),
        together(flour),
        shape("M150 1660 L560 1600 Q600 1610 590 1640 L160 1700Z", "#d8dce0"),
        line("M70 1698 L170 1680", BARK, 40),
    )


def _cuts() -> str:
    slashes = []
    for x in (330, 470, 610, 750):
        cut = f"M{x - 62} 1262 Q{x - 26} 1120 {x + 62} 1040 Q{x + 44} 1170 {x - 62} 1262Z"
        slashes += [
            shape(cut, "#6e3a1c", look(0.55, 8)),
            shape(cut, "#f0c88c"),
            line(f"M{x - 56} 1250 Q{x - 10} 1120 {x + 58} 1046", "#7c4320", 7, look(0.8, 3)),
        ]
    return together(slashes)


def _freckles(chance: Chance) -> str:
    freckles = [
        disc(
            540 + chance.between(-330, 330),
            1230 + chance.between(-150, 120),
            chance.between(2, 6),
            "#fff1d6",
            look(0.35),
        )
        for _ in range(90)
    ]
    return together(freckles)


def _pane(x: float, y: float) -> str:
    return shape(f"M{x} {y} l200 40 l0 300 l-200 -40Z", "#fff7e2", look(0.75))


def _shelf_with_jars() -> str:
    jars = []
    for x, tone in ((700, EMBER), (820, MOSS), (940, FLAME)):
        jars += [
            box(x, 520, 96, 150, "#f4e6cb", look(0.9), corner=16),
            box(x + 8, 570, 80, 94, tone, look(0.75), corner=12),
            box(x + 6, 500, 84, 26, BARK, corner=6),
        ]
    return together(
        [*jars, box(660, 670, 420, 26, WOOD), box(660, 696, 420, 30, INK, look(0.2, 8))]
    )


def _grain(chance: Chance, top: float, bottom: float, tone: str) -> str:
    lines = []
    for _ in range(46):
        y, bend = chance.between(top, bottom), chance.between(-12, 12)
        lines.append(line(f"M0 {y:.0f} Q540 {y + bend:.0f} 1080 {y:.0f}", tone, 3, look(0.22)))
    return together(lines)


def train(chance: Chance) -> bytes:
    """The window of a night train, a glass of tea on its sill."""
    window = 'clip-path="url(#window)"'
    return document(
        linear("sky", "#131a36", "#2f3560", "#8a5266", "#e58d57"),
        linear("wall", "#54302a", "#3b211f", "#241517"),
        linear("tea", "#e08a35", "#8f3d17"),
        linear("seat", "#a4402a", "#5f2119"),
        '<clipPath id="window">',
        box(110, 230, 860, 1010, INK, corner=90),
        "</clipPath>",
        ground(paint("wall")),
        together([box(x, 0, 4, 1920, INK, look(0.25)) for x in range(45, 1080, 110)]),
        f"<g {window}>",
        box(110, 230, 860, 1010, paint("sky")),
        stars(chance, 110, 800),
        disc(745, 440, 64, "#fbeccb"),
        halo(745, 440, 210, 210, GLOW, 0.35),
        shape(ridge(chance, 930, 46, 3), "#4b3a5c"),
        shape(ridge(chance, 1010, 34, 3), "#2b2744"),
        shape(ridge(chance, 1090, 26, 2), "#161830"),
        _passing_lights(chance),
        box(420, 1140, 800, 6, PAPER, look(0.35, 3)),
        shape("M110 230 L470 230 L150 1240 L110 1240Z", PAPER, look(0.10)),
        shape("M560 230 L660 230 L340 1240 L240 1240Z", PAPER, look(0.07)),
        halo(300, 420, 162, 92, GLOW, 0.38),
        "</g>",
        _FRAME,
        shape("M0 0 L210 0 Q240 480 150 900 Q90 1160 20 1300 L0 1300Z", EMBER),
        together(
            [line(f"M{x} 0 Q{x + 20} 600 {x / 3:.0f} 1240", "#7a2a1c", 8) for x in (50, 110, 170)]
        ),
        box(0, 1310, WIDTH, 54, "#b07a4a", corner=12),
        box(0, 1360, WIDTH, 34, INK, look(0.45, 8)),
        _tea_glass(690, 1310),
        shape("M250 1312 L470 1290 L486 1310 L262 1312Z", PAPER),
        shape("M250 1312 L262 1290 L470 1268 L470 1292Z", DUSK),
        _seats(),
        halo(540, 1240, 876, 436, FLAME, 0.14),
    )


def _passing_lights(chance: Chance) -> str:
    far = [
        oval(
            chance.between(100, 980),
            chance.between(900, 1150),
            chance.between(30, 130),
            chance.between(1.5, 4),
            chance.one_of(GLOW, FLAME, PAPER),
            look(chance.between(0.4, 0.95)),
        )
        for _ in range(46)
    ]
    return together(far, look(1, 3))


_FRAME = (
    '<rect x="110" y="230" width="860" height="1010" rx="90" fill="none" '
    f'stroke="{WOOD}" stroke-width="34"/>'
    '<rect x="130" y="250" width="820" height="970" rx="74" fill="none" '
    f'stroke="{INK}" stroke-width="8" opacity="0.5"/>'
)


def _seats() -> str:
    return together(
        [
            shape(
                "M0 1560 Q0 1470 90 1470 L430 1470 Q520 1470 520 1560 L520 1920 L0 1920Z",
                paint("seat"),
            ),
            shape(
                "M560 1560 Q560 1470 650 1470 L990 1470 Q1080 1470 1080 1560 L1080 1920 L560 1920Z",
                paint("seat"),
            ),
            together([disc(x, 1690, 10, "#4c1913") for x in (140, 260, 380, 700, 820, 940)]),
        ]
    )


def _tea_glass(x: float, foot: float) -> str:
    steam = [
        line(f"M{x + at} {foot - 215} q-40 -70 0 -130 t0 -130", PAPER, 14, look(0.4, 8))
        for at in (-22, 26)
    ]
    parts = [
        shape(f"M{x - 66} {foot - 200} l132 0 l-14 190 l-104 0Z", PAPER, look(0.3)),
        shape(f"M{x - 60} {foot - 150} l120 0 l-12 138 l-96 0Z", paint("tea")),
        shape(f"M{x - 66} {foot - 92} l130 0 l-9 92 l-112 0Z", "#c9b48c", look(0.9)),
        line(f"M{x + 60} {foot - 84} q56 0 48 40 t-58 30", "#c9b48c", 12),
        together([disc(x - 40 + 20 * n, foot - 46, 6, "#7d6a48") for n in range(5)]),
        line(f"M{x - 36} {foot - 190} l6 90", PAPER, 7, look(0.7)),
    ]
    return together([*parts, *steam])


def cat(chance: Chance) -> bytes:
    """A cat on a sill, looking out over the roofs."""
    roofs = []
    for _ in range(15):
        x, top = chance.between(120, 900), chance.between(1010, 1180)
        wide, tone = chance.between(110, 210), chance.one_of("#3a2f4d", "#4a3350", "#2b2842")
        roofs += [
            shape(f"M{x:.0f} {top:.0f} l{wide / 2:.0f} -70 l{wide / 2:.0f} 70Z", "#6b3b3f"),
            box(x + 8, top, wide - 16, 400, tone),
            box(x + wide * 0.3, top + 40, 24, 34, chance.one_of(GLOW, FLAME, "#2a2440")),
            box(x + wide * 0.6, top + 40, 24, 34, chance.one_of(GLOW, "#2a2440")),
        ]
    return document(
        linear("sky", "#28345c", "#6a5a83", "#d58a72", "#f5c48a"),
        linear("wall", "#e7d3ae", "#c9a97c"),
        linear("drape", "#a63f27", "#cf6240", "#8c3220", "#b84c2f", across=True),
        linear("sill", "#f7ead2", "#c8a878"),
        ground(paint("wall")),
        box(130, 160, 820, 1210, "#fbf1dc"),
        box(165, 195, 750, 1150, paint("sky")),
        stars(chance, 0, 600),
        disc(690, 430, 96, "#fff1cf"),
        halo(690, 430, 270, 270, GLOW, 0.4),
        f'<svg x="165" y="195" width="750" height="1150" viewBox="165 195 750 1150">'
        f"{''.join(roofs)}</svg>",
        box(165, 1120, 750, 225, "#e79a6b", look(0.22, 20)),
        box(526, 195, 28, 1150, "#fbf1dc"),
        box(165, 690, 750, 24, "#fbf1dc"),
        shape("M0 90 L330 90 Q330 700 190 1000 Q110 1180 130 1400 L0 1400Z", paint("drape")),
        shape(
            "M1080 90 L870 90 Q880 700 990 1000 Q1040 1180 1020 1400 L1080 1400Z", paint("drape")
        ),
        box(0, 70, WIDTH, 34, BARK, corner=16),
        box(40, 1350, 1000, 74, paint("sill"), corner=10),
        box(40, 1420, 1000, 34, BARK, look(0.35, 8)),
        _sitting_cat(),
        _pot(chance),
        box(0, 1454, WIDTH, 466, "#b98f61", look(0.6)),
        together(
            [box(x, 1520, 150, 400, "#8d6540", look(0.35), corner=10) for x in range(40, 1080, 200)]
        ),
        shape("M165 1454 L915 1454 L1010 1920 L260 1920Z", GLOW, look(0.2)),
    )


def _sitting_cat() -> str:
    coat = "#1d1a26"
    parts = [
        line("M520 1336 C660 1390 700 1480 640 1570 C620 1606 570 1604 566 1570", coat, 36),
        shape(
            "M400 1356 C340 1356 320 1260 350 1150 C372 1070 392 1040 404 990 "
            "C420 950 520 950 534 990 C552 1040 590 1090 604 1170 C620 1270 600 1356 540 1356Z",
            coat,
        ),
        oval(468, 930, 92, 80, coat),
        shape("M382 910 L384 800 L452 862Z", coat),
        shape("M554 910 L552 800 L484 862Z", coat),
        shape("M396 880 L398 830 L430 860Z", "#6b3d3a"),
        shape("M540 880 L538 830 L506 860Z", "#6b3d3a"),
        line("M556 1000 C600 1080 618 1180 604 1290", "#e9a877", 7, look(0.55, 3)),
        line("M552 900 Q566 950 536 990", "#e9a877", 6, look(0.55, 3)),
        line("M468 1010 L470 1300", "#2c2838", 10, look(0.6, 8)),
    ]
    return together(parts)


def _pot(chance: Chance) -> str:
    leaves = []
    for number in range(13):
        lean = (number - 6) * 22 + chance.between(-8, 8)
        rise = 240 - abs(number - 6) * 16
        path = f"M820 1230 q{lean * 0.3:.0f} {-rise * 0.7:.0f} {lean:.0f} {-rise} "
        path += f"q{-lean * 0.1 + 26:.0f} {rise * 0.5:.0f} {-lean:.0f} {rise}Z"
        leaves.append(shape(path, chance.one_of(MOSS, "#4a5b3c", "#72824f")))
    pot = shape("M746 1226 L894 1226 L872 1352 L768 1352Z", EMBER)
    return together([*leaves, pot, box(736, 1206, 168, 34, "#d0603d", corner=8)])


def desk(chance: Chance) -> bytes:
    """A desk late in the evening, with a lamp and a page half written."""
    words = []
    for row in range(11):
        x, y = 0.0, 1470 + row * 30
        while x < chance.between(270, 330) and not (row == 10 and x > 90):
            wide = chance.between(20, 62)
            words.append(line(f"M{330 + x - row * 5:.0f} {y} h{wide:.0f}", DUSK, 5, look(0.7)))
            x += wide + 16
    books = []
    for number, (tone, wide) in enumerate(
        ((EMBER, 300), (DUSK, 270), (LINEN, 290), (MOSS, 230), ("#8c5a6d", 250))
    ):
        y, x = 1330 - number * 52, 720 + (number % 3) * 14
        books += [
            box(x, y, wide, 50, tone, corner=6),
            box(x + 24, y, 12, 50, GLOW, look(0.6)),
            box(x + wide - 18, y + 6, 18, 38, PAPER, look(0.85)),
        ]
    return document(
        linear("wall", "#1c2340", "#2b2b48", "#4a3340"),
        linear("top", "#a8693a", "#6b3e24", "#351e18"),
        linear("cone", f"{GLOW}/0.95", f"{GLOW}/0.05"),
        linear("shade", "#e0673d", "#8f2f1d", across=True),
        ground(paint("wall")),
        _window_at_night(chance),
        halo(430, 1150, 736, 736, FLAME, 0.28),
        box(0, 1376, WIDTH, 544, paint("top")),
        _grain(chance, 1390, 1900, "#2b1711"),
        halo(450, 1560, 560, 270, GLOW, 0.55),
        shape("M330 830 L560 900 L860 1560 L40 1560Z", paint("cone"), look(0.5, 20)),
        shape("M320 1430 L680 1430 L640 1810 L220 1810Z", INK, look(0.35, 8)),
        shape("M310 1420 L670 1420 L630 1800 L210 1800Z", "#fff5e0"),
        together(words),
        line("M560 1760 L770 1560", BARK, 16),
        shape("M560 1760 l22 -8 l-12 -14Z", INK),
        together(books),
        line("M160 1390 L130 1010 L420 760", "#d8b27a", 18),
        disc(130, 1010, 24, "#8a6a40"),
        oval(160, 1400, 120, 30, "#33242a"),
        shape("M330 830 Q340 700 440 720 L520 752 Q620 810 560 900Z", paint("shade")),
        oval(446, 868, 118, 30, "#fff3d0", look(1, turn=(17, 446, 868))),
        halo(446, 880, 190, 190, GLOW, 0.7),
        _mug(890, 1560),
    )


def _window_at_night(chance: Chance) -> str:
    frame = box(600, 170, 400, 620, WOOD, corner=8)
    panes = [box(x, y, 174, 284, NIGHT) for x in (620, 806) for y in (190, 486)]
    lights = [
        disc(chance.between(630, 970), chance.between(200, 760), chance.between(1.5, 4), PAPER)
        for _ in range(40)
    ]
    moon = [disc(880, 300, 48, "#f9eccb"), disc(900, 290, 42, NIGHT)]
    bars = [
        box(794, 190, 12, 580, WOOD),
        box(620, 474, 360, 12, WOOD),
        box(580, 786, 440, 30, WOOD),
    ]
    return together([frame, *panes, *lights, *moon, *bars])


def _mug(x: float, foot: float) -> str:
    steam = [
        line(f"M{x + at} {foot - 190} q-40 -60 0 -120 t0 -120", PAPER, 16, look(0.35, 8))
        for at in (-30, 30)
    ]
    return together(
        [
            halo(x, foot + 4, 123, 37, INK, 0.5),
            line(f"M{x + 70} {foot - 120} q84 -6 70 52 t-84 44", DUSK, 22),
            shape(f"M{x - 84} {foot - 160} l168 0 l-12 150 q-72 26 -144 0Z", DUSK),
            oval(x, foot - 160, 84, 22, "#2a1712"),
            shape(f"M{x - 78} {foot - 150} l30 4 l4 140 l-24 -8Z", PAPER, look(0.22)),
            *steam,
        ]
    )


def shelf(chance: Chance) -> bytes:
    """A wall of books, a candle among them."""
    rows = [box(0, 0, WIDTH, 1920, "#3a241b")]
    for number in range(5):
        floor = 390 + number * 376
        rows.append(box(40, floor - 340, 1000, 340, "#22140f"))
        rows += _books(chance, floor, gap=number in (1, 3))
        rows.append(box(0, floor, WIDTH, 36, WOOD))
        rows.append(box(0, floor + 34, WIDTH, 22, INK, look(0.5, 8)))
    candle = [
        box(610, 640, 60, 126, PAPER, corner=8),
        shape("M640 570 C606 620 612 646 640 648 C668 646 674 620 640 570Z", "#fff2c8"),
        halo(640, 620, 92, 92, GLOW, 0.9),
        halo(640, 640, 506, 506, FLAME, 0.42),
    ]
    plant = [
        line(f"M640 1450 q{at * 2} -70 {at * 4} {-40 + abs(at) * 3}", MOSS, 18)
        for at in (-22, -14, -6, 4, 12, 20)
    ]
    pot = shape("M590 1440 L690 1440 L676 1518 L604 1518Z", EMBER)
    return document(
        *rows,
        *candle,
        together([*plant, pot]),
        box(0, 0, 40, 1920, BARK),
        box(1040, 0, 40, 1920, BARK),
    )


def _books(chance: Chance, floor: float, *, gap: bool) -> list[str]:
    books, x = [], 48.0
    while x < 1000:
        wide, tall = chance.between(30, 72), chance.between(210, 316)
        if gap and 520 < x < 740:
            x = 745
        if x + wide > 1034:
            break
        tone = chance.one_of(
            EMBER, DUSK, LINEN, MOSS, "#8c5a6d", FLAME, "#5a3a2c", "#7c8a94", PAPER
        )
        mark = GLOW if tone not in (LINEN, PAPER) else EMBER
        books += [
            box(x, floor - tall, wide - 3, tall, tone, corner=4),
            box(x + wide * 0.7, floor - tall, wide * 0.25, tall, INK, look(0.18)),
            box(x, floor - tall + 34, wide - 3, 7, mark, look(0.75)),
            box(x, floor - 52, wide - 3, 7, mark, look(0.75)),
        ]
        if wide > 46:
            books.append(
                box(x + wide * 0.3, floor - tall * 0.72, wide * 0.3, tall * 0.34, mark, look(0.5))
            )
        x += wide
    return books
