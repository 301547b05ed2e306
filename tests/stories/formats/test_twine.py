"""Twine 2 HTML: story files, archives, published stories, and broken ones."""

from functools import partial
from pathlib import Path

import pytest

from emberline.stories.engine.document import Node, Position
from emberline.stories.formats.report import Imported, UnreadableError
from emberline.stories.formats.twine.export import write_twee
from emberline.stories.formats.twine.read import read_twee, read_twine
from tests.stories.formats.documents import calls_of

BROKEN = Path(__file__).parent / "broken"
IFID = "D674C58C-DEFA-4F70-B7A2-27742230C0FC"


def story(*parts: str, name: str = "The Ferry", more: str = 'startnode="1"') -> str:
    return f'<tw-storydata name="{name}" ifid="{IFID}" {more}>{"".join(parts)}</tw-storydata>'


def passage(pid: int, name: str, text: str, more: str = "") -> str:
    return f'<tw-passagedata pid="{pid}" name="{name}" {more}>{text}</tw-passagedata>'


QUAY = passage(1, "Quay", "A quay.\n\n[[Board-&gt;Deck]]")
DECK = passage(2, "Deck", "You float.")


def imported(text: str) -> Imported:
    (found,) = read_twine(text, "file")
    return found


def node(found: Imported, key: str) -> Node:
    return next(node for node in found.story.nodes if node.key == key)


def codes(found: Imported) -> list[str]:
    return [finding.code for finding in found.findings]


def test_a_story_file_is_read_without_a_finding():
    found = imported(story(QUAY, DECK))
    assert found.story.title == "The Ferry"
    assert [(node.key, node.start) for node in found.story.nodes] == [
        ("Quay", True),
        ("Deck", False),
    ]
    assert node(found, "Quay").content == "A quay."
    assert [(way.text, way.to) for way in node(found, "Quay").choices] == [("Board", "Deck")]
    assert found.findings == ()
    assert (found.reachable.before, found.reachable.after) == (1, 1)


def test_attributes_become_what_a_document_has_of_them():
    more = 'tags="wet  cold" position="102,99" size="100,200" colour="sea"'
    zoomed = 'startnode="2" zoom="0.6" format="Harlowe" format-version="3.3.7" options="debug"'
    tag = '<tw-tag name="wet" color="blue"></tw-tag>'
    found = imported(story(tag, QUAY, passage(2, "Deck", "You float.", more), more=zoomed))
    deck = node(found, "Deck")
    assert deck.start
    assert deck.tags == ("wet", "cold")
    assert deck.position == Position(x=102, y=99)
    assert deck.twine == {"size": "100,200", "metadata": {"colour": "sea"}}
    told = found.story.twine
    assert (told["ifid"], told["format"], told["format-version"]) == (IFID, "Harlowe", "3.3.7")
    assert (told["zoom"], told["tag-colors"]) == (0.6, {"wet": "blue"})
    assert told["data"] == {"options": "debug"}


def test_entities_of_names_and_texts_are_undone_once():
    text = "&lt;b&gt; &amp;lt; &quot;&#39; &eacute;&#x2014; a & b"
    found = imported(story(passage(1, "A &amp; &quot;B&quot;", text), name="X &lt;Y&gt;"))
    assert found.story.title == "X <Y>"
    (only,) = found.story.nodes
    assert only.title == 'A & "B"'
    assert only.content.endswith("&lt; \"' é— a & b")


def test_attributes_may_be_written_in_every_way_html_knows():
    text = (
        f"<TW-STORYDATA hidden name='The Ferry' ifid={IFID} startnode=1>"
        "<Tw-PassageData name='Quay' pid=1 tags>A quay.</TW-passagedata ></tw-StoryData>"
    )
    found = imported(text)
    assert found.story.title == "The Ferry"
    assert node(found, "Quay").content == "A quay."
    assert found.findings == ()


def test_scripts_and_styles_are_kept_as_they_are():
    style = '<style role="stylesheet" type="text/twine-css">p > b { color: "&amp;" }</style>'
    script = '<script role="script" type="text/twine-javascript">if (a < b) go("<p>");</script>'
    found = imported(story(style, script, QUAY, DECK))
    kept = {each["name"]: each for each in found.story.twine["passages"]}
    assert kept["StoryStylesheet"]["text"] == 'p > b { color: "&amp;" }'
    assert kept["StoryScript"]["text"] == 'if (a < b) go("<p>");'
    assert kept["StoryScript"]["tags"] == ["script"]
    assert codes(found) == ["not_run", "not_run"]


def test_empty_scripts_and_styles_are_nothing():
    found = imported(story("<style>\n</style><script></script>", QUAY, DECK))
    assert "passages" not in found.story.twine
    assert found.findings == ()


def test_an_archive_gives_its_stories_in_their_order():
    second = story(DECK, name="Second", more='startnode="2" hidden')
    found = read_twine(f"{story(QUAY, DECK)}\n\n{second}", "file")
    assert [each.story.title for each in found] == ["The Ferry", "Second"]
    assert [len(each.story.nodes) for each in found] == [2, 1]


