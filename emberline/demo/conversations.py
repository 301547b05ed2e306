"""What people of the demo say to each other's clips: our own words."""

from dataclasses import dataclass
from enum import StrEnum


class How(StrEnum):
    """The ways to answer a clip. A vote's words are the option's, a reaction's the emoji."""

    REACTION = "reaction"
    COMMENT = "comment"
    REPLY = "reply"
    VOTE = "vote"
    ANSWER = "answer"


@dataclass(frozen=True, slots=True)
class Said:
    """An answer to the clip `about`, which is its scene's or its own name; hours: how long ago."""

    by: str
    about: str
    hours: float
    how: How
    words: str


@dataclass(frozen=True, slots=True)
class Shelf:
    """A highlight: clips by their names, in their order."""

    owner: str
    title: str
    clips: tuple[str, ...]


SAID = (
    Said("amira", "rain", 22.9, How.REACTION, "❤️"),
    Said(
        "tove",
        "rain",
        22.5,
        How.COMMENT,
        "I have a red umbrella. I also have a lighthouse. Say when.",
    ),
    Said("lotte", "rain", 22.1, How.COMMENT, "When. Bring the lighthouse."),
    Said(
        "wren",
        "rain",
        21.8,
        How.REPLY,
        "The second drop from the left is the best one. The cat agrees.",
    ),
    Said("lotte", "lighthouse", 19.1, How.REACTION, "❤️"),
    Said("ember", "lighthouse", 19.0, How.REACTION, "🔥"),
    Said(
        "sanna",
        "lighthouse",
        18.8,
        How.COMMENT,
        "I heard it all the way over here and put the kettle on.",
    ),
    Said("tove", "lighthouse", 18.5, How.COMMENT, "It was hoping you would."),
    Said(
        "kofi",
        "lighthouse",
        17.9,
        How.REPLY,
        "Thank you for leaving it on. We were the two small lights at half past four.",
    ),
    Said("juno", "train", 18.1, How.REACTION, "🌙"),
    Said("ember", "train", 17.2, How.COMMENT, "Which two?"),
    Said(
        "amira",
        "train",
        16.9,
        How.COMMENT,
        "The one I was leaving and the one I had not reached yet.",
    ),
    Said("oskar", "train", 16.0, How.REPLY, "The bread will be warm when you get in. Side door."),
    Said("tove", "harbour", 17.1, How.REACTION, "😂"),
    Said("ember", "harbour", 16.8, How.COMMENT, "It was me. The deck has never been so clean."),
    Said("kofi", "harbour", 16.6, How.COMMENT, "The deck says thank you. The fish do not."),
    Said("oskar", "market", 15.7, How.COMMENT, "Keep six lemons for me, they owe me a cake."),
    Said("mateo", "market", 15.6, How.COMMENT, "Six lemons, in the box with your name on it."),
    Said("juno", "tomato", 15.2, How.REACTION, "😂"),
    Said("sanna", "cat", 12.0, How.REACTION, "🌕"),
    Said("ember", "cat", 11.9, How.REPLY, "Please tell him that it passed inspection here, too."),
    Said("sanna", "invitation", 11.0, How.REACTION, "❤️"),
    Said(
        "amira",
        "invitation",
        10.6,
        How.REPLY,
        "The key is in the blue teapot. He never looks into the blue teapot.",
    ),
    Said("tove", "invitation", 10.2, How.REPLY, "I will bring a light. I have a spare one."),
    Said("mateo", "bread", 9.2, How.REACTION, "🔥"),
    Said("amira", "bread", 9.1, How.COMMENT, "What a portrait! Is number 42 still free?"),
    Said("oskar", "bread", 8.9, How.COMMENT, "Number 42 has your name on it. In flour."),
    Said(
        "kofi",
        "map",
        7.6,
        How.COMMENT,
        "Rivers agree with anyone who comes by boat. I know somebody with a boat.",
    ),
    Said("ember", "map", 7.5, How.REACTION, "🧭"),
    Said("amira", "hills", 7.4, How.REACTION, "❤️"),
    Said("tove", "hills", 7.0, How.COMMENT, "Six ridges! I have one staircase, and I complain."),
    Said(
        "lotte",
        "hills",
        6.1,
        How.REPLY,
        "Take me along next time? I could bring some rain, it has nothing planned.",
    ),
    Said("sanna", "desk", 4.8, How.REACTION, "❤️"),
    Said(
        "wren",
        "desk",
        4.4,
        How.REPLY,
        "One right page is a good night. I have shelves full of the other kind.",
    ),
    Said("ember", "shelf", 3.4, How.REPLY, "Which shelf would a book have to be to be lent?"),
    Said("juno", "kite", 2.1, How.REACTION, "❤️"),
    Said("tove", "kite", 1.9, How.COMMENT, "A very small captain, and a very good wind."),
    Said("mateo", "kind", 1.5, How.COMMENT, "No reason at all."),
    Said("amira", "kind", 1.3, How.COMMENT, "None whatsoever."),
    Said(
        "ember",
        "tea",
        0.9,
        How.REPLY,
        "Chapter nine is where it turns. Hide the other biscuits.",
    ),
    Said("tove", "corner", 0.42, How.ANSWER, "A lighthouse that nobody asked for."),
    Said("ember", "corner", 0.38, How.ANSWER, "The place where lost umbrellas go."),
    Said("lotte", "corner", 0.3, How.ANSWER, "If so, then seven beds, please."),
    Said("sanna", "spice", 0.15, How.VOTE, "Cardamom"),
    Said("amira", "spice", 0.12, How.VOTE, "Cardamom"),
    Said("juno", "spice", 0.1, How.VOTE, "Cinnamon"),
    Said("juno", "spice", 0.08, How.REPLY, "You are going to buy both."),
)
"""What was answered, the oldest first of each clip."""

SHELVES = (
    Shelf("tove", "Worth waking for", ("lighthouse", "aurora")),
    Shelf("ember", "Before breakfast", ("hills", "desk")),
)

REPOSTS = (
    ("lotte", "lighthouse", 16.5, "For everyone who thinks that I have seen enough rain."),
    ("ember", "harbour", 15.0, "Evidence. I would do it again."),
)
"""Who showed which clip under their own name, how many hours ago, with which caption."""

LINKED = ("ember", "invitation")
"""Whose clip can be seen by guests, through a link: neighbours without an account come, too."""
