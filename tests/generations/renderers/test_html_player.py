"""The player in a browser: played by keyboard, with timers, saved, and deaf to hostile stories."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Dialog, Page, expect

from emberline.generations.renderers.orders import Asset
from emberline.stories.engine.document import (
    Achievement,
    Choice,
    Ending,
    Item,
    Media,
    Protagonist,
    Story,
    Variable,
)
from tests.generations.renderers.html_browser import html_file, open_browser
from tests.stories.engine.factories import choice, ending, node, puzzle, roll, story, timer

_PICTURE = bytes.fromhex("47494638396101000100800000ff00000000002c00000000010001000002024401003b")
_HOSTILE = (
    "</script><script>alert(1)</script><!--<img src=x onerror=alert(1)> & [x](javascript:alert(1))"
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with open_browser() as browser:
        yield browser


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page that fails its test for any error, dialog or question to a network."""
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("dialog", lambda dialog: dismiss(dialog, wrong))
    page.on("request", lambda asked: None if _is_own(asked.url) else wrong.append(asked.url))
    page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    yield page
    context.close()
    assert wrong == []


def _is_own(address: str) -> bool:
    return address.startswith(("file:", "data:"))


def dismiss(dialog: Dialog, noted: list[str]) -> None:
    """Note what a dialog says, and let the page go on."""
    noted.append(dialog.message)
    dialog.dismiss()


def opened(page: Page, told: Story, folder: Path, **assets: Asset) -> Page:
    """The page, showing the title page of a story."""
    page.goto(html_file(told, folder, assets).as_uri())
    return page


def begun(page: Page, told: Story, folder: Path) -> Page:
    """The page, showing the first scene of a story."""
    opened(page, told, folder)
    page.get_by_role("button", name="Begin").click()
    return page


def heading(page: Page) -> str:
    """The title of the scene that is shown."""
    return page.locator("#heading").inner_text()


def night_watch(**more: Any) -> Story:
    """A story with a bit of everything."""
    letter = Choice(key="ring", text="Ring the *bell*", to="loft", effects=("give(rope, 2)",))
    shut = Choice(
        key="door", text="The door", to="end", condition="has(rope)", locked_text="It is barred."
    )
    climb = Choice(
        key="climb",
        text="Climb",
        effects=("unlock(brave)",),
        consequences="You *jump*.",
        roll=roll("1d4", 1, "end", "yard"),
    )
    return story(
        node("yard", letter, shut, title="The yard", content="It is {hour} hours."),
        node("loft", climb, choice("down", "yard"), title="The loft"),
        ending("end", title="The roof", ending=Ending(name="Above it all", tone="calm")),
        ending("never", title="Never"),
        variables={"hour": Variable(type="int", initial=3, shown=True, label="Hour")},
        items={"rope": Item(name="A rope", description="Wet.", image="rope.gif")},
        achievements={"brave": Achievement(name="Brave"), "odd": Achievement(secret=True)},
        **more,
    )


def test_a_story_is_played_to_its_ending_by_the_keyboard_alone(page: Page, tmp_path: Path):
    opened(page, night_watch(), tmp_path)
    for _ in range(10):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.dataset.act") == "begin":
            break
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "heading"
    page.keyboard.press("b")
    assert heading(page) == "The yard"
    expect(page.locator("#announcer")).to_contain_text("It is barred.")
    page.keyboard.press("a")
    assert heading(page) == "The loft"
    page.keyboard.press("1")

    assert heading(page) == "The roof"
    assert page.evaluate("document.activeElement.id") == "heading"
    expect(page.locator(".the-end")).to_contain_text("Above it all")
    expect(page.locator(".the-end")).to_contain_text("Endings found: 1 of 2")
    expect(page.locator(".aftermath")).to_contain_text("1 was needed")
    expect(page.locator(".aftermath em")).to_have_text("jump")
    expect(page.locator("#announcer")).to_contain_text("Brave")
    page.get_by_role("button", name="Begin again").click()
    assert heading(page) == "The yard"


def test_the_sheet_shows_what_the_reader_carries_with_its_picture(page: Page, tmp_path: Path):
    picture = tmp_path / "rope"
    picture.write_bytes(_PICTURE)
    assets = {"rope.gif": Asset(path=str(picture), media_type="image/gif")}
    page.goto(html_file(night_watch(), tmp_path, assets).as_uri())
    page.get_by_role("button", name="Begin").click()
    page.locator(".choice").first.click()
    page.locator("summary", has_text="What you have").click()

    expect(page.locator(".items")).to_contain_text("A rope \u00d7 2")
    assert page.locator(".items img").evaluate("image => image.naturalWidth") == 1
    expect(page.locator(".sheet dl")).to_have_text("Hour3")
    expect(page.locator(".achievements")).to_have_count(1)


