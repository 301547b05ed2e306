"""The reader: stories played by keyboard to their ends, taken back, saved, claimed, interrupted."""

import io
import itertools
import json
import random
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Locator, Page, Route, expect

import emberline.stories
from tests.e2e.browsing import (
    PHONE,
    Visit,
    expect_accessible,
    expect_no_sideways_scroll,
    on,
    until,
)
from tests.e2e.served import Account, Site

SAMPLES = Path(emberline.stories.__file__).parent / "samples"
BOOKS = ("A House", "Eleven Minutes", "The Keeper", "The Salt Road", "The Understudy")
MOVES_MOST = 150


@pytest.fixture(scope="module")
def stories(site: Site) -> dict[str, str]:
    """The ids of the published stories, by their titles."""
    return {each["title"]: each["story_id"] for each in site.person("ember").get("/api/stories")}


@pytest.fixture(scope="module")
def puzzles() -> dict[str, Mapping[str, Any]]:
    """The puzzles of all samples, by their prompts."""
    documents = [json.loads(path.read_text()) for path in SAMPLES.glob("*.json")]
    nodes = itertools.chain.from_iterable(document["nodes"] for document in documents)
    return {node["puzzle"]["prompt"]: node["puzzle"] for node in nodes if "puzzle" in node}


def _named(stories: Mapping[str, str], begin: str) -> str:
    return next(story_id for title, story_id in stories.items() if title.startswith(begin))


_SEEN = """
() => {
  const buttons = [...document.querySelectorAll('.choices button')];
  return {
    page: document.querySelector('.folio')?.textContent ?? '',
    isEnding: document.querySelector('.ending') !== null,
    prompt: document.querySelector('.prompt')?.textContent ?? null,
    open: buttons.flatMap((one, at) => (one.ariaDisabled === 'true' ? [] : [String(at + 1)])),
    locked: document.querySelectorAll('.choices button[aria-disabled] .remark').length,
    roll: document.querySelector('.roll p')?.textContent ?? null,
    timed: document.querySelectorAll('.timed').length,
    focused: document.activeElement?.tagName,
  };
}
"""


class Player:
    """Plays a story in `page` with the keyboard alone; chance is seeded."""

    def __init__(self, page: Page, puzzles: Mapping[str, Mapping[str, Any]], seed: int) -> None:
        self._page = page
        self._puzzles = puzzles
        self._chance = random.Random(seed)
        self.seen: list[dict[str, Any]] = []

    def to_ending(self) -> str:
        """Play on; the name of the ending."""
        page = self._page
        expect(page.locator("main h2").first).to_be_visible()
        if page.get_by_role("heading", name="Who are you?").is_visible():
            page.locator(".beginning button").last.press("Enter")
            expect(page.locator("article h2")).to_be_focused()
        for _ in range(MOVES_MOST):
            seen = page.evaluate(_SEEN)
            self.seen.append(seen)
            if seen["isEnding"]:
                return page.locator("article h2").inner_text()
            self._move(seen)
            expect(page.locator(".folio")).not_to_have_text(seen["page"])
        raise AssertionError("the story does not end")

    def _move(self, seen: Mapping[str, Any]) -> None:
        if seen["prompt"] is not None:
            self._solve(self._puzzles[seen["prompt"].strip()])
            return
        assert seen["open"], f"nothing can be chosen on {seen['page']}"
        self._page.keyboard.press(self._chance.choice(seen["open"]))

    def _solve(self, puzzle: Mapping[str, Any]) -> None:
        page, answers = self._page, puzzle["answers"]
        if puzzle["kind"] in {"text", "number"}:
            page.get_by_label("Your answer").fill(str(answers[0]))
            page.keyboard.press("Enter")
            return
        if puzzle["kind"] == "order":
            _put_in_order(page, answers)
        else:
            for left, right in answers.items():
                page.get_by_label(left, exact=True).select_option(right)
        page.get_by_role("button", name="Answer", exact=True).press("Enter")


def _put_in_order(page: Page, wanted: list[str]) -> None:
    for place, part in enumerate(wanted):
        at = page.locator(".puzzle li .text").all_inner_texts().index(part)
        for _ in range(at - place):
            page.get_by_role("button", name=f"Move up: {part}").press("ArrowUp")
    expect(page.locator(".puzzle li .text")).to_have_text(wanted)


