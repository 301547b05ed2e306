"""A story as one file that plays it in a browser: with the engine's rules, without a network."""

import base64
from hashlib import sha256
from html import escape
from importlib.resources import files
from pathlib import Path
from typing import Any

import msgspec

from emberline.generations.renderers.html.edition import edition_of
from emberline.generations.renderers.html.media import media_of
from emberline.generations.renderers.orders import Order, Result, Tell, Told
from emberline.stories.engine.document import Story

FILE = "story.html"

_MEDIA_TYPE = "text/html"
_LANGUAGES = ("en", "de", "fr", "es")
_RIGHT_TO_LEFT = {"ar", "arc", "ckb", "dv", "fa", "he", "ps", "sd", "syr", "ug", "ur", "yi"}
_PARTS = (
    *("elements", "blake2b", "arithmetic", "chance", "evaluation", "story", "turn", "answers"),
    *("step", "view", "replay", "markdown_blocks", "markdown_links", "markdown_inlines"),
    *("markdown", "hook", "storage", "settings", "clock", "game", "questions", "scene", "sheet"),
    *("cover", "panels", "player", "main"),
)
"""The files of the player, in the order in which they stand in its one script."""


def render(order: Order, tell: Tell) -> None:
    """Write `story.html`: a player with the whole story in it, its pictures and sounds too.

    The same order makes the same bytes. Refused for a story without a start. The file asks nothing
    of any network, and runs no script but its own. Whoever opens it as a text can read it all, the
    answers of puzzles as well.
    """
    story = order.story()
    edition = edition_of(story)
    tell(Told(progress=0.5))
    media = media_of(story, order.assets, tell)
    tell(Told(progress=0.7))
    script = _script()
    with (Path(order.folder) / FILE).open("wb") as page:
        page.write(_head(story, script))
        page.write(_data("edition", edition))
        page.write(_data("publication", {**_publication(order, story), "media": media}))
        page.write(f"<script>{script}</script>\n</body>\n</html>\n".encode())
    tell(Told(result=Result(name=FILE, media_type=_MEDIA_TYPE, path=FILE)))
    tell(Told(progress=1.0))


def _publication(order: Order, story: Story) -> dict[str, Any]:
    """What the page says itself, and in which language."""
    return {
        "identifier": order.identifier,
        "author": order.author or story.author,
        "language": story.language,
        "direction": _direction(story.language),
        "page_language": _page_language(story.language),
        "words": _words(story.language),
    }


def _head(story: Story, script: str) -> bytes:
    style = _own("style.css")
    policy = (
        "default-src 'none'; base-uri 'none'; form-action 'none'; img-src data:; media-src data:; "
        f"script-src {_hashed(script)}; style-src {_hashed(style)}"
    )
    filled = {
        "language": escape(story.language),
        "direction": _direction(story.language),
        "policy": escape(policy),
        "title": escape(story.title),
        "style": style,
        "no_script": escape(_words(story.language)["no_script"]),
    }
    # Each mark stands once, in this order, so that none is looked for in what was filled in.
    page, rest = "", _own("page.html")
    for name, text in filled.items():
        before, _, rest = rest.partition(f"@{name}@")
        page += before + text
    return (page + rest).encode()


def _data(name: str, value: Any) -> bytes:
    # Without `<` neither the end of the element nor a comment can stand in it.
    told = msgspec.json.encode(value).replace(b"<", b"\\u003c")
    return b'<script type="application/json" id="%s">%s</script>\n' % (name.encode(), told)


def _script() -> str:
    parts = "\n".join(_own(f"player/{name}.js") for name in _PARTS)
    return f'(() => {{\n"use strict";\n{parts}\n}})();'


def _words(language: str) -> dict[str, str]:
    words: dict[str, str] = msgspec.json.decode(_own(f"words/{_page_language(language)}.json"))
    return words


def _own(name: str) -> str:
    return files(__package__).joinpath(name).read_text(encoding="utf-8")


def _hashed(text: str) -> str:
    """The source of a policy that allows this one text."""
    digest = base64.b64encode(sha256(text.encode()).digest()).decode()
    return f"'sha256-{digest}'"


def _page_language(language: str) -> str:
    primary = _primary(language)
    return primary if primary in _LANGUAGES else "en"


def _direction(language: str) -> str:
    return "rtl" if _primary(language) in _RIGHT_TO_LEFT else "ltr"


def _primary(language: str) -> str:
    return language.partition("-")[0].lower()
