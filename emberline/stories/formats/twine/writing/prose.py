"""Markdown in the marks of SugarCube, and what would be a mark there and is none here."""

import re

# What stands for a part of the text that is written already.
PLACE = "\x00"

_MEANS_SOMETHING = re.compile(
    r"<<|<!--|\[\[|\[img\[|''|(?<!:)//|__|={2,}|\^\^|@@|/\*|/%|\{\{\{|(?<!-)--(?!-)"
    r"|\\(?=[ \t]*$)|^!+",
    re.MULTILINE,
)
_DOLLAR = re.compile(r"\$(?=[A-Za-z_$])")
_PICTURE = re.compile(r"!\[([^\[\]\n|]*+)\]\(([^\s()]++)\)")
_ADDRESS = re.compile(r"(?<!!)\[([^\[\]\n|]++)\]\(((?:https?|mailto):[^\s()]++)\)")
_HEADING = re.compile(r"^(#{1,6})[ \t]++(?=\S)", re.MULTILINE)
_RULE = re.compile(r"^---[ \t]*$", re.MULTILINE)
_STRONG = re.compile(r"\*\*(?=[^\s*])([^*\n]++)(?<=[^\s])\*\*(?!\*)")
_EMPHASIS = re.compile(r"(?<![\w*\\])\*(?=[^\s*])([^*\n]++)(?<=[^\s])\*(?![\w*])")
_STRUCK = re.compile(r"~~(?=[^\s~])([^~\n]++)(?<=[^\s])~~")


def sugarcube_prose(text: str) -> str:
    """Markdown in SugarCube's marks."""
    if "](" in text:
        text = _PICTURE.sub(_picture, text)
        text = _ADDRESS.sub(r"[[\1|\2]]", text)
    if "#" in text:
        text = _HEADING.sub(lambda match: "!" * len(match[1]), text)
    if "---" in text:
        text = _RULE.sub("----", text)
    if "*" in text:
        text = _STRONG.sub(r"''\1''", text)
        text = _EMPHASIS.sub(r"//\1//", text)
    return _STRUCK.sub(r"==\1==", text) if "~~" in text else text


def native_prose(text: str) -> str:
    """Markdown of a story that never was in Twine: what is a mark there is plain text in it."""
    text = _MEANS_SOMETHING.sub(r'"""\g<0>"""', text)
    return sugarcube_prose(_DOLLAR.sub("$$", text))


def harlowe_prose(text: str) -> str:
    """Markdown in Harlowe's marks, most of which are the same."""
    text = _PICTURE.sub(r'<img src="\2" alt="\1">', text)
    return _ADDRESS.sub(r'<a href="\2">\1</a>', text)


def _picture(match: re.Match[str]) -> str:
    return f"[img[{match[1]}|{match[2]}]]" if match[1] else f"[img[{match[2]}]]"
