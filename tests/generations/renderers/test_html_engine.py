"""The player's engine is the engine: the same plays come to the same states and views."""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from playwright.sync_api import Page

from emberline.generations.renderers.html.edition import edition_of
from emberline.stories.engine.document import Story, Variable
from emberline.stories.engine.playable import Playable
from emberline.stories.rules.markup import safe_html
from tests.generations.renderers.html_browser import html_file, open_browser
from tests.generations.renderers.html_plays import Play, random_play
from tests.generations.renderers.html_stories import full_story
from tests.stories.engine.factories import ending
from tests.stories.engine.factories import story as story_of
from tests.stories.engine.random_stories import Draws, random_story

_SAMPLES = Path(__file__).parents[3] / "emberline" / "stories" / "samples"

# As one text each way: the driver would take long over so many objects.
_PLAY = """(text) => JSON.stringify(JSON.parse(text).map(({edition, plays}) =>
    plays.map((play) => emberline.toldPlay(edition, play))))"""

_SAME_HTML = """(pairs) => pairs.map(([markdown, html]) => {
    const holder = document.createElement("div");
    const plain = (text) => {
        const parsed = new DOMParser().parseFromString(text, "text/html");
        holder.replaceChildren(...parsed.body.childNodes);
        for (const link of holder.querySelectorAll("a")) {
            link.removeAttribute("target");
            const names = link.getAttributeNames().sort();
            const values = names.map((name) => link.getAttribute(name));
            names.forEach((name) => link.removeAttribute(name));
            names.forEach((name, at) => link.setAttribute(name, values[at]));
        }
        for (const code of holder.querySelectorAll("pre code")) {
            code.textContent = code.textContent.trimEnd();
        }
        return holder.innerHTML.replaceAll("<br>\\n", "<br>").replace(/>\\s+</g, "><").trim()
            .replace(/([^>])\\n(?=<(?:[uo]l|blockquote|pre|p|h\\d|hr|table|\\/li)\\b)/g, "$1");
    };
    return [plain(emberline.toldMarkdown(markdown)), plain(html)];
})"""

_FRAGMENTS = (
    *(
        "a",
        "word ",
        "b c",
        "*",
        "**",
        "_",
        "__",
        "~~",
        "~",
        "`",
        "``",
        "[",
        "]",
        "(",
        ")",
        "!",
        ".",
    ),
    *("[x](http://e.org/a)", '[x](http://e.org "t")', "<http://e.org>", "<a@b.org>", "[r]", "\n"),
    *(
        "\n\n",
        "\n- ",
        "\n* ",
        "\n1. ",
        "\n2) ",
        "\n> ",
        "\n# ",
        "\n## ",
        "\n\n    ",
        "  ",
        "\n---\n",
    ),
    *("\n***\n", "\n===\n", "\n```\n", "\n| a | b |\n|---|:-:|\n", "&amp;", "&#65;", "&nope;", "é"),
    *(
        "<b>",
        "<script>alert(1)</script>",
        "[x](javascript:alert(1))",
        "\\*",
        "“",
        "'",
        "<!-- c -->",
    ),
)


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    file = html_file(story_of(ending("a")), tmp_path_factory.mktemp("engine"))
    with open_browser() as browser:
        page = browser.new_page()
        page.goto(file.as_uri())
        yield page


def test_a_thousand_random_plays_come_to_the_same_states_and_views(
    page: Page, request: pytest.FixtureRequest
):
    nightly = request.config.getoption("--hypothesis-profile") == "nightly"
    # A thousand at a time: the driver holds all that is told at once in its memory.
    outcomes: Counter[str | None] = Counter()
    turns = 20 if nightly else 1
    for turn in range(turns):
        stories = [(sample, 100) for sample in samples()]
        stories += [(full_story(number), 8) for number in range(50 * turn, 50 * turn + 50)]
        stories += [(random_story(number), 4) for number in range(25 * turn, 25 * turn + 25)]
        plays = [plays_of(story, count, turn * count) for story, count in stories]
        assert sum(map(len, plays)) == 1_000

        _assert_told_alike(page, [story for story, _ in stories], plays)
        steps = (step for each in plays for play in each for step in play.told)
        outcomes.update(step.get("refused") for step in steps)
    assert outcomes[None] > 4_000 * turns
    wanted = {"locked", "lapsed", "over", "no_choice", "no_puzzle", "bad_answer", "broken_dice"}
    assert wanted <= outcomes.keys()


