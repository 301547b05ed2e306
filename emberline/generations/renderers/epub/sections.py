"""A section as XHTML: what is read, and its ways on as links."""

from collections.abc import Iterable, Iterator

from emberline.generations.renderers.book.parts import BookChoice, BookPuzzle, Outcome, Section
from emberline.generations.renderers.epub.layout import Layout, SectionFile
from emberline.generations.renderers.epub.markup import blocks_xhtml, safe, spans_xhtml

_STOPS = " .:,"


def file_xhtml(file: SectionFile, layout: Layout) -> str:
    """The XHTML document of a file's sections.

    Ids are `s` and the section's number; then `-t` of its title, or `-b`, `-p`, `-c` and a place
    from 0 of its blocks, its puzzle's prompt and its choices.
    """
    body = "".join(_section(section, file, layout) for section in file.sections)
    return layout.page(_page_title(file, layout), body)


def consequences_xhtml(file: SectionFile, layout: Layout) -> str | None:
    """The XHTML document of what a file's choices bring about, each leading on; None without any.

    Beside its choice a consequence would be known before the choice is made.
    """
    pages = [
        _consequences(section, place, choice, layout)
        for section in file.sections
        for place, choice in enumerate(section.choices)
        if choice.consequences
    ]
    return layout.page(_page_title(file, layout), "".join(pages)) if pages else None


def spoken_ids(section: Section) -> Iterator[str]:
    """What may be read aloud of a section, in its order; ids without the section's."""
    yield "t"
    yield from (f"b{place}" for place in range(len(section.blocks)))
    if section.puzzle is not None:
        yield from (f"p{place}" for place in range(len(section.puzzle.prompt)))
    yield from (f"c{place}" for place in range(len(section.choices)))


def _page_title(file: SectionFile, layout: Layout) -> str:
    first = file.sections[0]
    return first.title.strip() or f"{layout.title}{layout.words.colon} {first.number}"


def _section(section: Section, file: SectionFile, layout: Layout) -> str:
    name = f"s{section.number}"
    return "".join(
        (
            f'<section id="{name}" class="section" epub:type="chapter" role="doc-chapter"'
            f' aria-labelledby="{name}-t">\n',
            _heading(section),
            blocks_xhtml(section.blocks, f"{name}-b", layout.around),
            _puzzle(section.puzzle, section, layout) if section.puzzle else "",
            _choices(section, file, layout),
            _again(layout) if section.is_ending else "",
            "</section>\n",
        )
    )


def _heading(section: Section) -> str:
    title = section.title.strip()
    number = f'<p class="number">{section.number}</p>\n' if title else ""
    return f'{number}<h1 id="s{section.number}-t">{safe(title) or section.number}</h1>\n'


def _puzzle(puzzle: BookPuzzle, section: Section, layout: Layout) -> str:
    ours, words = layout.our_words, layout.words
    hints = (
        f"<details><summary{ours}>{words.hint.format(number=number)}</summary><p>{safe(hint)}</p></details>\n"
        for number, hint in enumerate(puzzle.hints, 1)
    )
    solution = layout.solutions.get(section.number)
    looked_up = f'<p{ours}><a href="{solution}">{words.look_up}</a></p>\n' if solution else ""
    return "".join(
        (
            '<div class="puzzle">\n',
            blocks_xhtml(puzzle.prompt, f"s{section.number}-p", layout.around),
            *hints,
            looked_up,
            _outcomes(puzzle.outcomes, layout),
            "</div>\n",
        )
    )


def _choices(section: Section, file: SectionFile, layout: Layout) -> str:
    if not section.choices:
        return ""
    items = (
        f'<li id="s{section.number}-c{place}">'
        f"{_choice(choice, f'{file.consequences}#{_then(section, place)}', layout)}</li>\n"
        for place, choice in enumerate(section.choices)
    )
    return f'<ol class="choices">\n{"".join(items)}</ol>\n'


def _choice(choice: BookChoice, consequences: str, layout: Layout) -> str:
    """A choice. consequences: the address of what it brings about, if it does."""
    ours = layout.our_words
    condition = choice.condition.rstrip(_STOPS)
    words = safe(condition) + layout.words.colon
    asked = f'<p class="condition"{ours}>{words}</p>\n' if condition else ""
    letter = f'<bdi class="letter">{safe(choice.letter)}</bdi> ' if choice.letter else ""
    said = letter + _said(choice)
    notes = "".join(f'<p class="note"{ours}>{safe(note)}</p>\n' for note in choice.notes)
    notes += _locked(choice, layout)
    target = consequences if choice.consequences else _only_way(choice, layout)
    if target is None:
        ways = _outcomes(choice.outcomes, layout)
        return f'{asked}<p class="choice">{said}</p>\n{notes}{ways}'
    return f'{asked}<p class="choice"><a href="{target}">{said}</a></p>\n{notes}'


def _said(choice: BookChoice) -> str:
    return spans_xhtml(choice.spans) if choice.text.strip() else safe(choice.key)


def _locked(choice: BookChoice, layout: Layout) -> str:
    """What stands in the place of a choice that is not open."""
    if not choice.locked:
        return ""
    otherwise = layout.our(layout.words.locked)
    return f'<p class="note">{otherwise} {spans_xhtml(choice.locked)}</p>\n'


def _only_way(choice: BookChoice, layout: Layout) -> str | None:
    """Where a choice leads in every case."""
    if len(choice.outcomes) == 1 and not choice.outcomes[0].words:
        return layout.places.get(choice.outcomes[0].to or "")
    return None


def _consequences(section: Section, place: int, choice: BookChoice, layout: Layout) -> str:
    then = _then(section, place)
    return (
        f'<section id="{then}" class="section then" aria-labelledby="{then}-t">\n'
        f'<h1 id="{then}-t">{_said(choice)}</h1>\n'
        f"{blocks_xhtml(choice.consequences, f'{then}-b', layout.around)}"
        f"{_outcomes(choice.outcomes, layout)}</section>\n"
    )


def _then(section: Section, place: int) -> str:
    return f"s{section.number}-c{place}-then"


def _outcomes(outcomes: Iterable[Outcome], layout: Layout) -> str:
    ways = [_outcome(outcome, layout) for outcome in outcomes] or [layout.our(layout.words.nowhere)]
    items = "".join(f'<li><p class="choice">{way}</p></li>\n' for way in ways)
    return f'<ul class="choices">\n{items}</ul>\n'


def _outcome(outcome: Outcome, layout: Layout) -> str:
    words = layout.words
    case = safe(outcome.words.rstrip(_STOPS))
    before = f"{case}{words.colon} " if case else ""
    target = layout.places.get(outcome.to or "")
    if target is None:
        return layout.our(before + words.nowhere)
    way = words.turn if case else words.go_on
    turn = before + way.format(number=layout.numbers[outcome.to or ""])
    return f'<a href="{target}">{layout.our(turn)}</a>'


def _again(layout: Layout) -> str:
    words = layout.our(layout.words.again)
    return f'<p class="again"><a href="{layout.start}">{words}</a></p>\n'
