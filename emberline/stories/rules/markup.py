"""Markdown of authors as HTML that is safe to show."""

from markdown_it import MarkdownIt
from nh3 import clean

# Pictures of a node are its `media`: one in the text could come from anywhere and tell who reads.
_MARKDOWN = MarkdownIt("js-default", {"breaks": True}).disable("image")
_TAGS = {
    *("p", "br", "hr", "em", "strong", "s", "code", "pre", "blockquote", "ul", "ol", "li", "a"),
    *("h1", "h2", "h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td"),
}
_ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}}
_SCHEMES = {"http", "https", "mailto"}


def safe_html(markdown: str) -> str:
    """`markdown` as HTML without scripts, styles, pictures and addresses that do things.

    HTML in the text is text. Links open without telling where they were followed from.
    """
    return clean(
        _MARKDOWN.render(markdown),
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        url_schemes=_SCHEMES,
        link_rel="noopener noreferrer nofollow",
    )
