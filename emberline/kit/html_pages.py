"""The few pages that the server writes itself: their look, their policy, their preview cards.

Each is one file without anything from elsewhere, and what it may do is said by its policy.
"""

from base64 import b64encode
from collections.abc import Mapping
from hashlib import sha256
from html import escape

_CARD_CHARACTERS = 200

STYLE = """
:root {
  color-scheme: light dark;
  --paper: light-dark(oklch(97.2% .012 84), oklch(18.5% .012 62));
  --card: light-dark(oklch(99.2% .006 84), oklch(22.5% .015 60));
  --ink: light-dark(oklch(26% .02 58), oklch(91.5% .018 82));
  --soft: light-dark(oklch(45.5% .028 60), oklch(75% .024 78));
  --line: light-dark(oklch(88.5% .018 80), oklch(32% .018 62));
  --edge: light-dark(oklch(60% .03 66), oklch(56% .028 66));
  --ember: light-dark(oklch(52% .165 36), oklch(76% .145 52));
  --spine: light-dark(oklch(54% .12 36), oklch(66% .11 36));
  --dusk: light-dark(oklch(47% .13 265), oklch(78% .1 262));
  --serif: Georgia, "Times New Roman", serif;
}
* { box-sizing: border-box; }
[hidden] { display: none !important; }
body {
  margin: 0; min-height: 100svh; padding: clamp(1rem, 4vw, 2.5rem) 1rem;
  display: grid; grid-template-rows: 1fr auto; gap: 1.5rem; justify-items: center;
  font: 1.0625rem/1.5 system-ui, Arial, sans-serif; color: var(--ink);
  background: var(--paper); overflow-wrap: anywhere;
}
main {
  align-self: center; width: 100%; max-width: 34rem; overflow: hidden;
  background: var(--card); border: 1px solid var(--line);
  border-inline-start: 5px solid var(--spine); border-radius: 3px 14px 14px 3px;
}
h1 { margin: 0; font: 600 1.0625rem/1.5 var(--serif); }
.note h1, form h1 { font-size: 1.5rem; line-height: 1.2; font-weight: 500; }
.note, form { padding: 2.25rem 1.75rem; }
.note p, form p { margin: .6rem 0 0; color: var(--soft); }
a { color: var(--ember); text-underline-offset: .2em; text-decoration-thickness: 1px; }
:focus-visible { outline: 3px solid var(--dusk); outline-offset: 2px; }
footer { color: var(--soft); font-size: .9375rem; text-align: center; }
"""
"""What all of them look like, as the app does: lamplight and paper. A page adds its own."""


def head(style: str) -> str:
    """The beginning of a page, up to its title. Nobody is to find it by a search."""
    return f"""<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
<style>{style}</style>
"""


def policy(style: str, *allowed: str) -> str:
    """The Content-Security-Policy of a page with this style: nothing else but what is `allowed`."""
    base = ("base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'")
    return "; ".join(("default-src 'none'", f"style-src {digest(style)}", *allowed, *base))


def digest(text: str) -> str:
    """What a policy says of an inline script or style that may run."""
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode('ascii')}'"


def card(values: Mapping[str, str]) -> str:
    """The tags of a preview card (Open Graph), by their names; `twitter:` ones among them."""
    return "".join(
        f'<meta {"name" if name.startswith("twitter:") else "property"}="{name}" '
        f'content="{escape(value)}">\n'
        for name, value in values.items()
    )


def shortened(words: str) -> str:
    """`words` on one line, as long as a card shows them."""
    one_line = " ".join(words.split())
    if len(one_line) <= _CARD_CHARACTERS:
        return one_line
    return f"{one_line[: _CARD_CHARACTERS - 1]}…"
