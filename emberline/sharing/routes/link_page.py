"""The page of a story's link: what the story is, its card for previews, and the way into it."""

from html import escape

from emberline.kit.html_pages import STYLE, card, head, policy, shortened
from emberline.sharing.schemas import SharedStory

_STYLE = (
    STYLE
    + """
img { display: block; width: 100%; height: auto; max-height: 24rem; object-fit: cover; }
.story { padding: 1.75rem 1.75rem 2rem; }
.story h1 { font-size: 1.75rem; line-height: 1.25; font-weight: 500; }
.by { margin: .25rem 0 0; color: var(--soft); }
.about { margin: 1.1rem 0 0; white-space: pre-wrap; }
.enter {
  display: inline-block; margin-top: 1.6rem; padding: .7rem 1.25rem; border-radius: .6rem;
  background: var(--ember); color: var(--card); font-weight: 600; text-decoration: none;
}
"""
)
_HEAD = head(_STYLE)
_FOOT = "<footer>A story that branches, shared with you on Emberline.</footer>\n</html>\n"

PAGE_POLICY = policy(_STYLE, "img-src 'self' data:")
"""The Content-Security-Policy of both pages: they run nothing."""


def story_page(story: SharedStory, address: str, origin: str) -> str:
    """The page of a story that is open to everyone.

    address: the link's path. origin: this server's address, `https://…`, without a slash.
    """
    about = shortened(story.description)
    values = {
        "og:site_name": "Emberline",
        "og:type": "article",
        "og:title": story.title,
        "og:description": about,
        "og:url": origin + address,
        "article:author": story.author,
        "twitter:card": "summary_large_image" if story.cover_url else "summary",
        "twitter:title": story.title,
        "twitter:description": about,
    }
    cover = ""
    if story.cover_url is not None:
        values["og:image"] = values["twitter:image"] = origin + story.cover_url
        values["og:image:alt"] = f"The cover of “{story.title}”"
        cover = f'<img src="{escape(story.cover_url)}" alt="">\n'
    meta = f'<meta name="author" content="{escape(story.author)}">\n'
    meta += f'<meta name="description" content="{escape(about)}">\n'
    return (
        f"{_HEAD}<title>{escape(story.title)} on Emberline</title>\n{meta}{card(values)}"
        f'<main>\n{cover}<div class="story">\n<h1 dir="auto">{escape(story.title)}</h1>\n'
        f'<p class="by">by {escape(story.author)}</p>\n'
        f'<p class="about" dir="auto">{escape(story.description)}</p>\n'
        f'<a class="enter" href="{escape(story.read_url)}">Read the story</a>\n'
        f"</div>\n</main>\n{_FOOT}"
    )


def refusal_page(title: str, detail: str) -> str:
    """The page that says why there is no story, and what to do."""
    note = f'<div class="note"><h1>{escape(title)}</h1><p>{escape(detail)}</p></div>'
    return f"{_HEAD}<title>{escape(title)}</title>\n<main>{note}</main>\n{_FOOT}"
