"""Language tags: which are well-formed, and how their scripts run."""

import re
from typing import Literal

_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*", re.ASCII)
_RTL_LANGUAGES = frozenset(
    {
        *(
            "ar",
            "arc",
            "arz",
            "azb",
            "bal",
            "ckb",
            "dv",
            "fa",
            "glk",
            "he",
            "iw",
            "ji",
            "khw",
            "ks",
        ),
        *("lrc", "mzn", "nqo", "pnb", "ps", "sd", "syr", "ug", "ur", "yi"),
    }
)
_RTL_SCRIPTS = frozenset({"adlm", "arab", "aran", "hebr", "nkoo", "rohg", "samr", "syrc", "thaa"})


def tag_of(language: str) -> str:
    """A BCP 47 tag for what a story says of its language; `und` where that is none."""
    tag = language.strip().replace("_", "-")
    return tag if _TAG.fullmatch(tag) else "und"


def direction_of(tag: str) -> Literal["ltr", "rtl"]:
    """How the script of a language runs: the script that the tag names, or its usual one."""
    language, *subtags = tag.lower().split("-")
    script = next((each for each in subtags if len(each) == 4 and each.isalpha()), None)
    is_rtl = language in _RTL_LANGUAGES if script is None else script in _RTL_SCRIPTS
    return "rtl" if is_rtl else "ltr"