@pytest.fixture
def seeds(request: pytest.FixtureRequest) -> range:
    """How often each story is played."""
    return range(5 if request.config.getoption("--hypothesis-profile") == "nightly" else 1)


def test_every_story_of_the_demo_is_played_to_an_ending_by_keyboard_alone(
    visit: Visit,
    stories: Mapping[str, str],
    puzzles: Mapping[str, Mapping[str, Any]],
    seeds: range,
) -> None:
    page = visit(None, None)
    seen: list[dict[str, Any]] = []
    for book, seed in itertools.product(BOOKS, seeds):
        page.goto(f"/read/{_named(stories, book)}?start=anew")
        player = Player(page, puzzles, seed + 3)
        assert player.to_ending(), book
        expect(on(page).get_by_text("An ending", exact=True)).to_be_visible()
        seen += player.seen
    # The way led over everything that the engine does, and the new page always had the focus.
    rolls = [each["roll"] for each in seen if each["roll"]]
    assert any(re.match(r"You rolled \dd\d+.*: [\d and,]+\. \d+ in all", roll) for roll in rolls)
    assert any(each["timed"] for each in seen)
    assert any(each["locked"] for each in seen)
    assert any(each["prompt"] for each in seen)
    assert {each["focused"] for each in seen[1:] if each["page"] != "Page 1"} == {"H2"}
    expect(page.get_by_role("link", name="Create an account")).to_be_visible()
    expect_accessible(page)


def test_a_play_is_taken_back_saved_and_gone_on_with(
    visit: Visit, site: Site, stories: Mapping[str, str]
) -> None:
    reader = site.sign_up()
    page = visit(reader, f"/read/{_named(stories, 'The Understudy')}")
    heading = page.locator("article h2")
    expect(heading).to_have_text("The Half")
    page.keyboard.press("2")
    expect(heading).to_have_text("Eleven Words")
    expect(_happened(page)).to_contain_text("opinion of you: 2 → 3")
    expect(page.get_by_role("complementary", name="With you")).to_contain_text("was 2")

    page.get_by_role("button", name="Saved games").press("Enter")
    page.get_by_label("Name of the saved game").fill("Before the bus")
    page.keyboard.press("Enter")
    saved = page.get_by_role("dialog").get_by_role("listitem").filter(has_text="Before the bus")
    expect(saved).to_contain_text("one move")
    expect_accessible(page)
    page.keyboard.press("Escape")

    page.keyboard.press("1")
    expect(heading).not_to_have_text("Eleven Words")
    way = page.get_by_role("complementary", name="Your way")
    way.get_by_role("button", name="The Half").press("Enter")
    way.get_by_role("button", name="Go back here: 2 moves").press("Enter")
    expect(heading).to_have_text("The Half")
    expect(heading).to_be_focused()
    expect(_happened(page).get_by_text("Taken back.")).to_be_visible()

    page.reload()
    expect(heading).to_have_text("The Half")
    page.get_by_role("button", name="Saved games").press("Enter")
    saved.get_by_role("button", name="Go on from here").press("Enter")
    expect(heading).to_have_text("Eleven Words")
    page.keyboard.press("1")
    expect(heading).not_to_have_text("Eleven Words")
    # What was saved stays as it was.
    kept = {each["slot"]: len(each["choices_made"]) for each in _plays(reader, page)}
    assert kept["Before the bus"] == 1


def _play(page: Page) -> str:
    """The play that is read, once the address names it."""
    expect(page).to_have_url(re.compile("progress="))
    return page.url.split("progress=")[1]


def _happened(page: Page) -> Locator:
    return page.get_by_role("complementary", name="What happened")


def _plays(reader: Account, page: Page) -> Any:
    story_id = page.url.split("/read/")[1].split("?")[0]
    return reader.get(f"/api/progress/{reader.user_id}/story/{story_id}")


