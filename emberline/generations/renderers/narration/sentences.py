"""Text parted into sentences and words, in every script; pure."""

import re
import unicodedata
from collections.abc import Iterator

SENTENCE_CHARACTERS = 300
"""How long a sentence may be; longer ones are parted, so that every call of a voice is short."""

_CLOSING = "\"'”\u2019»\u203a)\\]}」』】\uff09〉》"
# Scripts with spaces end a sentence before one; "3.14" and "e.g.," go on.
_SPACED_END = re.compile(rf"(?P<mark>[.!?…]+)[{_CLOSING}]*(?=\s|$)")
_UNSPACED_END = re.compile(rf"[。\uff01\uff1f｡؟\u06d4।॥።။។]+[{_CLOSING}]*")
_END = re.compile(f"{_SPACED_END.pattern}|{_UNSPACED_END.pattern}")
# 「…。」と言った: what was said is followed by who said it.
_GOES_ON = "と、\uff0c"

_INITIALS = re.compile(r"(?:^|[\s(\"'“\u2018«])(?:[^\W\d_]\.)*[^\W\d_]$")
_TITLE = re.compile(
    r"(?<!\w)(?:mr|mrs|ms|mx|dr|prof|st|sr|jr|sra|srta|dña|mme|mlle|mgr|messrs|hr|fr|gen|col|cpt|capt"
    r"|lt|sgt|rev|hon|vs|no|nr|núm|vol|fig|pp?|ca|ул|стр)$",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"\s*\d{1,3}")
_BEYOND_SPACE = re.compile(r"\S")
_TAIL_CHARACTERS = 40

_CLAUSE_ENDS = ",;:—\u2013、\uff0c\uff1b\uff1a،؛"
_IDEOGRAPHS = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_WORD = re.compile(rf"[{_IDEOGRAPHS}]|[^\s{_IDEOGRAPHS}]+")


def sentences_of(text: str) -> Iterator[str]:
    """The sentences of a text, each with its final marks; a line break ends one too.

    What has nothing in it that can be spoken, as a row of asterisks, is left out.
    """
    for line in text.split("\n"):
        start = 0
        for end in _ends(line):
            sentence = line[start:end].strip()
            start = end
            if can_be_spoken(sentence):
                yield sentence


def parts_of(sentence: str) -> Iterator[str]:
    """A sentence parted where it is longer than SENTENCE_CHARACTERS: after a comma, else a word."""
    rest = sentence
    while len(rest) > SENTENCE_CHARACTERS:
        cut = _cut(rest)
        part, rest = rest[:cut].strip(), rest[cut:].strip()
        if can_be_spoken(part):
            yield part
    if can_be_spoken(rest):
        yield rest


def words_of(text: str) -> tuple[tuple[int, str], ...]:
    """The words of a text, each with where it begins, in characters.

    Punctuation belongs to the word before it (an opening quote to the one after it). Where words
    are written without spaces, each ideograph or kana is one; other scripts give whole phrases.
    """
    words: list[tuple[int, str]] = []
    opening: tuple[int, str] | None = None
    for match in _WORD.finditer(text):
        at, word = match.start(), match[0]
        if opening:
            at, word = opening[0], text[opening[0] : match.end()]
            opening = None
        if can_be_spoken(word):
            words.append((at, word))
        elif words and unicodedata.category(word[0]) not in {"Ps", "Pi"}:
            at = words[-1][0]
            words[-1] = (at, text[at : match.end()])
        else:
            opening = (at, word)
    if opening and words:
        words[-1] = (words[-1][0], text[words[-1][0] :])
    return tuple(words)


def can_be_spoken(text: str) -> bool:
    """Whether there is a letter or a digit of any script in it."""
    return any(character.isalnum() for character in text)


def _ends(line: str) -> Iterator[int]:
    start = 0
    for match in _END.finditer(line):
        if _is_end(line, start, match):
            start = match.end()
            yield start
    yield len(line)


def _is_end(line: str, start: int, match: re.Match[str]) -> bool:
    beyond = _BEYOND_SPACE.search(line, match.end())
    following = beyond[0] if beyond else ""
    mark = match["mark"]
    if mark is None:
        return not (match[0][-1] in _CLOSING and following and following in _GOES_ON)
    if following.islower():
        return False
    return match[0] != "." or not _is_abbreviated(line, start, match.start())


def _is_abbreviated(line: str, start: int, end: int) -> bool:
    """Whether a point belongs to the word before it ("Dr.", "J. S.", "e.g."), or number ("1. Go").

    start: of the sentence; end: where the point is.
    """
    # A whole line may be one sentence; it is not copied for every point in it.
    tail = line[max(start, end - _TAIL_CHARACTERS) : end]
    if _NUMBERED.fullmatch(tail):
        return True
    if _INITIALS.search(tail):
        # "It was I." is a sentence.
        return not tail.endswith((" I", " я", " Я"))
    return _TITLE.search(tail) is not None


def _cut(text: str) -> int:
    """Where to part a long text: in its last two thirds, if there is a place."""
    for ends in (_CLAUSE_ENDS, " "):
        for at in range(SENTENCE_CHARACTERS - 1, SENTENCE_CHARACTERS // 3, -1):
            if text[at] in ends and not text[at + 1].isdigit():
                return at + 1
    at = SENTENCE_CHARACTERS
    # A mark stays with its letter.
    while at > SENTENCE_CHARACTERS // 3 and unicodedata.category(text[at])[0] in "MC":
        at -= 1
    return at
