"""Every screen of the app: where it is, who looks at it, and when it stands."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from playwright.sync_api import Page, expect

from tests.e2e.served import PATIENCE, Site

TWEE = """:: StoryData
{"ifid": "6C1D3C5A-3E2B-4B6E-9C1F-0A9B8C7D6E5F", "format": "Harlowe", "start": "Quay"}

:: Quay
The ferry hoots twice. (live: 2s)[A gull laughs.]

[[Stay->Bench]]

:: Bench
You watch it leave.
"""


class Places:
    """The addresses of things of the demo on `site`; what is missing is made."""

    def __init__(self, site: Site) -> None:
        self.site = site

    def user(self, name: str) -> str:
        """The id of someone of the demo."""
        return self.site.person(name).user_id

    @cached_property
    def stories(self) -> dict[str, str]:
        """The ids of the published stories, by their titles."""
        found = self.site.person("ember").get("/api/stories?pageSize=50")
        return {each["title"]: each["story_id"] for each in found}

    @cached_property
    def story(self) -> str:
        """A published story with reviews."""
        return self.stories["The Keeper's Ledger"]

    @cached_property
    def clip(self) -> str:
        """An own clip of Tove's that others have seen and answered."""
        own = self.site.person("tove").get(f"/stories/{self.user('tove')}")
        seen = max(own, key=lambda each: each["reactions_count"] or 0)
        return str(seen["id"])

    @cached_property
    def asking_clip(self) -> str:
        """A clip of Juno's with a question stuck on it."""
        own = self.site.person("juno").get(f"/stories/{self.user('juno')}")
        return str(next(each["id"] for each in own if each["stickers"]))

    @cached_property
    def highlight(self) -> str:
        """The id of a highlight of Tove's."""
        return str(self.site.person("tove").get("/highlights")[0]["id"])

    @cached_property
    def guest_link(self) -> str:
        """The address of a clip for whoever has it."""
        return str(self.site.person("tove").post(f"/stories/{self.clip}/links", {})["url"])

    @cached_property
    def story_link(self) -> str:
        """The address that invites to a story."""
        shared = self.site.person("tove").post(f"/api/stories/{self.story}/share", {"to": "link"})
        return str(shared["url"])

    @cached_property
    def generation(self) -> str:
        """A finished generation of Tove's, of the quickest kind."""
        return self._made("tove", {"story_id": self.story, "kind": "html"})

    @cached_property
    def listening(self) -> str:
        """Where Mateo hears the beginning of a story."""
        story = self.stories["The Understudy"]
        made = self._made("mateo", {"story_id": story, "options": {"path": ["the-half"]}})
        return f"/read/{story}?listen={made}"

    @cached_property
    def imported(self) -> str:
        """The id of an import that has ended, of two files with findings."""
        files = [("file", (f"{name}.twee", TWEE.encode())) for name in ("one", "two")]
        tove = self.site.person("tove").api
        answer = tove.post("/api/admin/stories/bulk-import", files=files)
        assert answer.status_code == 202, answer.text
        import_id = str(answer.json()["data"]["import_id"])
        path, pause = f"/api/admin/stories/imports/{import_id}", threading.Event()
        for _ in range(int(PATIENCE / 0.05)):
            if tove.get(path).json()["data"]["finished_at"] is not None:
                return import_id
            pause.wait(0.05)
        raise AssertionError("the import does not end")

    def _made(self, who: str, form: dict[str, object]) -> str:
        """A generation, once it has succeeded."""
        account = self.site.person(who)
        asked: str = account.post("/api/story-generations", form)["id"]
        with account.api.stream("GET", f"/api/story-generations/{asked}/events") as told:
            # It ends when the generation has.
            assert '"succeeded"' in list(told.iter_text())[-1]
        return asked

    def moderated(self, path: str) -> str:
        """`path`, where there is something reported to look at."""
        theirs = self.site.person("oskar").get(f"/stories/{self.user('bert')}")
        form = {"kind": "clip", "id": theirs[0]["id"], "reason": "spam", "note": "Umbrellas again."}
        answer = self.site.person("oskar").api.post("/api/reports", json=form)
        assert answer.status_code in (201, 409), answer.text
        return path


@dataclass(frozen=True)
class Screen:
    """path: its address, which may need something made first. who: None for nobody.

    is_main: it is shown at 320 pixels too. is_steady: nothing may move while its fonts load.
    """

    name: str
    path: Callable[[Places], str]
    who: str | None = "tove"
    is_main: bool = False
    is_steady: bool = False


def _at(path: str) -> Callable[[Places], str]:
    return lambda places: path


def _workshop(tab: str) -> Callable[[Places], str]:
    return lambda places: f"/my/stories/{places.story}?tab={tab}"


WORKSHOP = {
    "check": "check",
    "publish": "publish",
    "versions": "versions&from=1&to=draft",
    "people": "people",
    "figures": "figures",
    "books": "books",
}
ADMIN = ("jobs", "stories", "storage", "users")
SETTINGS = (
    "account",
    "appearance",
    "boundaries",
    "notifications",
    "preferences",
    "privacy",
    "profile",
    "sessions",
    "tokens",
    "webhooks",
)