def _assert_told_alike(page: Page, stories: list[Story], plays: list[list[Play]]) -> None:
    asking = [asked(story, each) for story, each in zip(stories, plays, strict=True)]
    told = json.loads(page.evaluate(_PLAY, msgspec.json.encode(asking).decode()))

    for expected, found in zip(plays, told, strict=True):
        for play, steps in zip(expected, found, strict=True):
            assert steps["steps"] == json.loads(msgspec.json.encode(play.told))
            assert steps["again"]


def test_numbers_are_calculated_and_shown_as_the_engine_does(page: Page):
    numbers = ("7", "-7", "3", "-3", "2.5", "-2.5", "0.1", "-0.1", "0", "9007199254740992", "0.0")
    pairs = [(one, other) for one in numbers for other in numbers]
    signs = ("+", "-", "*", "/", "//", "%")
    texts = [f"{one} {sign} {other}" for one, other in pairs for sign in signs]
    texts += ["100000000000000.5", "100000000000001.5", "0.00001234", "123456789012345678 / 7"]
    texts += ["9.999999999999995", "(9007199254740992 + 9007199254740991) / 3", "1 / 3"]
    held = {f"n{place}": Variable(type="number") for place in range(len(texts))}
    effects = tuple(f"n{place} = {text}" for place, text in enumerate(texts))
    content = " ".join(f"{{{name}}}" for name in held)
    told_story = story_of(ending("a", on_enter=effects, content=content), variables=held)
    plays = plays_of(told_story, 1)

    asking = msgspec.json.encode([asked(told_story, plays)]).decode()
    ((found,),) = json.loads(page.evaluate(_PLAY, asking))

    assert found["steps"] == json.loads(msgspec.json.encode(plays[0].told))
    assert len(content.split()) > 700


def test_markdown_of_the_samples_is_shown_as_the_site_shows_it(page: Page):
    texts = [node.content for sample in samples() for node in sample.nodes]

    assert_same_html(page, texts)


def test_any_markdown_is_shown_as_the_site_shows_it(page: Page):
    draws = Draws(7)
    texts = [
        "".join(draws.pick(_FRAGMENTS) for _ in range(1 + draws.below(14))) for _ in range(1_000)
    ]

    assert_same_html(page, texts)


def assert_same_html(page: Page, texts: list[str]) -> None:
    """Each text is in the page what it is on the site."""
    pairs = page.evaluate(_SAME_HTML, [[text, safe_html(text)] for text in texts])
    assert len(pairs) > 100
    differences = [
        (text, *pair) for text, pair in zip(texts, pairs, strict=True) if pair[0] != pair[1]
    ]
    assert differences == []


def samples() -> list[Story]:
    """The stories that come with the product."""
    files = sorted(_SAMPLES.glob("*.json"))
    assert len(files) == 5
    return [msgspec.json.decode(file.read_bytes(), type=Story) for file in files]


def plays_of(story: Story, count: int, first: int = 0) -> list[Play]:
    """So many random plays of a story, from the one with the number `first` on."""
    playable = Playable(story)
    return [random_play(playable, number) for number in range(first, first + count)]


def asked(story: Story, plays: list[Play]) -> dict[str, Any]:
    """What the hook is asked for."""
    acts = [
        {"seed": play.seed, "protagonist": play.protagonist, "acts": play.acts} for play in plays
    ]
    return {"edition": edition_of(story), "plays": acts}
