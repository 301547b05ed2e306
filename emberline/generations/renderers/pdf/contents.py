"""What stands in a gamebook, as its template reads it."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from emberline.generations.renderers.book.parts import (
    Block,
    Book,
    BookChoice,
    BookPuzzle,
    Outcome,
    Section,
)
from emberline.generations.renderers.pdf.numbering import numbers_of
from emberline.generations.renderers.pdf.paper import Paper
from emberline.generations.renderers.pdf.pictures import Frame, Pictures
from emberline.generations.renderers.pdf.printable import lines, one_line, printable, runs
from emberline.generations.renderers.pdf.wording import WORDINGS, Wording, wording_of

Data = dict[str, Any]

RUNNING_TITLE_LENGTH = 48
LETTER_LENGTH = 3
# How many paragraphs a bookmark holds; with more than some hundred of them nobody finds anything.
GROUP = 50
LARGE_GROUP = 100

_TAG = re.compile(r"(?P<language>[a-zA-Z]{2,3})(?:-[a-zA-Z]{4})?(?:-(?P<region>[a-zA-Z]{2}))?\b")


_BLANK_LINES = re.compile(r"\n\s*\n")
# Unicode's first strong isolate: the text inside has its own direction.
_ISOLATE = "\u2068"
_END_OF_ISOLATE = "\u2069"
_TO = "\N{EN DASH}"
_NOTHING = ("", "0")
_COUNTED = (*_NOTHING, "1")


class Setting(msgspec.Struct, frozen=True):
    """What the parts of one book are set with. numbers: of the sections, by key."""

    paper: Paper
    pictures: Pictures
    wording: Wording
    numbers: Mapping[str, int]
    right_to_left: bool


def contents_of(book: Book, paper: Paper, pictures: Pictures, *, uses_dice: bool) -> Data:
    """The whole book as the template's data, its pictures made on the way."""
    order = numbers_of(book)
    # Two sections of one key are a finding of the story's check: the first one is led to.
    keys = reversed(list(zip(book.sections, order, strict=True)))
    numbers = {section.key: number for section, number in keys}
    setting = Setting(paper, pictures, wording_of(book.language), numbers, book.direction == "rtl")
    numbered = sorted(zip(order, book.sections, strict=True), key=lambda numbered: numbered[0])
    characters = _characters(book, setting.wording)
    hints = [_hints(number, section) for number, section in numbered if _has_hints(section)]
    solutions = [_solution(number, section) for number, section in numbered if _is_solved(section)]
    return {
        **_front(book, setting),
        "paper": msgspec.to_builtins(paper),
        "rules": _rules(book, setting.wording, has_sheet=bool(characters), uses_dice=uses_dice),
        "characters": characters,
        "sections": [
            _section(number, section, len(order), setting) for number, section in numbered
        ],
        "hints": hints,
        "solutions": solutions,
    }


def texts_of(data: object) -> Sequence[str]:
    """All texts in a template's data."""
    if isinstance(data, str):
        return (data,)
    if isinstance(data, dict):
        data = list(data.values())
    if isinstance(data, list):
        return [text for part in data for text in texts_of(part)]
    return ()


def _front(book: Book, setting: Setting) -> Data:
    """The title page, and what is said of the file itself."""
    paper = setting.paper
    tag = _TAG.match(book.language)
    region = tag["region"] if tag else None
    cover = Frame(paper.text_width, paper.text_height * 0.62)
    author = one_line(book.author)
    return {
        "title": one_line(book.title),
        "running_title": one_line(book.title, RUNNING_TITLE_LENGTH),
        "authors": [author] if author else [],
        "summary": one_line(book.description),
        "lang": tag["language"].lower() if tag else "en",
        "region": region.upper() if region else None,
        "right_to_left": setting.right_to_left,
        "words": msgspec.to_builtins(setting.wording),
        "words_lang": _language_of(setting.wording),
        "cover": _fitted(book.cover, cover, setting),
        "description": [
            lines(text) for text in re.split(r"\n\s*\n", book.description) if text.strip()
        ],
        "content_notes": [one_line(note) for note in book.content_notes],
    }


def _language_of(wording: Wording) -> str:
    return next(language for language, words in WORDINGS.items() if words is wording)


def _fitted(source: str | None, frame: Frame, setting: Setting) -> Data | None:
    picture = setting.pictures.fitted(source, frame) if source else None
    return {"file": picture.file, "width": picture.width} if picture else None


def _rules(book: Book, wording: Wording, *, has_sheet: bool, uses_dice: bool) -> list[Data]:
    """The rules that this book uses, with the pages to which they send the reader."""
    sections = book.sections
    choices = [choice for section in sections for choice in section.choices]
    sheet = [["sheet", wording.sheet_on]]
    rules = [
        (True, wording.rule_turning, []),
        (any(choice.condition for choice in choices), wording.rule_conditions, []),
        (len(book.characters) > 1, wording.rule_characters, []),
        (has_sheet, wording.rule_sheet, sheet),
        (uses_dice, wording.rule_dice, []),
        (any(section.puzzle for section in sections), wording.rule_puzzles, []),
        (any(section.is_ending for section in sections), wording.rule_endings, []),
    ]
    return [{"text": text, "see": see} for holds, text, see in rules if holds]


