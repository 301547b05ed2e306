"""Scenes under the sky."""

from math import sin

from emberline.demo.canvas import (
    BARK,
    DUSK,
    EMBER,
    FLAME,
    GLOW,
    INK,
    LINEN,
    PAPER,
    WIDTH,
    Chance,
    box,
    disc,
    document,
    fir,
    ground,
    halo,
    line,
    linear,
    look,
    oval,
    paint,
    ridge,
    shape,
    stars,
    together,
)


def lighthouse(chance: Chance) -> bytes:
    """A lighthouse on a cliff, in fog."""
    fog = [
        halo(
            chance.between(-100, 1180),
            chance.between(980, 1800),
            chance.between(420, 800),
            chance.between(90, 190),
            PAPER,
            chance.between(0.3, 0.7),
        )
        for _ in range(15)
    ]
    waves = [
        line(f"M{x:.0f} {y:.0f} q40 -14 80 0 t80 0", PAPER, 4, look(0.35))
        for x, y in ((chance.between(-80, 700), chance.between(1480, 1880)) for _ in range(34))
    ]
    return document(
        linear("sky", "#39445e", "#737e91", "#b9b3a6", "#e6d9bf"),
        linear("sea", "#77828c", "#2f3b50"),
        linear("tower", "#fff6e4", "#d8c6a5", "#8f8573", across=True),
        linear("band", "#cf5a36", "#a23d22", "#6b2a1c", across=True),
        linear("ray", f"{GLOW}/0", f"{GLOW}/0.8", across=True),
        linear("ray2", f"{GLOW}/0.75", f"{GLOW}/0", across=True),
        ground(paint("sky")),
        box(0, 1430, WIDTH, 490, paint("sea")),
        together(waves),
        shape(ridge(chance, 1460, 18, 2, 1560), "#8d9196", look(0.6, 8)),
        shape("M650 520 L-60 330 L-60 660Z", paint("ray"), look(0.85, 20)),
        shape("M650 520 L1140 400 L1140 600Z", paint("ray2"), look(0.85, 20)),
        shape(
            "M330 1920 C380 1700 450 1560 520 1470 C600 1390 700 1370 800 1400 "
            "C930 1430 1020 1520 1080 1560 L1080 1920Z",
            "#262c3c",
        ),
        shape("M520 1470 C600 1390 700 1370 800 1400 C700 1440 600 1470 520 1470Z", "#3d4553"),
        _tower(),
        together(fog),
    )


def _tower() -> str:
    return "".join(
        [
            shape("M586 640 L714 640 L756 1420 L544 1420Z", paint("tower")),
            shape("M579 770 L721 770 L729 905 L571 905Z", paint("band")),
            shape("M564 1045 L736 1045 L744 1195 L556 1195Z", paint("band")),
            box(570, 612, 160, 30, "#3a3f4c", corner=6),
            box(604, 470, 92, 142, "#2b303d", corner=8),
            box(614, 482, 72, 118, "#ffe9b8", corner=4),
            shape("M590 474 Q650 380 710 474Z", paint("band")),
            disc(650, 398, 11, "#3a3f4c"),
            halo(650, 530, 230, 230, GLOW, 0.75),
            disc(650, 535, 34, "#fffaf0", look(0.95, 8)),
            box(632, 960, 36, 54, "#40475a", corner=18),
            box(626, 1330, 48, 92, "#5a2a1e", corner=24),
        ]
    )