PARTS = {
    "my-achievements": ("/my/achievements", ("endings", "collection", "figures")),
    "my-plays": ("/my/plays", ("completed",)),
    "settings-boundaries": ("/settings/boundaries", ("mute", "hide")),
}

ABOUT_CLIP = ("answers", "figures", "links", "edit")


def _about_clip(tab: str) -> Callable[[Places], str]:
    return lambda places: f"/my/clips/{places.clip}?tab={tab}"


SCREENS = (
    Screen("home", _at("/"), is_main=True, is_steady=True),
    Screen("home-guest", _at("/"), who=None),
    Screen("viewer", lambda p: f"/clips/{p.user('lotte')}", is_main=True, is_steady=True),
    Screen("viewer-own", lambda p: f"/clips/{p.user('juno')}", who="juno"),
    Screen("viewer-sticker", lambda p: f"/clips/{p.user('juno')}?clip={p.asking_clip}"),
    Screen("viewer-highlight", lambda p: f"/clips/{p.user('tove')}?highlight={p.highlight}"),
    Screen("viewer-guest", lambda p: p.guest_link, who=None),
    Screen("compose", _at("/compose"), is_main=True),
    Screen("my-clips", _at("/my/clips")),
    Screen("my-clips-drafts", _at("/my/clips?tab=drafts"), who="ember"),
    Screen("my-clips-archive", _at("/my/clips?tab=archive"), who="ember"),
    Screen("my-clips-highlights", _at("/my/clips?tab=highlights")),
    Screen("my-clip", lambda p: f"/my/clips/{p.clip}", is_main=True),
    *(Screen(f"my-clip-{name}", _about_clip(name)) for name in ABOUT_CLIP),
    Screen("library", _at("/library"), is_main=True),
    Screen("library-guest", _at("/library"), who=None),
    Screen("story", lambda p: f"/story/{p.story}", is_main=True),
    Screen("story-guest", lambda p: f"/story/{p.story}", who=None),
    Screen("reader", lambda p: f"/read/{p.story}", who="amira", is_main=True, is_steady=True),
    Screen("listening", lambda p: p.listening, who="mateo"),
    Screen("story-link", lambda p: p.story_link, who=None),
    Screen("my-plays", _at("/my/plays"), who="sanna"),
    Screen("my-achievements", _at("/my/achievements"), who="sanna"),
    *(
        Screen(f"{name}-{tab}", _at(f"{path}?tab={tab}"), who="sanna")
        for name, (path, tabs) in PARTS.items()
        for tab in tabs
    ),
    Screen("my-stories", _at("/my/stories")),
    Screen("import", _at("/my/stories/import")),
    Screen("import-ended", lambda p: f"/my/stories/import?import={p.imported}"),
    Screen("my-story", lambda p: f"/my/stories/{p.story}", is_main=True),
    *(Screen(f"my-story-{name}", _workshop(tab)) for name, tab in WORKSHOP.items()),
    Screen("generations", lambda p: "/my/generations" if p.generation else ""),
    Screen("generation", lambda p: f"/my/generations/{p.generation}"),
    Screen("people", _at("/people"), is_main=True),
    Screen("profile", lambda p: f"/people/{p.user('lotte')}", is_main=True),
    Screen("profile-own", lambda p: f"/people/{p.user('tove')}"),
    Screen("followers", lambda p: f"/people/{p.user('lotte')}/followers"),
    Screen("following", lambda p: f"/people/{p.user('lotte')}/following"),
    Screen("requests", _at("/people/requests"), who="wren"),
    Screen("close-friends", _at("/people/close-friends")),
    Screen("feed", _at("/feed")),
    Screen("leaderboard", _at("/leaderboard")),
    Screen("notifications", _at("/notifications"), is_main=True),
    Screen("settings", _at("/settings"), is_main=True),
    *(Screen(f"settings-{name}", _at(f"/settings/{name}")) for name in SETTINGS),
    Screen("sign-in", _at("/sign-in"), who=None, is_main=True),
    Screen("sign-up", _at("/sign-up"), who=None, is_main=True),
    Screen("reset", _at("/reset"), who=None),
    Screen("reset-password", _at("/reset?token=of-a-mail"), who=None),
    Screen("moderation", lambda p: p.moderated("/moderation"), who="sanna", is_main=True),
    Screen("admin", lambda p: p.moderated("/admin"), who="ember"),
    *(Screen(f"admin-{name}", _at(f"/admin/{name}"), who="ember") for name in ADMIN),
    Screen("not-found", _at("/nowhere"), who=None),
)


def until_told(page: Page) -> None:
    """Return when the page has its one heading, and nothing in it is being loaded."""
    expect(page.locator("h1:not([hidden] *)")).to_have_count(1)
    expect(page.locator("main [aria-busy=true]")).to_have_count(0)


def until_it_stands(page: Page) -> None:
    """Return when the page has its fonts and pictures too."""
    until_told(page)
    page.evaluate(_SETTLED)


_SETTLED = """
async () => {
  await document.fonts.ready;
  const seen = [...document.images].filter((one) => one.loading !== 'lazy' && one.src !== '');
  await Promise.allSettled(seen.map((one) => one.decode()));
}
"""