def test_a_play_is_begun_by_whoever_comes_to_read_and_goes_on_where_it_was(
    visit: Visit, site: Site, stories: Mapping[str, str]
) -> None:
    reader, story_id = site.sign_up(), _named(stories, "The Understudy")
    first = str(reader.get(f"/api/stories/{story_id}/start")["progress_id"])
    page = visit(reader, f"/story/{story_id}", refusals=(404,))
    anew = page.get_by_role("link", name="Start anew")
    begun: list[str] = []
    page.on(
        "request",
        lambda one: begun.append(one.url) if "/start" in one.url and "/api/" in one.url else None,
    )
    # To look at the way to a story is not to go it; a press that is thought better of neither.
    with page.expect_request(f"**/api/stories/{story_id}"):
        anew.hover()
        page.mouse.down()
    page.mouse.move(0, 0)
    page.mouse.up()
    page.get_by_role("link", name="Go on reading").click()
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    assert _play(page) == first
    assert len(begun) == 1
    assert [each["progress_id"] for each in _plays(reader, page)] == [first]

    # A page that was kept is shown until the server says otherwise.
    held: list[Route] = []

    def refuse(route: Route) -> None:
        if held:
            route.fulfill(status=404, json={"title": "Not found", "message": "Taken back."})
        else:
            held.append(route)

    page.route("**/api/stories/*/start*", refuse)
    page.goto(f"/read/{story_id}")
    expect(on(page).get_by_text("This is the page that you read last.")).to_be_visible()
    refuse(held[0])
    expect(page.get_by_role("heading", name="This page is not here").first).to_be_visible()


def test_time_can_be_given_and_taken_away_where_it_runs(
    visit: Visit, stories: Mapping[str, str]
) -> None:
    page = visit(None, f"/read/{_named(stories, 'Eleven Minutes')}", look=PHONE)
    left = on(page).get_by_text(re.compile(r"\d+:\d\d left"))
    expect(page.locator("[role=status]").first).to_contain_text("20 seconds to choose")
    expect(left).to_have_count(2)
    timers = page.get_by_label("Time to choose")
    timers.select_option(label="Ten times as long")
    expect(left.first).to_have_text(re.compile(r"[1-9]:\d\d left"))
    timers.select_option(label="No timers")
    expect(left).to_have_count(0)
    expect(page.locator("article h2")).to_be_visible()
    page.get_by_role("button", name="Your play").press("Enter")
    expect(page.get_by_role("dialog")).to_contain_text("How you are")
    expect_accessible(page)
    expect_no_sideways_scroll(page)


def test_a_guest_reads_by_a_link_and_keeps_the_play_by_joining(
    visit: Visit, site: Site, stories: Mapping[str, str]
) -> None:
    story_id = _named(stories, "The Understudy")
    shared = site.person("mateo").post(f"/api/stories/{story_id}/share", {"to": "link"})
    page = visit(None, shared["url"])
    page.locator("a[href*='/read/']").first.click()
    expect(page.locator("article h2")).to_have_text("The Half")
    page.keyboard.press("2")
    expect(page.locator("article h2")).to_have_text("Eleven Words")
    assert page.evaluate("() => localStorage.getItem('emberline.play-token')").startswith("emp_")
    play = _play(page)

    page.goto("/sign-up")
    name = f"claimer{random.randrange(10**9)}"
    page.get_by_label("Username").fill(name)
    page.get_by_label("Email").fill(f"{name}@example.com")
    page.get_by_label("Password", exact=True).fill("a lamp and a half")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "/sign-up" not in url)
    page.goto(f"/read/{story_id}")
    expect(page.locator("article h2")).to_have_text("Eleven Words")
    expect(page).to_have_url(re.compile(f"progress={play}$"))
    assert page.evaluate("() => localStorage.getItem('emberline.play-token')") is None


def test_a_choice_whose_answer_is_lost_is_made_once(
    visit: Visit, site: Site, stories: Mapping[str, str]
) -> None:
    reader = site.sign_up()
    page = visit(
        reader, f"/read/{_named(stories, 'The Understudy')}", refusals=(409,), outages=True
    )
    heading = page.locator("article h2")
    expect(heading).to_have_text("The Half")
    page.route("**/choice", _lose, times=1)
    page.keyboard.press("2")
    expect(heading).to_have_text("Eleven Words")
    expect(_happened(page).get_by_text("Your choice had arrived.")).to_be_visible()
    (play,) = _plays(reader, page)
    assert len(play["choices_made"]) == 1

    # On another device it goes on; here the next choice shows where it stands.
    _play(page)
    elsewhere = visit(reader, page.url)
    expect(elsewhere.locator("article h2")).to_have_text("Eleven Words")
    elsewhere.keyboard.press("1")
    expect(elsewhere.locator("article h2")).not_to_have_text("Eleven Words")
    page.keyboard.press("2")
    expect(_happened(page).get_by_text("This play went on in another place.")).to_be_visible()
    expect(heading).to_have_text(elsewhere.locator("article h2").inner_text())


