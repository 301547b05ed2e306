"""The pages around the sections: cover, title page, character sheet, solutions, navigation."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from emberline.generations.renderers.book.parts import Character, Section, SheetLine
from emberline.generations.renderers.epub.layout import Layout, section_name
from emberline.generations.renderers.epub.markup import safe

ENTRIES_MOST = 500
"""Sections in the table of contents; of more, it names every so manieth."""


def cover_xhtml(layout: Layout) -> str | None:
    """The cover's page; None for a book without a picture of one."""
    picture = layout.pictures.get(layout.book.cover or "")
    if picture is None:
        return None
    body = (
        f'<section epub:type="cover"><img src="{picture.file}" role="doc-cover"'
        f' alt="{layout.words.cover.format(title=safe(layout.title))}"/></section>\n'
    )
    return layout.page(layout.title, body, "cover")


def title_xhtml(layout: Layout) -> str:
    """Who wrote what, what it is about, what to be warned of, and how to read it."""
    book = layout.book
    author = f'<p class="author">{safe(book.author)}</p>\n' if book.author.strip() else ""
    begin = layout.our(layout.words.begin)
    body = (
        f'<section class="title-page" epub:type="titlepage">\n<h1>{safe(layout.title)}</h1>\n'
        f"{author}{_paragraphs(book.description)}{_content_notes(layout)}{_reading(layout)}"
        f'<p class="choice begin"><a href="{layout.start}">{begin}</a></p>\n</section>\n'
    )
    return layout.page(layout.title, body)


def sheet_xhtml(layout: Layout) -> str:
    """Whom the reader may be, and what stands on their sheet at the start."""
    ours, words = layout.our_words, layout.words
    body = (
        f"<section>\n<h1{ours}>{words.sheet}</h1>\n<p{ours}>{words.write_down}</p>\n"
        f"{''.join(_character(each, layout) for each in layout.book.characters)}</section>\n"
    )
    return layout.page(f"{layout.title}{words.colon} {words.sheet}", body)


def solutions_xhtml(layout: Layout) -> Iterator[tuple[str, str]]:
    """The names and texts of the files of solutions, each answer folded away."""
    asked = [each for each in layout.book.sections if each.number in layout.solutions]
    pages = groupby(asked, key=lambda each: layout.solutions[each.number].partition("#")[0])
    words = layout.words
    heading = f"<h1{layout.our_words}>{words.solutions}</h1>\n"
    for name, sections in pages:
        body = (
            f'<section epub:type="appendix" role="doc-appendix">\n{heading}'
            f"{''.join(_solution(each, layout) for each in sections)}</section>\n"
        )
        yield name, layout.page(f"{layout.title}{words.colon} {words.solutions}", body)


def nav_xhtml(layout: Layout) -> str:
    """The navigation document: table of contents and landmarks."""
    ours, words = layout.our_words, layout.words
    links = [("title.xhtml", words.title_page, "titlepage")]
    if layout.has_sheet:
        links.append(("sheet.xhtml", words.sheet, ""))
    links.append((layout.start, words.sections, "bodymatter"))
    if first_solution := next(iter(layout.solutions.values()), None):
        links.append((first_solution.partition("#")[0], words.solutions, "backmatter"))
    entries = "".join(
        f'<li><a href="{href}"{ours}>{name}</a>'
        f"{_section_entries(layout) if kind == 'bodymatter' else ''}</li>\n"
        for href, name, kind in links
    )
    landmarks = "".join(
        f'<li><a epub:type="{kind}" href="{href}">{name}</a></li>\n'
        for href, name, kind in [("nav.xhtml", words.contents, "toc"), *links]
        if kind
    )
    body = (
        f'<nav id="toc" epub:type="toc" role="doc-toc">\n<h1{ours}>{words.contents}</h1>\n'
        f"<ol>\n{entries}</ol>\n</nav>\n"
        f'<nav epub:type="landmarks" hidden="hidden"{ours}>\n<h2>{words.landmarks}</h2>\n'
        f"<ol>\n{landmarks}</ol>\n</nav>\n"
    )
    return layout.page(layout.title, body)


def _paragraphs(text: str) -> str:
    return "".join(f"<p>{safe(line)}</p>\n" for line in text.splitlines() if line.strip())


def _content_notes(layout: Layout) -> str:
    if not layout.book.content_notes:
        return ""
    notes = "".join(f"<li>{safe(note)}</li>\n" for note in layout.book.content_notes)
    return f"<h2{layout.our_words}>{layout.words.content_notes}</h2>\n<ul>\n{notes}</ul>\n"


def _reading(layout: Layout) -> str:
    words = layout.words
    before, link, after = words.keep_sheet
    sheet = f'<p>{before}<a href="sheet.xhtml">{link}</a>{after}</p>\n' if layout.has_sheet else ""
    return (
        f"<div{layout.our_words}>\n<h2>{words.reading}</h2>\n"
        f"<p>{words.follow_links}</p>\n{sheet}</div>\n"
    )


def _solution(section: Section, layout: Layout) -> str:
    back = layout.our(layout.words.back.format(number=section.number))
    answer = safe(section.puzzle.answer) if section.puzzle else ""
    return (
        f'<details id="a{section.number}">\n<summary>{safe(section_name(section))}</summary>\n'
        f'<p>{answer}</p>\n<p><a href="{layout.places[section.key]}">{back}</a></p>\n</details>\n'
    )


def _character(character: Character, layout: Layout) -> str:
    name = f"<h2>{safe(character.name)}</h2>\n" if character.name.strip() else ""
    stats = [line for line in character.sheet if line.kind == "stat"]
    items = [line for line in character.sheet if line.kind == "item"]
    return (
        name
        + _paragraphs(character.description)
        + _table(stats, layout.words.stats, layout)
        + _table(items, layout.words.items, layout)
    )


def _table(lines: Sequence[SheetLine], caption: str, layout: Layout) -> str:
    if not lines:
        return ""
    ours, words = layout.our_words, layout.words
    rows = "".join(
        f'<tr><th scope="row">{safe(line.name)}</th><td>{safe(line.initial)}</td>'
        f"<td>{safe(line.description)}</td></tr>\n"
        for line in lines
    )
    return (
        f"<table>\n<caption{ours}>{caption}</caption>\n<thead{ours}><tr>"
        f'<th scope="col">{words.name}</th><th scope="col">{words.at_start}</th>'
        f'<th scope="col">{words.note}</th></tr></thead>\n<tbody>\n{rows}</tbody>\n</table>\n'
    )


def _section_entries(layout: Layout) -> str:
    sections = layout.book.sections
    step = -(-len(sections) // ENTRIES_MOST)
    entries = (
        f'<li><a href="{layout.places[each.key]}">{safe(section_name(each))}</a></li>\n'
        for each in sections[::step]
    )
    return f"\n<ol>\n{''.join(entries)}</ol>\n"
