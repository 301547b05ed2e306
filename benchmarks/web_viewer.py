"""Clips follow each other at once, and however many were seen, the page holds no more.

Claims: the next clip, whose picture was loaded before, is shown at most 100 ms after the tap; after
500 clips the scripts' values and the DOM nodes are at most 1.05 times what they were after 100.
What the engine compiles the scripts into is told beside it.
"""

import io
from functools import partial

from PIL import Image
from playwright.sync_api import Page, expect

from benchmarks.support import rounds as shown
from benchmarks.support.options import options
from benchmarks.support.visits import TIMED, Heap, Held, demo_site, visiting
from tests.e2e.browsing import DESKTOP, PHONE, until
from tests.e2e.screens import until_it_stands
from tests.e2e.served import Account, Site

SHOWN_MOST = 100.0
GROWTH_MOST = 1.05
_PICTURES = 20
_WARM, _ALL = 100, 500
_NEXT = "button[aria-label='Next clip']"
_CLIP = "main"
_DECODED = "() => Promise.all([...document.images].map((image) => image.decode()))"


def main() -> None:
    """Look at clips in rounds and print."""
    chosen = options(__doc__, rounds=3, databases=("sqlite",))
    times: dict[str, list[float]] = {"tap to next clip": []}
    with demo_site() as (site, browser):
        author = _author(site)
        first = author.get(f"/stories/{author.user_id}")[0]["id"]
        for _ in range(chosen.rounds):
            with visiting(browser, site, "tove", PHONE) as page:
                page.goto(f"/clips/{author.user_id}?clip={first}")
                until_it_stands(page)
                for _ in range(_PICTURES - 2):
                    # The next picture is loaded while this one is looked at.
                    expect(page.locator("article[aria-busy=false]")).to_be_visible()
                    page.evaluate(_DECODED)
                    times["tap to next clip"].append(page.evaluate(TIMED, [_NEXT, _CLIP]))
        print("viewer, phone")
        shown.table(times, "ms")
        middle = sorted(times["tap to next clip"])[len(times["tap to next clip"]) // 2]
        shown.at_most("tap to next clip", middle, SHOWN_MOST, "ms")
        _write(site.person("oskar"), _ALL + 10)
        with visiting(browser, site, "tove", DESKTOP) as page:
            before, after = _held(page, site, site.person("oskar").user_id)
    print(f"viewer, {_ALL} clips")
    shown.figure(f"values after {_WARM}", before.values / 1e6, "MB")
    shown.at_most(f"values after {_ALL} / after {_WARM}", after.values / before.values, GROWTH_MOST)
    shown.at_most(f"nodes after {_ALL} / after {_WARM}", after.nodes / before.nodes, GROWTH_MOST)
    shown.figure(f"compiled code after {_WARM}", before.code / 1e6, "MB")
    shown.figure(f"compiled code after {_ALL}", after.code / 1e6, "MB")


def _author(site: Site) -> Account:
    """Somebody new whose clips are all pictures."""
    author = site.sign_up("pictures")
    for number in range(_PICTURES):
        file = io.BytesIO()
        Image.effect_noise((720, 1280), 40 + number).convert("RGB").save(file, "JPEG", quality=80)
        caption, picture = {"caption": f"Number {number}"}, ("a.jpg", file.getvalue())
        answer = author.api.post("/stories", data=caption, files={"file": picture})
        assert answer.status_code == 201, answer.text
    return author


def _write(author: Account, count: int) -> None:
    for number in range(count):
        author.post("/stories", {"text": f"Line {number} of a long evening"})


def _held(page: Page, site: Site, user_id: str) -> tuple[Held, Held]:
    """What the page holds after some clips, and after all."""
    page.goto(f"/clips/{user_id}")
    until_it_stands(page)
    tove, heap, held = site.person("tove"), Heap(page), []
    for number in range(1, _ALL + 1):
        page.keyboard.press("ArrowRight")
        if number in (_WARM, _ALL):
            # What is under way is held, too, until the server has answered.
            until(page, partial(_has_seen, tove, page.url.partition("clip=")[2]), "the last view")
            held.append(heap.held())
    return held[0], held[1]


def _has_seen(person: Account, clip_id: str) -> bool:
    return bool(person.get(f"/stories/item/{clip_id}")["seen"])


if __name__ == "__main__":
    main()
