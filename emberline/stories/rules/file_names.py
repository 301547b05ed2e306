"""Names of files that stories are written into."""

import re
import unicodedata

_SLUG_MOST = 60
_GAP = re.compile(r"[\W_]+")


def slug(title: str) -> str:
    """`title` as the name of a file: small letters and digits of any script, and hyphens."""
    plain = unicodedata.normalize("NFKC", title).casefold()
    words = _GAP.sub("-", plain.replace("'", "").replace("\u2019", ""))
    return words[:_SLUG_MOST].strip("-") or "story"
