"""Which names and passwords there may be, and what a name is made from where none was sent."""

import unicodedata

USERNAME_MIN = 3
USERNAME_MAX = 30
PASSWORD_MIN = 8
PASSWORD_MAX = 128

ROLES = ("user", "moderator", "admin")

NOTIFICATIONS = (
    "clips",
    "follows",
    "reactions",
    "replies",
    "comments",
    "mentions",
    "reposts",
    "stories",
    "achievements",
    "collaborations",
)
"""The kinds of notification that can be switched off, one by one."""

# Letters by Unicode, but nothing to see: two names could look the same.
_INVISIBLE_LETTERS = frozenset("\u115f\u1160\u3164\uffa0")
_DERIVED_MAX = 20


def normal_username(text: str) -> str:
    """The username as it is shown: in NFKC. ValueError, saying what to do, when it may not be."""
    name = unicodedata.normalize("NFKC", text)
    if not USERNAME_MIN <= len(name) <= USERNAME_MAX:
        raise ValueError(f"use {USERNAME_MIN} to {USERNAME_MAX} characters")
    if not all(_may_be_in_a_name(character) for character in name):
        raise ValueError("use only letters, digits, `_` and `.`")
    return name


def username_candidates(email: str, tail: str) -> list[str]:
    """Usernames to try for someone who sent none, the best first, made from the email.

    tail: some letters and digits that nobody else has; they make the last one free.
    """
    local = unicodedata.normalize("NFKC", email.partition("@")[0].partition("+")[0])
    kept = "".join(character for character in local if _may_be_in_a_name(character))
    stem = kept.strip(".")[:_DERIVED_MAX]
    numbered = [stem, f"{stem}2", f"{stem}3", f"{stem}4"]
    wanted = [name for name in numbered if len(name) >= USERNAME_MIN]
    return [*wanted, f"{stem}_{tail}" if stem else f"reader_{tail}"]


def _may_be_in_a_name(character: str) -> bool:
    if character in "_.":
        return True
    if character in _INVISIBLE_LETTERS:
        return False
    category = unicodedata.category(character)
    return category.startswith("L") or category == "Nd"
