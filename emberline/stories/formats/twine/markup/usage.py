"""What a story's text tells of its variables, found by patterns and without reading the markup."""

import re
from collections.abc import Mapping

from emberline.stories.formats.twine.markup.elements.terms import Kind
from emberline.stories.formats.twine.markup.elements.variables import name_of
from emberline.stories.formats.twine.passages import Passage

_MEMBERS_MOST = 200
_TEXTS_MOST = 60
_NAME = re.compile(
    r"(?<![\w$])(?:\$|State\.variables\.|_(?=[^\W\d]))([^\W\d]\w*+)"
    r"((?:\.(?!\w+\s*\()[^\W\d]\w*+|\[\"[^\"\n]{1,40}\"\]|\['[^'\n]{1,40}'\]|\[\d{1,3}\]"
    r"|'s\s+[^\W\d]\w*+)*+)"
)
_WORD = re.compile(r"\w+")
_TEXT = r"(?:\"((?:[^\"\\\n]|\\.)*+)\"|'((?:[^'\\\n]|\\.)*+)')"
_SET = re.compile(r"\s*(?:to\b|=(?![=>])|into\b)\s*(?:it\b)?\s*")
_STEP = re.compile(r"\s*(?:\+\+|--|[-+*/%]=\s*)")
_COMPARED = re.compile(
    r"\s*(?:===?|!==?|is\s+not\b|isnot\b|is\b|eq\b|neq\b|gte?\b|lte?\b|[<>]=?)\s*(?!in\b|not\b)"
)
_METHOD = re.compile(
    r"\s*\.\s*(push|pushUnique|includes|contains|count|has|delete|deleteFirst|deleteAll|includesAny|"
    r"includesAll|indexOf|concat|unshift|length)\b\s*\(?([^()\n]{0,400})"
)
_HOLDS = re.compile(r"\s+(?:contains|does\s+not\s+contain)\s+")
_GATHERED = re.compile(r"\s*[-+]\s*\(\s*(?:a|array|ds|dataset)\s*:([^()]{0,2000})\)")
_ROUND = re.compile(r"\s*(?:,\s*[$_]\w+\s*)?range\b")
_LITERAL = re.compile(
    rf"(?P<bool>(?:true|false)\b)|(?P<text>{_TEXT})(?!\s*\+\s*[$_(\d])"
    r"|(?P<int>-?\d+(?![\d.])(?=\s*(?:>>|[,;)\]\n]|\Z|and\b|or\b)))|(?P<number>-?\d*\.\d+)"
    r"|(?P<list>\[|\((?:a|array|ds|dataset)\s*:)"
    r"|(?P<object>\{|\((?:dm|datamap)\s*:)"
    r"|(?P<random>\(?\s*random\s*[:(]|(?:\(num:|Number\(|parseInt\())"
    r"|(?P<either>\(?\s*either\s*[:(]\s*)"
    r"|(?P<here>passage\(\)|\(passage:\)'s\s+name|State\.passage)"
    r"|(?P<other>[^\n]{0,80})"
)
_QUOTED = re.compile(_TEXT)
_ENTRY = re.compile(
    rf"(?:{_TEXT}|([^\W\d]\w*))\s*[:,]\s*(?:(true|false)\b|(-?\d+\.\d+)|(-?\d+)|([\"']))"
)
_END = re.compile(r">>|\n|;")
_ORDER: list[Kind] = ["bool", "int", "number", "string"]
_CALCULATED = re.compile(r"[\w)]\s*[-+*]\s*[\w$(]")
_ASKING = re.compile(
    r"\b(?:is|isnot|eq|neq|gte?|lte?|and|or|contains|visited)\b|[=!]=|[<>&|!]|includes\(|^not\b"
)
# What may stand before a variable that is set; in prose a `=` or `to` behind it says nothing.
_BEFORE = (":", ",", ";", "[", "(", "{", "set", "run", "`", "for", "type", "<<-")
_FIELD = re.compile(r"<<(text(?:box|area)|number(?:box|slider))\s+[\"']\Z", re.IGNORECASE)