def test_a_move_is_taken_back_as_often_as_wanted(page: Page, tmp_path: Path):
    begun(page, night_watch(), tmp_path)
    back = page.get_by_role("button", name="Back", exact=True)
    expect(back).to_be_disabled()
    page.keyboard.press("a")
    page.keyboard.press("b")
    assert heading(page) == "The yard"

    back.click()
    assert heading(page) == "The loft"
    back.click()
    assert heading(page) == "The yard"
    expect(back).to_be_disabled()


def test_a_game_survives_a_reload_and_travels_as_a_text(page: Page, tmp_path: Path):
    begun(page, night_watch(), tmp_path)
    page.keyboard.press("a")
    page.reload()
    page.get_by_role("button", name="Go on reading").click()
    assert heading(page) == "The loft"
    page.locator("#saves").click()
    page.locator("#slot-name").fill("before the jump")
    page.get_by_role("button", name="Save", exact=True).click()
    page.locator("summary", has_text="Take this game").click()
    kept = page.locator("#export").input_value()
    page.keyboard.press("Escape")
    page.keyboard.press("b")
    assert heading(page) == "The yard"
    page.locator("#saves").click()
    page.locator(".slots button", has_text="Play this").click()
    assert heading(page) == "The loft"

    page.evaluate("localStorage.clear()")
    page.locator("#saves").click()
    expect(page.locator(".slots li")).to_have_count(0)
    page.locator("summary", has_text="Bring a game").click()
    page.locator("#import").fill("nonsense")
    page.locator("dialog details button", has_text="Play this").click()
    expect(page.locator(".notice")).to_contain_text("no saved game")
    page.locator("#import").fill(kept)
    page.locator("dialog details button", has_text="Play this").click()
    assert heading(page) == "The loft"


def test_a_browser_that_keeps_nothing_plays_all_the_same(page: Page, tmp_path: Path):
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', {get() { throw new Error('denied'); }})"
    )
    begun(page, night_watch(), tmp_path)
    page.keyboard.press("a")
    page.locator("#saves").click()

    expect(page.locator("dialog")).to_contain_text("keeps nothing")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".slots li")).to_have_count(1)


def timed() -> Story:
    """A story with a choice that lapses to another, and one that is gone."""
    quick = Choice(key="quick", text="Quick", to="won", timer=timer(10, "slow"))
    brief = Choice(key="brief", text="Brief", to="won", timer=timer(4))
    return story(
        node("gate", quick, brief, choice("slow", "lost"), title="The gate"),
        ending("won", title="Won"),
        ending("lost", title="Lost"),
    )


def test_time_takes_the_default_when_it_is_over(page: Page, tmp_path: Path):
    page.clock.install()
    begun(page, timed(), tmp_path)
    page.clock.run_for(3_000)
    expect(page.locator("[data-key=quick] .seconds")).to_have_text("0:07")
    page.clock.run_for(2_000)
    expect(page.locator("[data-key=brief]")).to_have_attribute("aria-disabled", "true")
    page.keyboard.press("b")
    assert heading(page) == "The gate"
    page.clock.run_for(6_000)

    assert heading(page) == "Lost"
    expect(page.locator(".aftermath")).to_contain_text("the moment chose for you")


@pytest.mark.parametrize(("setting", "seconds"), [("2", 20), ("10", 100), ("off", None)])
def test_readers_set_how_long_they_have(
    page: Page, tmp_path: Path, setting: str, seconds: int | None
):
    page.clock.install()
    begun(page, timed(), tmp_path)
    page.locator("#settings").click()
    page.select_option("#setting-timers", setting)
    page.keyboard.press("Escape")
    page.clock.run_for((seconds or 1_000) * 1_000 - 500)
    assert heading(page) == "The gate"
    page.clock.run_for(1_500)

    assert heading(page) == ("The gate" if seconds is None else "Lost")


def test_a_reload_gives_no_new_time(page: Page, tmp_path: Path):
    page.clock.install()
    begun(page, timed(), tmp_path)
    page.clock.run_for(8_000)
    page.reload()
    page.get_by_role("button", name="Go on reading").click()

    expect(page.locator("[data-key=quick] .seconds")).to_have_text("0:02")


def riddles() -> Story:
    """One puzzle after the other, of every kind."""
    return story(
        node("word", puzzle=puzzle("text", ("Mirror",), "number", hints=("It shines.",))),
        node("number", puzzle=puzzle("number", (7,), "order", attempts=2, failure="lost")),
        node("order", puzzle=puzzle("order", ("one", "two", "three"), "match")),
        node("match", puzzle=puzzle("match", {"dog": "bark", "cat": "mew"}, "won")),
        ending("won", title="Won"),
        ending("lost", title="Lost"),
    )


