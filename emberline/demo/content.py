"""Who lives in the demo, how they stand to each other, and what they post: our own words."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from emberline.clips.rules.visibility import Visibility
from emberline.demo.canvas import DUSK, EMBER, FLAME, LINEN, MOSS
from emberline.demo.scenes.portraits import Likeness

# Everyone's, and public: the command says so.
PASSWORD = "lamplight"  # noqa: S105


@dataclass(frozen=True, slots=True)
class Character:
    """Someone of the demo. visits: how many hours ago they went through what was new."""

    name: str
    display_name: str
    bio: str
    likeness: Likeness
    time_zone: str
    device: str
    visits: tuple[float, ...]
    role: str = "user"
    is_locked: bool = False


@dataclass(frozen=True, slots=True)
class Post:
    """A clip of the demo: a text, or the scene of that name with its caption and alt text.

    hours: how long ago it was posted. lasts: its lifetime where it is not a day. name: how it is
    called here, where that is not by its scene. is_film: the scene comes slowly closer. stickers:
    as they are sent, but a mention names somebody of the demo.
    """

    author: str
    hours: float
    text: str | None = None
    scene: str | None = None
    caption: str | None = None
    alt_text: str | None = None
    visibility: Visibility = Visibility.PUBLIC
    audience: tuple[str, ...] = field(default=())
    lasts: timedelta | None = None
    name: str | None = None
    is_film: bool = False
    is_draft: bool = False
    stickers: tuple[Mapping[str, Any], ...] = field(default=())

    @property
    def called(self) -> str | None:
        """By what the conversations know it."""
        return self.name or self.scene


CHARACTERS = (
    Character(
        name="ember",
        display_name="Ember Hollis",
        bio="I keep the lamps of this house lit. When something does not work, tell me; when it "
        "does, tell the others.",
        likeness=Likeness("bob", "#8c4a2a", "#f0c8a0", EMBER, "#d8c39a"),
        time_zone="Europe/London",
        device="Firefox on Linux",
        visits=(9.0,),
        role="admin",
    ),
    Character(
        name="sanna",
        display_name="Sanna Virtanen",
        bio="Walks far, writes short. I read the reports here, so be kind and I will be bored.",
        likeness=Likeness("long", "#c08a4a", "#e6b48c", MOSS, "#6a5a80"),
        time_zone="Europe/Helsinki",
        device="Safari on an iPhone",
        visits=(13.0, 5.5, 0.9),
        role="moderator",
    ),
    Character(
        name="tove",
        display_name="Tove Lindqvist",
        bio="Last keeper of a light that has kept itself since 1987. I stayed for the weather.",
        likeness=Likeness("cap", "#3b4668", "#d9a377", DUSK, "#8fa07c"),
        time_zone="Europe/Oslo",
        device="Firefox on Windows",
        visits=(15.0, 6.0, 1.5),
    ),
    Character(
        name="oskar",
        display_name="Oskar Brandt",
        bio="Baker. Up at two, in bed by eight, covered in flour in between.",
        likeness=Likeness("short", "#5a3421", "#e6b48c", LINEN, "#b9604a"),
        time_zone="Europe/Berlin",
        device="Chrome on Android",
        visits=(11.0, 3.0),
    ),
    Character(
        name="amira",
        display_name="Amira Haddad",
        bio="Translator, mostly on night trains. I collect words that fit in one language only.",
        likeness=Likeness("long", "#1b1a24", "#a8704a", "#8c5a6d", "#e2b07a"),
        time_zone="Europe/Vienna",
        device="Safari on macOS",
        visits=(12.0, 4.0, 0.6),
    ),
    Character(
        name="juno",
        display_name="Juno Okafor",
        bio="I draw maps of places that ought to exist, and sometimes go there.",
        likeness=Likeness("curls", "#2b1d1a", "#7c4d34", FLAME, "#4d6f7c"),
        time_zone="Africa/Lagos",
        device="Chrome on Windows",
        visits=(10.0, 2.0),
    ),
    Character(
        name="mateo",
        display_name="Mateo Rivas",
        bio="Third stall on the left, under the red stripes. Ask before you squeeze the peaches.",
        likeness=Likeness("short", "#1b1a24", "#d9a377", "#3b5a66", "#e2b07a"),
        time_zone="Europe/Madrid",
        device="Chrome on Android",
        visits=(8.0, 1.2),
    ),
    Character(
        name="wren",
        display_name="Wren Ashby",
        bio="One cat, four thousand books, no visitors without a ring first.",
        likeness=Likeness("bun", "#b8b0a4", "#f0c8a0", DUSK, "#8fa07c"),
        time_zone="Europe/Dublin",
        device="Firefox on Linux",
        visits=(14.0, 2.5),
        is_locked=True,
    ),
    Character(
        name="kofi",
        display_name="Kofi Mensah",
        bio="Boats on weekdays, kites on Sundays. My daughter is the captain of both.",
        likeness=Likeness("cap", "#b9472a", "#5d3a2a", LINEN, "#7d8fae"),
        time_zone="Africa/Accra",
        device="Samsung Internet on Android",
        visits=(7.0, 0.4),
    ),
    Character(
        name="lotte",
        display_name="Lotte Weiss",
        bio="Photographs rain. Owns eleven umbrellas and forgets ten of them.",
        likeness=Likeness("bob", "#1b1a24", "#f0c8a0", FLAME, "#6a5a80"),
        time_zone="Europe/Amsterdam",
        device="Chrome on macOS",
        visits=(16.0, 3.5),
    ),
    Character(
        name="bert",
        display_name="Bert's Bargains",
        bio="Deals, deals, deals! Slightly used umbrellas at prices that make you cry!",
        likeness=Likeness("short", "#c08a4a", "#e6b48c", "#e0d23c", "#b9604a"),
        time_zone="UTC",
        device="Edge on Windows",
        visits=(5.0,),
    ),
)

FOLLOWS = {
    "ember": ("sanna", "tove", "oskar", "amira", "juno", "mateo", "wren", "kofi", "lotte"),
    "sanna": ("ember", "tove", "amira", "juno", "kofi", "wren"),
    "tove": ("ember", "sanna", "kofi", "lotte", "oskar"),
    "oskar": ("ember", "mateo", "amira", "tove", "sanna"),
    "amira": ("ember", "juno", "oskar", "wren", "lotte", "sanna"),
    "juno": ("ember", "amira", "sanna", "tove", "kofi"),
    "mateo": ("ember", "oskar", "kofi", "lotte"),
    "wren": ("ember", "amira", "sanna", "lotte"),
    "kofi": ("ember", "tove", "juno", "mateo", "bert"),
    "lotte": ("ember", "amira", "tove", "wren", "oskar"),
    "bert": ("mateo", "oskar", "kofi", "lotte", "tove"),
}
"""Whom each follows. A follow of a locked account is asked for, and accepted."""

WAITING = {"wren": ("juno", "mateo", "oskar")}
"""Who asked to follow a locked account, and waits."""

CLOSE_FRIENDS = {
    "ember": ("sanna", "amira", "juno"),
    "sanna": ("ember", "tove"),
    "amira": ("ember", "juno", "wren"),
    "tove": ("sanna", "kofi"),
    "wren": ("ember", "amira"),
    "kofi": ("ember", "tove"),
}
BLOCKS = (("ember", "bert"), ("lotte", "bert"))
MUTES = (("ember", "mateo"), ("tove", "bert"))
# Ember plans a surprise, so Oskar does not see her clips until Sunday.
HIDES = (("ember", "oskar"), ("kofi", "amira"))

POSTS = (
    Post(
        "ember",
        30.0,
        "Stayed up to read the last chapter. No regrets, and no plans before noon.",
    ),
    Post(
        "wren",
        29.0,
        "The cat has been told about the vet. The cat has declined.",
        visibility=Visibility.FOLLOWERS,
    ),
    Post(
        "lotte",
        23.7,
        scene="rain",
        caption="Waited an hour for someone with a red umbrella. Worth every wet sock.",
        alt_text="A person under a red umbrella at night, seen through a window full of drops; "
        "behind them the street lamps are large soft discs.",
    ),
    Post(
        "tove",
        19.8,
        scene="lighthouse",
        caption="You can hear the fog before you see it. Then you can see nothing else.",
        alt_text="A lighthouse with red bands on a dark cliff; its beam reaches into thick fog.",
    ),
    Post(
        "amira",
        18.6,
        scene="train",
        caption="Somewhere between two languages, with tea.",
        alt_text="The window of a night train: a moon, dark hills, the lights of a town running "
        "by, and a glass of tea on the sill.",
    ),
    Post(
        "kofi",
        17.5,
        scene="harbour",
        caption="Last one in washes the deck. It was not me.",
        alt_text="Three sailing boats in an orange sunset, the sun half behind the horizon.",
        stickers=({"type": "mention", "x": 0.5, "y": 0.86, "user_id": "ember"},),
    ),
    Post(
        "mateo",
        16.2,
        scene="market",
        caption="Everything ripe, everything loud. Here until the lamps go out.",
        alt_text="A market stall under a striped awning: crates of apples, plums and lemons "
        "below a string of lamps.",
    ),
    Post(
        "mateo",
        15.9,
        "Overheard at the stall: “Is this tomato a fruit, or is it serious?”",
        name="tomato",
    ),
    Post(
        "sanna",
        14.4,
        scene="campfire",
        caption="The wood was wet, the matches were few, the soup was excellent.",
        alt_text="A camp fire between dark firs under stars; beside it a small tent, lit by it.",
        visibility=Visibility.CLOSE_FRIENDS,
    ),
    Post(
        "tove",
        13.1,
        scene="aurora",
        caption="Woke the whole island for this. The island has forgiven me.",
        alt_text="Green and violet northern light above a lake, a cabin with one lit window.",
        visibility=Visibility.FOLLOWERS,
    ),
    Post(
        "wren",
        12.4,
        scene="cat",
        caption="He is not looking at the moon. He is supervising it.",
        alt_text="A black cat on a window sill looks out over evening roofs at a full moon.",
        visibility=Visibility.FOLLOWERS,
    ),
    Post(
        "ember",
        11.2,
        "Oskar turns forty on Sunday. Lantern walk at six, his own bread at seven (Amira has the "
        "key). Not a word to him!",
        visibility=Visibility.CUSTOM,
        audience=("sanna", "amira", "juno", "mateo", "tove"),
        lasts=timedelta(days=3),
        name="invitation",
    ),
    Post("bert", 10.8, "TODAY ONLY! Ten umbrellas found on trains! First come, first dry!"),
    Post(
        "oskar",
        9.6,
        scene="bread",
        caption="Number 41 of today. The first forty are gone, so this one gets the portrait.",
        alt_text="A loaf with four cuts on a wooden board, flour on the table, morning light.",
    ),
    Post(
        "juno",
        8.3,
        scene="map",
        caption="Day three: found the river. Day four will tell whether the river agrees.",
        alt_text="A hand-drawn map with hills, a wood, a coast and a red dotted way that ends "
        "in a cross.",
    ),
    Post(
        "ember",
        7.9,
        scene="hills",
        caption="Six ridges before breakfast. My knees counted them as well.",
        alt_text="Blue and rose hills one behind the other at sunrise, a few birds above.",
        lasts=timedelta(hours=8, minutes=20),
    ),
    Post(
        "amira",
        7.1,
        "Word of the night: “uitwaaien”. To go out into the wind until your head is clear. Three "
        "stations early, on purpose.",
    ),
    Post(
        "lotte",
        6.4,
        "Umbrella number seven was seen on the 18:10 to Utrecht. If you meet it, tell it I am "
        "not angry.",
        lasts=timedelta(hours=7),
    ),
    Post(
        "ember",
        5.2,
        scene="desk",
        caption="One page tonight. It was going to be three; then it became the right one.",
        alt_text="A desk at night: a red lamp shines on a handwritten page, books and a mug "
        "stand by.",
        visibility=Visibility.FOLLOWERS,
    ),
    Post(
        "sanna",
        4.6,
        "A heron stood in the car park this morning like someone who has lost the ticket.",
        visibility=Visibility.FOLLOWERS,
    ),
    Post(
        "wren",
        3.8,
        scene="shelf",
        caption="Sorted by how much I would miss them. It took all weekend; two shelves are love.",
        alt_text="A wall of books in warm colours, with a candle and a small plant in the gaps.",
        visibility=Visibility.CLOSE_FRIENDS,
    ),
    Post(
        "ember",
        3.1,
        "Note to self: the key for the lantern room is under the third pot. Tell nobody, not "
        "even the other pots.",
        visibility=Visibility.PRIVATE,
    ),
    Post(
        "kofi",
        2.4,
        scene="kite",
        caption="Wind five, captain six. She let me hold the string for a whole minute.",
        alt_text="A red kite above dunes and sea; a grown-up and a child hold its string.",
    ),
    Post(
        "oskar",
        1.8,
        "Why is everybody so nice to me this week? Something is in the oven, and for once it is "
        "not mine.",
        name="kind",
    ),
    Post(
        "amira",
        1.1,
        scene="tea",
        caption="Chapter nine, second cup, biscuit three. In that order.",
        alt_text="From above: a cup of tea with lemon, an open book and two biscuits on wood.",
        visibility=Visibility.CLOSE_FRIENDS,
    ),
    Post(
        "ember",
        0.7,
        "For Sunday, still too long: “Oskar, you have fed this street for twenty years. Tonight "
        "the street brings the light.”",
        is_draft=True,
    ),
    Post(
        "juno",
        0.5,
        "Who else thinks that the corner of every map smells of adventure?",
        name="corner",
        stickers=(
            {"type": "question", "x": 0.5, "y": 0.72, "prompt": "What belongs in the corner?"},
        ),
    ),
    Post(
        "ember",
        0.2,
        "Just our usual circle: cinnamon or cardamom for Sunday? Answer before I buy both.",
        visibility=Visibility.CLOSE_FRIENDS,
        lasts=timedelta(hours=6),
        name="spice",
        stickers=(
            {
                "type": "poll",
                "x": 0.5,
                "y": 0.7,
                "question": "What goes into the dough?",
                "options": ["Cinnamon", "Cardamom"],
            },
        ),
    ),
    Post(
        "tove",
        0.05,
        scene="aurora",
        caption="Three seconds of it, for everyone who slept.",
        alt_text="Slowly closer: green and violet northern light above a lake, a cabin with one "
        "lit window.",
        name="film",
        is_film=True,
    ),
)
"""Oldest first. Two have faded before the demo begins, some are about to."""
