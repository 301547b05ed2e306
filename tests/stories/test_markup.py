"""What authors write is shown, and does nothing else."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emberline.stories.rules.markup import safe_html

_TAG = re.compile(r"</?([a-zA-Z][a-zA-Z0-9]*)")
_ATTRIBUTE = re.compile(r"<[^>]*\s(on\w+|style|src|srcset)\s*=", re.IGNORECASE)


def test_markdown_becomes_html():
    assert safe_html("One *wolf*.\n\nAnother **one**.") == (
        "<p>One <em>wolf</em>.</p>\n<p>Another <strong>one</strong>.</p>\n"
    )


def test_a_link_is_kept_and_tells_nobody_where_it_was_followed():
    html = safe_html("[the harbour](https://example.org/harbour)")
    assert '<a href="https://example.org/harbour"' in html
    assert 'rel="noopener noreferrer nofollow"' in html


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "![a lamp](https://elsewhere.example/track.png)",
        "[click](javascript:alert(1))",
        "[click](data:text/html;base64,PHNjcmlwdD4=)",
        "<style>body{display:none}</style>",
        "<iframe src=//elsewhere.example></iframe>",
        "<svg><a xlink:href='javascript:alert(1)'>x</a></svg>",
        "<a href='vbscript:x'>x</a>",
        "`<b onclick=x>`",
        "<!-- --><b style='position:fixed'>",
    ],
)
def test_what_would_act_is_text_or_gone(text: str):
    html = safe_html(f"before {text} after")
    assert "before" in html
    assert "after" in html
    assert _is_harmless(html)


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=400))
def test_no_text_becomes_anything_that_acts(text: str):
    assert _is_harmless(safe_html(text))


def _is_harmless(html: str) -> bool:
    tags = {tag.lower() for tag in _TAG.findall(html)}
    targets = re.findall(r'href="([^"]*)"', html)
    return (
        not tags & {"script", "img", "style", "iframe", "svg", "object", "embed", "form", "input"}
        and not _ATTRIBUTE.search(html)
        and all(re.match(r"(https?:|mailto:|[^:]*$)", target) for target in targets)
    )