class Usage:
    """What was seen so far."""

    def __init__(self) -> None:
        self._kinds: dict[str, Kind] = {}
        self._weak: dict[str, Kind] = {}
        self._copies: list[tuple[str, str]] = []
        self._members: dict[str, dict[str, None]] = {}
        self._lists: dict[str, int] = {}
        self._changed: set[str] = set()
        self._mixed: set[str] = set()
        self._indexed: set[str] = set()
        self._asked: set[str] = set()
        self._texts: dict[str, dict[str, None]] = {}
        self._names: set[str] = set()

    def look_through(self, passage: Passage) -> None:
        """Take in what a passage says of variables."""
        text = passage.text
        if "$" not in text and "_" not in text and "State." not in text:
            return
        for match in _NAME.finditer(text):
            name = _name(match)
            if self._look_behind(name, match, passage):
                self._names.add(
                    match[0][: match.end(1) - match.start()].rpartition(".")[2].lstrip("$")
                )

    def kinds(self) -> Mapping[str, Kind]:
        """The kind of each variable, where it can be told."""
        kinds = {name: kind for name, kind in self._weak.items() if name not in self._kinds}
        kinds |= self._kinds
        for _ in range(2):
            for name, of in self._copies:
                if of in kinds:
                    kinds[name] = _wider(kinds.get(name), kinds[of])
        return {name: kind for name, kind in kinds.items() if name not in self._lists}

    def lists(self) -> Mapping[str, tuple[str, ...]]:
        """The lists of names, with the names that they may hold."""
        return {
            name: tuple(self._members.get(name, ()))
            for name in self._lists
            if name not in self._mixed
            and name not in self.indexed()
            and self._kinds.get(name) != "string"
        }

    def indexed(self) -> frozenset[str]:
        """The lists of which only the parts at fixed places are used: each is a variable."""
        return frozenset(self._indexed - self._changed - self._asked)

    def fixed(self) -> frozenset[str]:
        """The lists that are set once and never changed."""
        return frozenset(
            name
            for name, times in self._lists.items()
            if times == 1 and name not in self._changed and name not in self._mixed
        )

    def texts(self) -> Mapping[str, tuple[str, ...]]:
        """The texts that variables are set to."""
        return {name: tuple(texts) for name, texts in self._texts.items()}

    def names(self) -> frozenset[str]:
        """The variables that something is put into, by their own names (`_x` for `_x`)."""
        return frozenset(self._names)

    def _look_behind(self, name: str, match: re.Match[str], passage: Passage) -> bool:
        """What stands behind a variable; whether it is set there."""
        text, end = passage.text, match.end()
        before = text[max(0, match.start() - 24) : match.start()]
        found = _SET.match(text, end)
        if found is not None and (
            before.rstrip().lower().endswith(_BEFORE) or match[0].startswith("State")
        ):
            if found[0].strip() == "into":
                return False
            self._set(name, text, found.end(), passage.name)
            return True
        step = _STEP.match(text, end)
        if step is not None:
            literal = _LITERAL.match(text, step.end())
            is_text = literal is not None and literal["text"] is not None
            self._tell(name, "string" if is_text else _number_kind(text, step.end()))
            return True
        if before.endswith(("into ", "bind ", "each ", '"', "'")) or _ROUND.match(text, end):
            field = _FIELD.search(before)
            if field is not None:
                self._tell(name, "number" if field[1].lower().startswith("number") else "string")
            return True
        self._look_further(name, text, end)
        return False

    def _look_further(self, name: str, text: str, end: int) -> None:
        if text[end - 1 : end] == "]":
            self._indexed.add(name.rpartition("_")[0])
        compared = _COMPARED.match(text, end)
        if compared is not None:
            literal = _LITERAL.match(text, compared.end())
            kind = _kind_of(literal) if literal else None
            if kind is not None:
                self._weak[name] = _wider(self._weak.get(name), kind)
            return
        method = _METHOD.match(text, end)
        if method is not None:
            if method[1] != "length":
                self._lists.setdefault(name, 0)
                self._asked.add(name)
                self._hold(name, method[2])
            if method[1].startswith(("push", "delete", "unshift")):
                self._changed.add(name)
            return
        holds = _HOLDS.match(text, end)
        if holds is not None:
            self._lists.setdefault(name, 0)
            self._asked.add(name)
            quoted = _QUOTED.match(text, holds.end())
            self._hold(name, quoted[0] if quoted else "")

    def _set(self, name: str, text: str, at: int, passage: str) -> None:
        gathered = _GATHERED.match(text, at) or _GATHERED.match(text, _past_itself(name, text, at))
        if gathered is not None:
            self._lists.setdefault(name, 0)
            self._changed.add(name)
            self._hold(name, gathered[1])
            return
        literal = _LITERAL.match(text, at)
        if literal is None:
            return
        if literal["list"]:
            self._set_list(name, text, literal.end())
        elif literal["object"]:
            self._set_object(name, text[literal.end() : literal.end() + 3000])
        elif literal["here"]:
            self._tell(name, "string")
            self._say(name, passage)
        elif literal["either"]:
            self._set_one_of(name, text, literal.end())
        elif kind := _kind_of(literal):
            self._tell(name, kind)
            if literal["text"] is not None:
                self._say(name, _unquoted(literal["text"]))
        else:
            self._set_other(name, literal["other"] or "")

    def _set_list(self, name: str, text: str, at: int) -> None:
        closing = "]" if text[at - 1] == "[" else ")"
        end = text.find(closing, at, at + 6000)
        inside = text[at:end] if end >= 0 else ""
        self._lists[name] = self._lists.get(name, 0) + 1
        if end < 0 or re.search(r"[\[({$]", _QUOTED.sub("", inside)):
            self._mixed.add(name)
        self._hold(name, inside)

    def _set_one_of(self, name: str, text: str, at: int) -> None:
        for quoted in _QUOTED.finditer(text, at, at + 400):
            if re.search(r"[)>]", text[at : quoted.start()]):
                break
            self._say(name, _unquoted(quoted[0]))
        literal = _LITERAL.match(text, at)
        kind = _kind_of(literal) if literal else None
        if kind is None and text[at : at + 1] in {'"', "'"}:
            kind = "string"
        if kind is not None:
            self._tell(name, kind)

    def _set_object(self, name: str, inside: str) -> None:
        for entry in _ENTRY.finditer(inside[: _balanced(inside)]):
            key = entry[1] or entry[2] or entry[3] or ""
            kind: Kind = "bool" if entry[4] else "number" if entry[5] else "int"
            self._tell(name_of([name, key]), "string" if entry[7] else kind)

    def _set_other(self, name: str, source: str) -> None:
        source = source[: end.start()] if (end := _END.search(source)) else source
        source = source[: _balanced(source)]
        copied = _NAME.match(source)
        if _ASKING.search(_QUOTED.sub("", source)):
            self._tell(name, "bool")
        elif copied and not source[copied.end() :].strip(" )"):
            self._copies.append((name, _name(copied)))
        elif '"' in source or "'" in source.replace("'s ", ""):
            self._tell(name, "string")
        elif _CALCULATED.search(source) or "/" in source or "Math." in source:
            is_whole = "/" not in source and "." not in source.replace("Math.", "")
            self._tell(name, "int" if is_whole else "number")

    def _tell(self, name: str, kind: Kind) -> None:
        self._kinds[name] = _wider(self._kinds.get(name), kind)

    def _say(self, name: str, text: str) -> None:
        texts = self._texts.setdefault(name, {})
        if len(texts) < _TEXTS_MOST:
            texts[text] = None

    def _hold(self, name: str, source: str) -> None:
        members = self._members.setdefault(name, {})
        for quoted in _QUOTED.findall(source):
            if len(members) < _MEMBERS_MOST and (quoted[0] or quoted[1]):
                members[_unescaped(quoted[0] or quoted[1])] = None


