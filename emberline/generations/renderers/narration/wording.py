"""Written text as it is spoken: no addresses, emoji by their names, dice that can be read; pure."""

import re
import unicodedata

import emoji

_LANGUAGES = frozenset(emoji.LANGUAGES)
# Voices know how to say these.
_SIGNS = "©®™"

# Rows are bounded, for the time to look into one grows with its square.
_ROW_OF_EMOJI = re.compile(r"[0-9#*]\ufe0f?\u20e3|[^\w\s]{1,64}")
_ADDRESS = re.compile(r"<?\b(?:https?://|www\.)(?:www\.)?([^\s/?#<>\"'()]+)[^\s<>]*", re.IGNORECASE)
_AFTER_ADDRESS = ".,;:!?)]}\"'”\u2019»"
_DICE = re.compile(
    r"(?<!\w)(\d{0,3})([dDwWkK\u043a\u041a])(\d{1,4})(?:\s*([+\u2212-])\s*(\d{1,4}))?(?!\w)"
)
_MINUS_SIGN = "\u2212"
_MINUS = re.compile(r"(?<!\S)-(?=\d)")
_DASHES = re.compile(r"(?<!-)-{2,3}(?!-)")
_ROW_OF_SIGNS = re.compile(r"([*_=~#|^\\/+<>•·.-])\1{3,}")
_SPACES = re.compile(r"[^\S\n]+")
_JOINERS = "\u200c\u200d"
_MARKS_AT_MOST = 4


def as_spoken(text: str, language: str) -> str:
    """What a voice is given to say for a written text in the language of a BCP 47 tag.

    Line breaks stay. Numbers are left to the voice. Signs that are no text (controls, characters
    that are not assigned, piles of accents) are dropped, so that none has a meaning for a voice.
    """
    text = unicodedata.normalize("NFC", text)
    text = _named_emoji(text, language.partition("-")[0].lower())
    text = _without_controls(text)
    text = _ADDRESS.sub(_host, text)
    text = _DICE.sub(_dice, text)
    text = _MINUS.sub(_MINUS_SIGN, text)
    text = _ROW_OF_SIGNS.sub(" ", _DASHES.sub(" \u2013 ", text))
    return _SPACES.sub(" ", text).strip()


def _named_emoji(text: str, language: str) -> str:
    """Each emoji by its name, a row of the same one once; dropped in languages without names."""
    if text.isascii():
        return text
    return _ROW_OF_EMOJI.sub(lambda row: _named_row(row[0], language), text)


def _named_row(row: str, language: str) -> str:
    said, end, last = [], 0, ""
    for match in emoji.emoji_list(row):
        start, sign = match["match_start"], match["emoji"]
        said.append(row[end:start])
        if sign in _SIGNS:
            said.append(sign)
        elif sign != last or start != end:
            said.append(f" {_name(sign, language)} ")
        end, last = match["match_end"], sign
    return "".join([*said, row[end:]])


def _name(sign: str, language: str) -> str:
    if language not in _LANGUAGES:
        return ""
    name = emoji.demojize(sign, delimiters=("", ""), language=language)
    return "" if name == sign else name.replace("_", " ")


def _without_controls(text: str) -> str:
    if text.isascii() and text.isprintable():
        return text
    kept: list[str] = []
    marks = 0
    for character in text:
        category = unicodedata.category(character)
        marks = marks + 1 if category == "Mn" else 0
        if character == "\n" or character in _JOINERS:
            kept.append(character)
        elif category == "Cc":
            kept.append(" ")
        elif category[0] != "C" and marks <= _MARKS_AT_MOST:
            kept.append(character)
    return "".join(kept)


def _host(match: re.Match[str]) -> str:
    whole = match[0]
    after = whole[len(whole.rstrip(_AFTER_ADDRESS)) :]
    return match[1].rstrip(_AFTER_ADDRESS) + after


def _dice(match: re.Match[str]) -> str:
    count, letter, sides, sign, more = match.groups()
    said = f"{count} {letter} {sides}".lstrip()
    return f"{said} {sign if sign == '+' else _MINUS_SIGN} {more}" if sign else said