def aurora(chance: Chance) -> bytes:
    """Northern light over a lake, with a cabin."""
    strips = []
    for step in range(100):
        x = step * 12 - 40
        foot = 900 + 130 * sin(step / 13) + 40 * sin(step / 4.1)
        height = 420 + 200 * sin(step / 7 + 1) + chance.between(-60, 60)
        tone = "leaf" if sin(step / 17) > -0.35 else "rose"
        how = look(0.45 + chance.between(0, 0.4))
        strips.append(box(x, foot - height, 17, height, paint(tone), how))
    curtain = together(strips, look(1, 8))
    trees = [
        fir(x, 1350 + chance.between(-6, 26), chance.between(120, 300), INK)
        for x in (chance.between(-20, 1100) for _ in range(26))
        if not 560 < x < 790
    ]
    glints = [
        line(f"M{x:.0f} {y:.0f} h{chance.between(40, 190):.0f}", "#9fe0c0", 3, look(0.22))
        for x, y in ((chance.between(0, 1000), chance.between(1390, 1840)) for _ in range(44))
    ]
    return document(
        linear("sky", "#070c1c", "#10203a", "#1d4450", "#3b6a63"),
        linear("leaf", "#8f7fd6/0", "#55c7a4/0.55", "#b6f5cb/0.9", "#5fd6a0/0"),
        linear("rose", "#c27fc0/0", "#a87fd0/0.55", "#7fd8bd/0.8", "#5fd6a0/0"),
        linear("lake", "#1c4850", "#0a1526"),
        ground(paint("sky")),
        stars(chance, 190, 1150),
        halo(540, 960, 796, 346, "#58c9a0", 0.35),
        curtain,
        shape(ridge(chance, 1230, 42, 3, 1400), "#12283a"),
        box(0, 1370, WIDTH, 550, paint("lake")),
        f'<g transform="matrix(1 0 0 -0.62 0 2110)" opacity="0.4">{curtain}</g>',
        together(glints),
        together(trees),
        shape("M600 1352 L600 1268 L676 1212 L752 1268 L752 1352Z", "#080b14"),
        box(640, 1284, 34, 36, GLOW),
        halo(657, 1302, 92, 92, FLAME, 0.6),
        box(646, 1380, 22, 190, GLOW, look(0.4, 8)),
        shape("M0 1920 L0 1800 Q260 1770 480 1850 T1080 1880 L1080 1920Z", INK),
    )


def harbour(chance: Chance) -> bytes:
    """Boats in a harbour, the sun nearly gone."""
    glitter = []
    for _ in range(120):
        y = chance.between(1085, 1880)
        spread = 40 + (y - 1085) * 0.42
        x, wide = 560 + chance.between(-spread, spread), chance.between(24, 110)
        tone = chance.one_of(GLOW, "#ffb066", FLAME)
        glitter.append(
            oval(x, y, wide, 3 + (y - 1085) / 160, tone, look(chance.between(0.2, 0.65)))
        )
    clouds = [
        oval(
            chance.between(0, WIDTH),
            chance.between(300, 940),
            chance.between(150, 380),
            chance.between(8, 24),
            chance.one_of("#f3a56b", "#d9795a", "#8d5a6d"),
            look(0.55),
        )
        for _ in range(15)
    ]
    return document(
        linear("sky", "#2c3355", "#6d4a68", "#c9664f", "#f2a25c", "#ffd9a0"),
        linear("sea", "#e79a5e", "#8d5566", "#2a3050", "#1a2038"),
        box(0, 0, WIDTH, 1090, paint("sky")),
        together(clouds, look(1, 8)),
        halo(560, 1040, 310, 310, GLOW, 0.75),
        disc(560, 1040, 120, "#fff0cf"),
        shape(ridge(chance, 1058, 14, 3, 1092), "#5b3f5a"),
        box(0, 1085, WIDTH, 835, paint("sea")),
        together(glitter),
        _sailing_boat(250, 1330, 1.5),
        _sailing_boat(800, 1190, 0.75),
        _sailing_boat(960, 1150, 0.45),
        _jetty(),
    )


def _sailing_boat(x: float, water: float, scale: float) -> str:
    hull = [
        shape("M-150 0 L150 0 Q120 70 70 74 L-90 74 Q-130 60 -150 0Z", INK),
        box(-6, -430, 10, 440, INK),
        shape("M10 -420 Q150 -190 140 -26 L10 -26Z", PAPER),
        shape("M10 -420 Q150 -190 140 -26 L10 -26Z", EMBER, look(0.18)),
        shape("M-14 -390 Q-110 -180 -120 -26 L-14 -26Z", LINEN),
        shape("M0 -432 l56 14 l-56 16Z", EMBER),
        halo(0, 92, 183, 29, INK, 0.5),
        shape("M10 110 Q110 250 90 330 L10 330Z", LINEN, look(0.22, 8)),
    ]
    return f'<g transform="translate({x} {water}) scale({scale})">{"".join(hull)}</g>'