def _lose(route: Route) -> None:
    """The call arrives, and its answer does not."""
    route.fetch()
    route.abort()


def test_a_narration_marks_the_sentence_that_it_speaks(
    visit: Visit, site: Site, stories: Mapping[str, str]
) -> None:
    mateo, story_id = site.person("mateo"), _named(stories, "The Understudy")
    form = {"story_id": story_id, "options": {"path": ["the-half"]}}
    generation = mateo.post("/api/story-generations", form)["id"]
    with mateo.api.stream("GET", f"/api/story-generations/{generation}/events") as told:
        assert '"succeeded"' in list(told.iter_text())[-1]
    page = visit(mateo, f"/read/{story_id}?start=anew")
    page.get_by_role("button", name="Listen").press("Enter")
    _wait_until_spoken(page, "The half is called thirty-five")
    page.get_by_role("button", name="One sentence on").press("Enter")
    _wait_until_spoken(page, "She does not knock.")
    page.get_by_role("button", name="Pause").press("Enter")
    expect(page.get_by_role("button", name="Play", exact=True)).to_be_visible()
    expect_accessible(page)

    page.goto(f"/read/{story_id}?listen={generation}")
    expect(page.locator("h1")).to_have_text("The Understudy")
    # It goes on where it was stopped.
    expect(page.locator(".transcript [aria-current]")).to_have_text("She does not knock.")
    page.get_by_label("Speed").select_option(label="2\N{MULTIPLICATION SIGN}")
    page.get_by_role("button", name="Play", exact=True).press("Enter")
    expect(page.locator(".transcript [aria-current]")).to_contain_text("She is stage manager")
    expect_accessible(page)


def _wait_until_spoken(page: Page, begin: str) -> None:
    """Return when the sentence that begins so is marked: where, no element says."""
    marked = "() => String([...(CSS.highlights.get('spoken') ?? [''])][0])"
    until(page, lambda: page.evaluate(marked).startswith(begin), begin)


def test_words_stay_where_they_are_when_a_picture_comes_late(site: Site, visit: Visit):
    author = site.sign_up("painter")
    story = _illustrated(author, 60, 90)
    page = visit(author, "/library")
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/files/story/**", hold)
    page.goto(f"/read/{story}")
    frame = page.locator("figure.picture")
    expect(frame).to_be_visible()
    before = frame.bounding_box()
    assert before is not None
    assert (round(before["width"]), round(before["height"])) == (60, 90)
    with page.expect_response("**/files/story/**"):
        for route in held:
            route.continue_()
    expect(page.get_by_role("img", name="An umbrella")).to_have_js_property("complete", True)
    assert frame.bounding_box() == before


def _illustrated(author: Account, width: int, height: int) -> str:
    """The id of a published story of the author's that begins with a picture of this size."""
    picture = io.BytesIO()
    Image.new("RGB", (width, height), "teal").save(picture, "PNG")
    answer = author.api.post("/media", files={"file": ("umbrella.png", picture.getvalue())})
    assert answer.status_code == 201, answer.text
    shown = {"kind": "image", "source": answer.json()["media_id"], "alt_text": "An umbrella"}
    form = {"title": "Rain", "description": "Wet.", "difficulty_level": "easy"}
    story: str = author.post("/api/stories", {**form, "template": "blank"})["story_id"]
    begin = author.get(f"/api/admin/stories/{story}/nodes")[0]
    path = f"/api/admin/stories/{story}/nodes/{begin['node_id']}"
    answer = author.api.put(path, json={"media": [shown]})
    assert answer.status_code == 200, answer.text
    answer = author.api.put(f"/api/admin/stories/{story}/publish", json={"is_published": True})
    assert answer.status_code == 200, answer.text
    return story
