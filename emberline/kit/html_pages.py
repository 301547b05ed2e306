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
  --paper: light-dark(oklch(97% .012 85), oklch(19% .014 60));
  --card: light-dark(oklch(99.4% .006 85), oklch(24% .018 58));
  --ink: light-dark(oklch(27% .02 60), oklch(91% .02 80));
  --soft: light-dark(oklch(47% .03 60), oklch(72% .03 75));
  --line: light-dark(oklch(89% .02 80), oklch(33% .02 60));
  --ember: light-dark(oklch(52% .165 36), oklch(76% .145 52));
}
* { box-sizing: border-box; }
[hidden] { display: none !important; }
body {
  margin: 0; min-height: 100svh; padding: clamp(1rem, 4vw, 2.5rem) 1rem;
  display: grid; grid-template-rows: 1fr auto; gap: 1.5rem; justify-items: center;
  font: 1.0625rem/1.6 Georgia, "Times New Roman", serif; color: var(--ink);
  background: var(--paper); overflow-wrap: anywhere;
}
main {
  align-self: center; width: 100%; max-width: 34rem; overflow: hidden;
  background: var(--card); border: 1px solid var(--line); border-radius: 1.1rem;
  box-shadow: 0 1rem 3rem -1.5rem oklch(20% .05 50 / .35);
}
h1 { margin: 0; font-size: 1.0625rem; line-height: 1.5; font-weight: 600; }
.note h1, form h1 { font-size: 1.4rem; line-height: 1.3; font-weight: 500; }
.note, form { padding: 2.25rem 1.75rem; }
.note p, form p { margin: .6rem 0 0; color: var(--soft); }
a { color: var(--ember); text-underline-offset: .2em; }
:focus-visible { outline: 3px solid var(--ember); outline-offset: 2px; }
footer { color: var(--soft); font-size: .9rem; text-align: center; }
"""
"""What all of them look like; a page adds its own."""


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