def _jetty() -> str:
    posts = [box(x, y - 90, 30, 330, INK) for x, y in ((640, 1700), (820, 1660), (1010, 1620))]
    boards = shape("M520 1760 L1090 1590 L1090 1680 L560 1850Z", "#141829")
    lamp = [
        box(842, 1330, 10, 320, INK),
        shape("M822 1334 L872 1334 L860 1276 L834 1276Z", "#ffe4ae"),
        halo(847, 1306, 122, 122, GLOW, 0.6),
    ]
    return together([*posts, boards, *lamp])


def campfire(chance: Chance) -> bytes:
    """A fire between firs at night, a tent beside it."""
    sparks = []
    for _ in range(70):
        rise = chance.between(0, 1)
        x = 470 + chance.between(-40, 40) * (1 + 5 * rise)
        tone = chance.one_of(GLOW, FLAME, "#ffb35c")
        sparks.append(
            disc(x, 1430 - 760 * rise, chance.between(2, 5.5), tone, look(1 - 0.8 * rise))
        )
    behind = [
        fir(chance.between(-40, 1120), 1500, chance.between(420, 880), "#16213a") for _ in range(12)
    ]
    before = [fir(x, 1680, chance.between(880, 1240), INK) for x in (-30.0, 70.0, 1110.0)]
    return document(
        linear("sky", "#0b1124", "#1b2442", "#3a3350", "#5a3a44"),
        linear("earth", "#4a2a20", "#140f14"),
        linear("tent", "#ffc982", "#d9763b", "#8a3d22"),
        ground(paint("sky")),
        stars(chance, 170, 1100),
        disc(840, 300, 70, "#f7ead0"),
        disc(870, 284, 62, "#121a31"),
        together(behind),
        shape(ridge(chance, 1500, 10, 2), paint("earth")),
        halo(470, 1430, 636, 636, FLAME, 0.42),
        halo(470, 1600, 640, 200, FLAME, 0.5),
        shape("M610 1600 L800 1240 L1010 1600Z", paint("tent")),
        shape("M800 1240 L1010 1600 L900 1600Z", "#5e2a1c", look(0.8)),
        shape("M800 1240 L745 1600 L680 1600Z", "#fff0c8", look(0.55)),
        line("M800 1240 L790 1210 M800 1240 L812 1208", INK, 6),
        together(before),
        _flames(),
        together(sparks),
        line("M300 1660 L620 1560", BARK, 46),
        line("M320 1570 L640 1664", "#38231a", 46),
        line("M310 1654 L610 1562", EMBER, 6, look(0.9, 3)),
        together([disc(250 + 63 * n, 1700 - abs(n - 3.5) * 9, 34, "#2a2427") for n in range(8)]),
    )


def _flames() -> str:
    tongue = (
        "M0 0 C-150 -40 -150 -190 -60 -290 C-50 -220 -20 -210 -10 -260 C0 -350 20 -400 50 -440 "
    )
    tongue += "C40 -330 110 -270 110 -200 C130 -220 130 -250 128 -270 C180 -160 160 -30 0 0Z"
    layers = []
    for scale, tone, soft in (
        (1.15, EMBER, 20),
        (1.0, "#d9602c", 3),
        (0.74, FLAME, 3),
        (0.48, GLOW, 3),
        (0.26, "#fffbe8", 3),
    ):
        flame = shape(tongue, tone, look(1, soft))
        layers.append(f'<g transform="translate(470 1620) scale({scale})">{flame}</g>')
    return together(layers)