def _characters(book: Book, wording: Wording) -> list[Data]:
    """The sheets; none for a book in which nothing is written down and nobody chosen."""
    return [
        {
            "heading": one_line(character.name) or wording.sheet,
            "description": one_line(character.description),
            "stats": [
                {
                    "name": one_line(line.name),
                    "initial": one_line(line.initial),
                    "description": one_line(line.description),
                }
                for line in character.sheet
                if line.kind == "stat"
            ],
            "items": [
                {
                    "name": one_line(line.name),
                    "initial": "" if line.initial in _COUNTED else one_line(line.initial),
                    "carried": line.initial not in _NOTHING,
                    "description": one_line(line.description),
                }
                for line in character.sheet
                if line.kind == "item"
            ],
        }
        for character in book.characters
        if character.name or character.sheet or _has_notes(book)
    ]


def _has_notes(book: Book) -> bool:
    """Whether the reader is told to write something down."""
    return any(
        any(block.kind == "note" for block in section.blocks)
        or any(choice.notes for choice in section.choices)
        for section in book.sections
    )


def _section(number: int, section: Section, count: int, setting: Setting) -> Data:
    return {
        "number": number,
        "group": _group(number, count, setting.wording),
        "title": one_line(section.title),
        "blocks": _blocks(section.blocks, setting),
        "puzzle": _puzzle(section.puzzle, setting) if section.puzzle else None,
        "choices": [_choice(choice, setting) for choice in section.choices],
        "is_ending": section.is_ending,
    }


def _group(number: int, count: int, wording: Wording) -> str:
    """The bookmark that begins with this paragraph, if one does."""
    size = GROUP if count <= 20 * GROUP else LARGE_GROUP
    if number % size != 1:
        return ""
    last = min(number + size - 1, count)
    return f"{wording.paragraphs} {number}{_TO}{last}" if last > number else f"{number}"


def _blocks(blocks: Sequence[Block], setting: Setting) -> list[Data]:
    return [_block(block, setting) for block in blocks]


def _block(block: Block, setting: Setting) -> Data:
    if block.kind == "picture":
        return _picture(block, setting)
    if block.kind == "code":
        return {"kind": "code", "text": printable(block.text)}
    data: Data = {"kind": block.kind, "runs": runs(block.spans)}
    if block.kind == "item":
        data["marker"] = "•" if block.number is None else f"{block.number}."
    if block.kind in ("item", "quote"):
        # Deeper ones would leave no room for their text.
        data["level"] = min(block.level, 5)
    return data


def _picture(block: Block, setting: Setting) -> Data:
    paper = setting.paper
    frame = Frame(paper.column_width, paper.text_height * 0.5)
    picture = _fitted(block.source, frame, setting)
    alt_text = one_line(block.alt_text)
    if picture is None:
        # What it would have shown is part of the story.
        return {"kind": "paragraph", "runs": [[alt_text, "e"]] if alt_text else []}
    return {"kind": "picture", "alt": alt_text, **picture}


def _choice(choice: BookChoice, setting: Setting) -> Data:
    turn, cases = _ways(choice.outcomes, setting)
    condition = one_line(choice.condition)
    return {
        "letter": one_line(choice.letter, LETTER_LENGTH) or "◆",
        "condition": _apart(condition + setting.wording.colon, setting) if condition else "",
        "runs": runs(choice.spans),
        "notes": [_apart(one_line(note), setting) for note in choice.notes],
        "locked": runs(choice.locked),
        "consequences": _blocks(choice.consequences, setting),
        "turn": turn,
        "cases": cases,
    }


def _puzzle(puzzle: BookPuzzle, setting: Setting) -> Data:
    return {
        "prompt": _blocks(puzzle.prompt, setting),
        "cases": [_case(outcome, setting) for outcome in puzzle.outcomes],
        "hints": bool(puzzle.hints),
        "solution": bool(puzzle.answer),
    }


def _ways(outcomes: Sequence[Outcome], setting: Setting) -> tuple[int | None, list[Data]]:
    """Where to turn in any case, or else the cases."""
    if len(outcomes) == 1 and not outcomes[0].words:
        return _case(outcomes[0], setting)["turn"], []
    return None, [_case(outcome, setting) for outcome in outcomes]


def _case(outcome: Outcome, setting: Setting) -> Data:
    words = one_line(outcome.words)
    number = None if outcome.to is None else setting.numbers.get(outcome.to)
    if words and number is not None:
        words += setting.wording.colon
    return {"words": _apart(words, setting) if words else "", "turn": number}


def _apart(words: str, setting: Setting) -> str:
    """The book's own words, which may run the other way than the story's script."""
    return f"{_ISOLATE}{words}{_END_OF_ISOLATE}" if setting.right_to_left else words


def _has_hints(section: Section) -> bool:
    return section.puzzle is not None and bool(section.puzzle.hints)


def _is_solved(section: Section) -> bool:
    return section.puzzle is not None and bool(section.puzzle.answer)


def _hints(number: int, section: Section) -> Data:
    assert section.puzzle
    return {"number": number, "lines": [printable(hint) for hint in section.puzzle.hints]}


def _solution(number: int, section: Section) -> Data:
    assert section.puzzle
    return {"number": number, "lines": printable(section.puzzle.answer).split("\n")}