def _name(match: re.Match[str]) -> str:
    sign = "_" if match[0].startswith("_") else "$"
    return name_of([sign + match[1], *_WORD.findall(match[2].replace("'s", ""))])


def _past_itself(name: str, text: str, at: int) -> int:
    match = _NAME.match(text, at)
    return match.end() if match and _name(match) == name else at


def _kind_of(literal: re.Match[str]) -> Kind | None:
    if literal["bool"]:
        return "bool"
    if literal["text"] is not None:
        return "string"
    if literal["int"] or literal["random"]:
        return "int"
    return "number" if literal["number"] else None


def _number_kind(text: str, at: int) -> Kind:
    source = text[at : at + 40]
    source = source[: end.start()] if (end := _END.search(source)) else source
    return "number" if "/" in source or "." in source else "int"


def _wider(one: Kind | None, other: Kind) -> Kind:
    return other if one is None else max(one, other, key=_ORDER.index)


def _unquoted(quoted: str) -> str:
    return _unescaped(quoted[1:-1])


def _unescaped(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text) if "\\" in text else text


def _balanced(inside: str) -> int:
    """Where the bracket that is open before `inside` ends."""
    depth = 1
    for at, letter in enumerate(inside):
        depth += (letter in "({[") - (letter in ")}]")
        if depth == 0:
            return at
    return len(inside)