def hills(chance: Chance) -> bytes:
    """Hills behind hills in the first light, birds above."""
    tones = ("#e3b48f", "#c99482", "#a57a7d", "#7b6276", "#544d69", "#343a57", "#1c233a")
    ridges = []
    for number, tone in enumerate(tones):
        top = 820 + number * 150
        mist = linear(f"mist{number}", tone, tone, f"{PAPER}/0.5")
        hill = ridge(chance, top, 34 + 7 * number, 3, top + 420)
        ridges += [mist, shape(hill, tone), shape(hill, paint(f"mist{number}"), look(0.5))]
    birds = []
    for _ in range(9):
        x, y, wing = chance.between(180, 700), chance.between(430, 700), chance.between(16, 34)
        path = f"M{x - wing:.0f} {y - wing * 0.4:.0f} q{wing * 0.7:.0f} {-wing * 0.35:.0f} "
        path += f"{wing:.0f} {wing * 0.5:.0f} q{wing * 0.4:.0f} {-wing * 0.8:.0f} {wing:.0f} "
        birds.append(line(f"{path}{-wing * 0.45:.0f}", DUSK, 5))
    trees = [
        fir(x, 1860 - (x - 800) * 0.08, chance.between(150, 330), INK)
        for x in (chance.between(720, 1100) for _ in range(9))
    ]
    return document(
        linear("sky", "#7f90b5", "#c5b9bd", "#f3d3ae", "#ffe9c4"),
        box(0, 0, WIDTH, 1300, paint("sky")),
        halo(720, 690, 476, 476, "#fff3d2", 0.8),
        disc(720, 690, 104, "#fff8e6"),
        together(ridges),
        together(birds),
        together(trees),
    )


def kite(chance: Chance) -> bytes:
    """A kite above the dunes, two people holding its string."""
    grass = []
    for _ in range(150):
        x = chance.between(-20, 1100)
        foot = 1700 + 90 * sin(x / 210) + chance.between(0, 200)
        tip, lean = chance.between(50, 120), chance.between(-40, 60)
        path = f"M{x:.0f} {foot:.0f} q{lean / 4:.0f} {-tip * 0.7:.0f} {lean:.0f} {-tip:.0f}"
        grass.append(line(path, chance.one_of("#8b7a4d", "#a8935c", "#6f6a48"), 4))
    puffs = [
        oval(
            chance.between(0, WIDTH),
            chance.between(180, 1000),
            chance.between(110, 260),
            chance.between(24, 50),
            "#fffaf0",
            look(0.6),
        )
        for _ in range(11)
    ]
    return document(
        linear("sky", "#5b87a8", "#98b8c4", "#dfe0cf", "#f5e4c4"),
        linear("sea", "#6f9aa5", "#3f6f84"),
        linear("dune", "#efdcb4", "#c9a873"),
        ground(paint("sky")),
        together(puffs, look(1, 20)),
        box(0, 1330, WIDTH, 240, paint("sea")),
        together([line(f"M0 {y} H1080", "#eaf2ea", 5, look(0.4, 3)) for y in (1400, 1462, 1520)]),
        shape(ridge(chance, 1560, 30, 2), "#e2c996"),
        shape(ridge(chance, 1690, 46, 2), paint("dune")),
        line("M360 1560 Q420 1180 742 640", PAPER, 3),
        _kite(),
        _person(350, 1680, 1.0, DUSK),
        _person(440, 1684, 0.66, EMBER),
        together(grass),
    )


def _kite() -> str:
    tail = [
        shape(f"M{x} {y} l-26 -16 l0 32Z M{x} {y} l26 -16 l0 32Z", tone)
        for x, y, tone in (
            (690, 730, EMBER),
            (650, 820, FLAME),
            (668, 910, DUSK),
            (630, 990, EMBER),
        )
    ]
    return "".join(
        [
            line("M742 640 Q660 760 668 840 T620 1010", DUSK, 4),
            together(tail),
            shape("M760 380 L900 500 L742 660 L640 470Z", EMBER),
            shape("M760 380 L900 500 L756 494Z", FLAME),
            shape("M756 494 L900 500 L742 660Z", "#8c3421"),
            shape("M760 380 L756 494 L640 470Z", "#f6d9a4"),
        ]
    )


def _person(x: float, foot: float, scale: float, coat: str) -> str:
    parts = [
        line("M-12 0 L-8 -70 M14 0 L10 -70", "#2b2a35", 14),
        shape("M-32 -60 Q-30 -150 0 -156 Q30 -150 34 -60Z", coat),
        line("M10 -132 L14 -120", coat, 22),
        disc(0, -178, 22, "#8f5d43"),
        shape("M-24 -178 Q-22 -208 2 -206 Q26 -204 24 -182 Q0 -196 -24 -178Z", "#33262a"),
    ]
    return f'<g transform="translate({x} {foot}) scale({scale})">{"".join(parts)}</g>'