def test_a_story_of_an_archive_without_a_scene_is_left_out_and_told():
    first, *more = read_twine(story(name="Empty") + story(QUAY, DECK), "file")
    assert first.story.title == "The Ferry"
    assert more == []
    assert codes(first) == ["story_left_out"]


def test_a_published_story_is_found_in_the_engine_around_it():
    engine = """
        <!DOCTYPE html><html><head><title>X</title>
        <!-- <tw-storydata name="no"><tw-passagedata>no</tw-passagedata></tw-storydata> -->
        <script>var t = '<tw-storydata name="no">' + "<!--" + "<\\/script>";</script>
        <style>tw-passagedata { content: "<tw-passagedata>" }</style></head><body>
    """
    after = "<script>document.querySelector('<tw-passagedata>')</script></body></html>"
    found = imported(f"{engine}<tw-story></tw-story>{story(QUAY, DECK)}{after}")
    assert [node.key for node in found.story.nodes] == ["Quay", "Deck"]
    assert found.findings == ()


def test_lines_are_those_of_the_file():
    twice = passage(3, "Quay", "Again.")
    found = imported(f"\r\n\r\n{story(QUAY, twice)[:-15]}\r\n{DECK}</tw-storydata>")
    told = [(each.code, each.line) for each in found.findings]
    assert told == [("duplicate_passage", 3)]


@pytest.mark.parametrize(
    ("text", "keys", "expected"),
    [
        (story(QUAY)[:-15], ["Quay"], []),
        (QUAY + DECK, ["Quay", "Deck"], ["no_start", "no_story_data", "no_title"]),
        (story(QUAY[:-17], DECK), ["Quay", "Deck"], ["unclosed_passage"]),
        (story(QUAY, DECK[:-17]), ["Quay", "Deck"], ["unclosed_passage"]),
        (story(QUAY, DECK)[:-40], ["Quay", "Deck"], ["unclosed_passage"]),
        (story(QUAY, more='startnode="9"'), ["Quay"], ["missing_start", "no_start"]),
        (story(QUAY, more='startnode="1" zoom="big"'), ["Quay"], ["broken_story_data"]),
        (story(QUAY).replace(IFID, ""), ["Quay"], ["no_ifid"]),
        (story(QUAY, name=""), ["Quay"], ["no_title"]),
        (story(passage(1, "", "A")), ["Untitled Passage"], ["no_start", "unnamed_passage"]),
        (story(passage(1, "A\nB", "A")), ["A B"], []),
        (story(QUAY, passage(5, "StoryTitle", "X")), ["Quay"], ["reserved_passage"]),
        ("<!-- never closed " + story(QUAY), ["Quay"], []),
        (story("<script>never closed", QUAY) + story(DECK), None, ["no_scenes"]),
        ("<p>A page.</p>", None, ["no_story"]),
        ("<tw-storydata", None, ["no_story"]),
        ("", None, ["no_story"]),
    ],
)
def test_broken_html_gives_what_is_there_and_findings(text, keys, expected):
    if keys is None:
        with pytest.raises(UnreadableError) as refused:
            read_twine(text, "file")
        assert set(expected) <= {each.code for each in refused.value.findings} | {"no_scenes"}
        return
    found = imported(text)
    assert [node.key for node in found.story.nodes] == keys
    assert sorted(codes(found)) == expected


def test_a_title_of_the_file_serves_a_story_without_one():
    assert imported(story(QUAY, name="")).story.title == "file"


def test_markup_in_a_passage_that_was_not_escaped_is_its_text():
    found = imported(story(passage(1, "Quay", "A <b>wet</b> quay.")))
    assert "wet" in node(found, "Quay").content


@pytest.mark.parametrize("file", sorted(BROKEN.glob("tw*")), ids=lambda file: file.name)
def test_a_broken_file_gives_a_story_or_findings(file):
    read = read_twee if file.suffix == ".twee" else read_twine
    try:
        found = read(file.read_text(encoding="utf-8"), file.stem)
    except UnreadableError as error:
        told = error.findings
    else:
        told = tuple(finding for each in found for finding in each.findings)
        assert all(write_twee(each.story).text for each in found)
    assert told
    assert all(finding.code and finding.message for finding in told)


def test_a_story_of_twine_1_is_told_what_to_do():
    with pytest.raises(UnreadableError, match="Twine 1"):
        read_twine((BROKEN / "twine_1.html").read_text(encoding="utf-8"), "file")


@pytest.mark.parametrize(
    "unit", ["<!--", "<script ", "<tw-passagedata ", " a='", '<tw-tag "', "&#", "[[", "<<link "]
)
def test_what_never_ends_takes_work_in_proportion_to_its_length(unit):
    small, large = (calls_of(partial(_try, story(QUAY, unit * n))) for n in (200, 2_000))
    assert large < 12 * small


def _try(text: str) -> None:
    try:
        read_twine(text, "file")
    except UnreadableError:
        return
