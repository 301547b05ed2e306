"""What an EPUB says around the story, in the languages that have it."""

from typing import NamedTuple


class Words(NamedTuple):
    """The words of a language. Fields of formats: number, title, words."""

    language: str
    cover: str
    title_page: str
    sheet: str
    sections: str
    solutions: str
    contents: str
    landmarks: str
    content_notes: str
    reading: str
    follow_links: str
    keep_sheet: tuple[str, str, str]
    """Before the link to the sheet, the link, and after it."""
    begin: str
    again: str
    write_down: str
    stats: str
    items: str
    name: str
    at_start: str
    note: str
    hint: str
    look_up: str
    back: str
    turn: str
    go_on: str
    nowhere: str
    locked: str


ENGLISH = Words(
    language="en",
    cover="Cover of {title}",
    title_page="Title page",
    sheet="Character sheet",
    sections="Sections",
    solutions="Solutions",
    contents="Contents",
    landmarks="Landmarks",
    content_notes="Content notes",
    reading="How to read this book",
    follow_links=(
        "You decide how the story goes on. At the end of each section follow the link of your"
        " choice instead of turning the page: what stands on the next page is part of another way."
    ),
    keep_sheet=(
        "Copy the ",
        "character sheet",
        " and keep it beside you. A way that begins with a condition is open only while your sheet"
        " meets it.",
    ),
    begin="Begin",
    again="Read again from the beginning",
    write_down="Write this down, and change it where the book says so.",
    stats="Statistics",
    items="Things",
    name="Name",
    at_start="At the start",
    note="Note",
    hint="Hint {number}",
    look_up="Look up the answer",
    back="Back to {number}",
    turn="{words}, turn to {number}",
    go_on="Go on to {number}",
    nowhere="This way leads nowhere.",
    locked="Otherwise:",
)

_ALL = {words.language: words for words in (ENGLISH,)}


def words_of(language: str) -> Words:
    """The words in the language of a BCP 47 tag; English where there are none."""
    return _ALL.get(language.partition("-")[0].lower(), ENGLISH)