def test_puzzles_of_all_kinds_are_answered_by_keyboard(page: Page, tmp_path: Path):
    begun(page, riddles(), tmp_path)
    page.locator("#answer").fill("a lamp")
    page.keyboard.press("Enter")
    expect(page.locator(".hints")).to_contain_text("It shines.")
    expect(page.locator("#announcer")).to_contain_text("It shines.")
    assert page.evaluate("document.activeElement.id") == "answer"
    page.locator("#answer").fill("\u2018MIRROR\u2019!")
    page.keyboard.press("Enter")
    expect(page.locator(".question")).to_contain_text("Attempts left: 2")
    page.locator("#answer").fill(" 7.0 ")
    page.keyboard.press("Enter")
    order = ["one", "two", "three"]
    for place, part in enumerate(order):
        item = page.locator(".parts li", has_text=part)
        while page.locator(".parts .text").all_inner_texts().index(part) > place:
            item.locator(".up").press("Enter")
            expect(page.locator("#announcer")).to_contain_text(part)
    page.locator(".question .main").press("Enter")
    page.select_option("#pair-0", "bark")
    page.select_option("#pair-1", "mew")
    page.locator(".question .main").press("Enter")

    assert heading(page) == "Won"


def hostile() -> Story:
    """A story whose every text tries to be more than a text."""
    bad = Choice(
        key='"]<x>',
        text=_HOSTILE,
        to="end",
        letter="A",
        consequences=_HOSTILE,
        effects=("give(x)",),
    )
    locked = Choice(key="shut", text=_HOSTILE, to="end", condition="1 > 2", locked_text=_HOSTILE)
    return story(
        node(
            "yard",
            bad,
            locked,
            title=_HOSTILE,
            content=f"{_HOSTILE}\n\n{{name}} [a](javascript:alert(1)) <http://e.org/'\"onclick=x>",
            media=(Media(kind="image", source=_HOSTILE, alt_text=_HOSTILE),),
            puzzle=puzzle("match", {_HOSTILE: _HOSTILE}, "end", hints=(_HOSTILE,)),
        ),
        ending("end", title=_HOSTILE, ending=Ending(name=_HOSTILE, tone=_HOSTILE)),
        title=_HOSTILE,
        description=_HOSTILE,
        language="en",
        content_notes=(_HOSTILE,),
        variables={
            "name": Variable(type="string", initial=_HOSTILE, label=_HOSTILE, shown=True),
        },
        items={"x": Item(name=_HOSTILE, description=_HOSTILE, image=_HOSTILE)},
        protagonists={"__proto__": Protagonist(name=_HOSTILE, description=_HOSTILE)},
        achievements={"a": Achievement(name=_HOSTILE, description=_HOSTILE)},
    )


def test_a_hostile_story_is_shown_and_runs_nothing(page: Page, tmp_path: Path):
    opened(page, hostile(), tmp_path)
    assert page.title() == _HOSTILE
    assert heading(page) == _HOSTILE
    page.locator("[data-protagonist]").click()
    expect(page.locator(".prose").first).to_contain_text("<img src=x onerror=alert(1)>")
    expect(page.locator(".question")).to_contain_text("</script>")
    page.keyboard.press("a")

    expect(page.locator(".the-end h2")).to_have_text(_HOSTILE)
    expect(page.locator(".aftermath")).to_contain_text("</script>")
    addresses = page.locator("a").evaluate_all("links => links.map((link) => link.protocol)")
    assert set(addresses) <= {"http:", "https:", "mailto:"}
    assert page.locator("body script").count() == 3
    assert page.locator("main img, main script").count() == 0


def test_a_script_that_got_in_would_not_run(page: Page, tmp_path: Path):
    file = html_file(night_watch(), tmp_path)
    assert page.goto(file.as_uri())
    page.get_by_role("button", name="Begin").wait_for()
    with_script = file.read_text().replace("<main", "<script>alert(1)</script><main")
    (tmp_path / "changed.html").write_text(with_script)
    other = page.context.new_page()
    alerts: list[str] = []
    other.on("dialog", lambda dialog: dismiss(dialog, alerts))
    other.goto((tmp_path / "changed.html").as_uri())

    expect(other.get_by_role("button", name="Begin")).to_be_visible()
    assert alerts == []


@pytest.mark.parametrize(
    ("language", "begin", "direction"),
    [
        ("de-AT", "Beginnen", "ltr"),
        ("fr", "Commencer", "ltr"),
        ("es", "Empezar", "ltr"),
        ("ar", "Begin", "rtl"),
        ("ja", "Begin", "ltr"),
    ],
)
def test_the_page_speaks_the_language_of_its_story(
    page: Page, tmp_path: Path, language: str, begin: str, direction: str
):
    opened(page, night_watch(language=language), tmp_path)

    expect(page.get_by_role("button", name=begin, exact=True)).to_be_visible()
    assert page.evaluate("[document.documentElement.lang, document.documentElement.dir]") == [
        language,
        direction,
    ]


@pytest.mark.parametrize("size", ["100", "175"])
def test_nothing_is_wider_than_a_small_telephone(page: Page, tmp_path: Path, size: str):
    begun(page, night_watch(), tmp_path)
    page.locator("#settings").click()
    page.select_option("#setting-size", size)
    page.keyboard.press("Escape")
    page.locator("summary", has_text="What you have").click()

    assert page.evaluate("document.documentElement.scrollWidth") == 360
