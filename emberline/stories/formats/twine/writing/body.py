"""A node as the body of a passage: effects, text, and a link for each choice."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from itertools import chain, zip_longest
from typing import Literal

from emberline.stories.engine.document import Choice, Node, Roll, Value
from emberline.stories.engine.names import choice_name
from emberline.stories.engine.template import Alternative, Insertion, Part, read_template
from emberline.stories.engine.tree import Expression
from emberline.stories.formats.twine.markup.elements.link import is_external
from emberline.stories.formats.twine.writing.code import (
    HarloweCode,
    NoCode,
    SugarCubeCode,
    UnwritableError,
)
from emberline.stories.formats.twine.writing.losses import Losses
from emberline.stories.formats.twine.writing.markup import (
    HarloweMarkup,
    Markup,
    PlainMarkup,
    SugarCubeMarkup,
)
from emberline.stories.formats.twine.writing.names import Names
from emberline.stories.formats.twine.writing.prose import (
    PLACE,
    harlowe_prose,
    native_prose,
    sugarcube_prose,
)

Style = Literal["sugarcube", "native", "plain", "harlowe", "text"]
"""How nodes are written. `native` is SugarCube for stories that never were in Twine, `plain` is
SugarCube about words that are left as they are; `text`, for formats whose logic is not known, is
links and words and nothing else."""

_PROSE: Mapping[Style, Callable[[str], str]] = {
    "sugarcube": sugarcube_prose,
    "native": native_prose,
    "harlowe": harlowe_prose,
}
_FALLBACK_MOST = 20
_PLAIN_NAME = re.compile(r"[A-Za-z_]\w*", re.ASCII)
_GOES_ON = re.compile(r"[\w.\[$]")
_NOT_IN_LINK = re.compile(r"[\[\]|<>\n]|->|<-")


class Writer:
    """Writes nodes in one style; what cannot be said is told to `losses`."""

    def __init__(self, style: Style, names: Names, losses: Losses) -> None:
        self._markup = _markup(style)
        self._code = _code(style, names)
        self._has_dollars = style != "text"
        self._prose = _PROSE.get(style, str)
        self.names = names
        self._losses = losses

    def body(self, node: Node) -> str:
        """The body of the passage of `node`."""
        told = [
            self.done(node.on_enter, node.key),
            *self._pictures(node),
            self._text(node.content, node.key),
        ]
        lapse = self._lapse(node)
        links = [self._choice(choice, node, has_lapse=bool(lapse)) for choice in node.choices]
        links.extend(filter(None, (lapse,)))
        blocks = ["\n".join(filter(None, told)), "\n".join(links)]
        if node.puzzle is not None:
            self._losses.add("lost_puzzle", node.key)
            blocks[1:1] = [self._text(node.puzzle.prompt, node.key)]
            ways = (("Go on", node.puzzle.success), ("Give up", node.puzzle.failure))
            links[:0] = [self._link(text, to, (), node.key) for text, to in ways if to]
            blocks[-1] = "\n".join(links)
        return "\n\n".join(filter(None, blocks))

    @property
    def has_items(self) -> bool:
        """Whether anything written so far has to do with items."""
        return self._code.has_items

    def tell(self, node: Node) -> None:
        """What no link says of the choices of `node`, whoever wrote its passage."""
        for choice in node.choices:
            self._tell_unsaid(choice, choice_name(node.key, choice.key))

    def writes(self, node: Node, text: str) -> bool:
        """Whether `text` is the body that would be written of `node`."""
        # What begins or ends otherwise need not be written to be told apart.
        first = self._markup.done("")[:5] if node.on_enter else node.content[:1]
        is_telling = bool(node.on_enter) or first.isalnum()
        if is_telling and not text.startswith(first):
            return False
        if node.choices and not text.endswith(("]", ">", ")")):
            return False
        return self.body(node) == text

    def done(self, effects: Iterable[str], place: str) -> str:
        """Effects, one after the other."""
        return "".join(map(self._markup.done, self._effects(effects, place)))

    def setting(self, values: Mapping[str, Value], *, has_items: bool) -> str:
        """What gives variables their first values, and items their list, a line each."""
        effects = [
            self._code.assigned(name, None, self._code.constant(value))
            for name, value in values.items()
        ]
        if has_items:
            effects.append(self._code.assigned(self.names.inventory, None, self._code.nothing))
        return "\n".join(map(self._markup.done, effects))

    def _pictures(self, node: Node) -> list[str]:
        return [
            self._markup.picture(media.source)
            for media in node.media
            if media.kind == "image" and media.source not in node.content
        ]

    def _effects(self, effects: Iterable[str], place: str) -> list[str]:
        written = []
        for effect in effects:
            try:
                written.append(self._code.effect(effect))
            except UnwritableError:
                is_unlocking = effect.lstrip().startswith("unlock")
                self._losses.add("lost_achievement" if is_unlocking else "lost_effect", place)
        return written

    def _condition(self, condition: str, place: str) -> str | None:
        try:
            return self._code.condition(condition)
        except UnwritableError:
            self._losses.add("lost_condition", place)
            return None

    def _text(self, template: str, place: str) -> str:
        return self._parts(read_template(template)[0], place)

    def _parts(self, parts: Sequence[Part], place: str, *, is_link: bool = False) -> str:
        """Parts of a template. The text of a link has no marks."""
        if len(parts) == 1 and isinstance(parts[0], str):
            return parts[0] if is_link else self._prose(parts[0])
        words, marks = [], []
        for part, following in zip_longest(parts, parts[1:], fillvalue=""):
            if isinstance(part, str):
                words.append(part.replace(PLACE, ""))
                continue
            words.append(PLACE)
            if isinstance(part, Insertion):
                marks.append(self._inserted(part.name, following))
            else:
                marks.append(self._decided(part, place))
        text = "".join(words)
        pieces = (text if is_link else self._prose(text)).split(PLACE)
        return "".join(chain.from_iterable(zip_longest(pieces, marks, fillvalue="")))

    def _inserted(self, name: str, following: Part) -> str:
        is_alone = isinstance(following, str) and not _GOES_ON.match(following)
        if is_alone and self._has_dollars and _PLAIN_NAME.fullmatch(name):
            return f"${name}"
        return self._markup.shown(name)

    def _decided(self, part: Alternative, place: str) -> str:
        cases: list[tuple[str | None, str]] = []
        rest: Sequence[Part] = [part]
        while len(rest) == 1 and isinstance(first := rest[0], Alternative):
            condition = self._asked(first.condition, place)
            cases.append((condition, self._parts(first.then, place)))
            rest = [] if condition is None else first.otherwise
        if rest:
            cases.append((None, self._parts(rest, place)))
        return cases[0][1] if cases[0][0] is None else self._markup.decided(cases)

    def _asked(self, condition: Expression | None, place: str) -> str | None:
        """A condition of a text; None, the text being shown, when there are no words for it."""
        if condition is not None:
            with suppress(UnwritableError):
                return self._code.written(condition)
        self._losses.add("lost_condition", place)
        return None

    def _lapse(self, node: Node) -> str:
        """What comes when the time is over: the one choice that all the timers of `node` name."""
        timers = {choice.timer for choice in node.choices if choice.timer is not None}
        if len(timers) != 1:
            return ""
        (timer,) = timers
        for choice in node.choices:
            if choice.key == timer.default and choice.roll is None and not choice.condition:
                actions = self.done(choice.effects, choice_name(node.key, choice.key))
                actions += self._markup.go(self._code.quoted(self.names.passage(choice.to)))
                return self._markup.later(timer.seconds, actions)
        return ""

    def _choice(self, choice: Choice, node: Node, *, has_lapse: bool) -> str:
        place = choice_name(node.key, choice.key)
        self._tell_unsaid(choice, place)
        is_timed = choice.timer is not None and not has_lapse
        for code, part in (("once", choice.once), ("roll", choice.roll), ("timer", is_timed)):
            if part:
                self._losses.add(f"lost_{code}", place)
        effects = self._effects(choice.effects, place)
        if place in self.names.chosen:
            effects += self._effects([f"{self.names.chosen[place]} = true"], place)
        if choice.roll is None:
            link = self._link(choice.text, choice.to, effects, place)
        else:
            link = self._rolled(choice.text, choice.roll, effects, place)
        asked = self._asked_of(choice, node)
        condition = asked and self._condition(asked, place)
        return self._markup.decided([(condition, link)]) if condition else link

    def _asked_of(self, choice: Choice, node: Node) -> str:
        """When `choice` is offered, as a condition; empty for always."""
        parts = self._own_conditions(choice, node)
        if choice.fallback:
            others = [other for other in node.choices if not other.fallback]
            for other in others[:_FALLBACK_MOST]:
                conditions = " and ".join(self._own_conditions(other, node))
                parts.append(f"not ({conditions or 'true'})")
        return " and ".join(parts)

    def _own_conditions(self, choice: Choice, node: Node) -> list[str]:
        parts = []
        if choice.once and (taken := self.names.chosen.get(choice_name(node.key, choice.key))):
            parts.append(f"not {taken}")
        if choice.condition:
            parts.append(f"({choice.condition})")
        return parts

    def _tell_unsaid(self, choice: Choice, place: str) -> None:
        parts = {
            "lost_consequences": choice.consequences,
            "lost_fallback": choice.fallback,
            "lost_letter": choice.letter,
            "lost_locked_text": choice.locked_text,
        }
        for code, part in parts.items():
            if part:
                self._losses.add(code, place)

    def _link(self, text: str, to: str, effects: Sequence[str], place: str) -> str:
        target = self.names.passage(to)
        told = self._link_text(text, place) or target
        is_plain = "{" not in text
        is_said = not (
            _NOT_IN_LINK.search(told + target)
            or is_external(target)
            or told != told.strip()
            or target != target.strip()
        )
        inside = target if told == target else f"{told}->{target}"
        link = self._markup.link(inside, effects, is_plain=is_plain) if is_said else None
        if link is not None:
            return link
        quoted = self._code.quoted(told), self._code.quoted(target)
        return self._markup.quoted_link(*quoted, effects)

    def _rolled(self, text: str, roll: Roll, effects: Sequence[str], place: str) -> str:
        """A link that draws the numbers itself."""
        try:
            total = self._code.rolled(roll.dice)
            if roll.modifier is not None:
                total = f"{total} + ({self._code.value(roll.modifier)})"
        except UnwritableError:
            return self._link(text, roll.success, effects, place)
        success, failure = (
            self._markup.go(self._code.quoted(self.names.passage(key)))
            for key in (roll.success, roll.failure)
        )
        reached = self._code.at_least(total, roll.target)
        actions = "".join(map(self._markup.done, effects))
        actions += self._markup.decided([(reached, success), (None, failure)])
        return self._markup.acting_link(self._code.quoted(self._link_text(text, place)), actions)

    def _link_text(self, text: str, place: str) -> str:
        """The text of a link, which may show variables and no more: of two texts the first."""
        parts, _ = read_template(text)
        while any(isinstance(part, Alternative) for part in parts):
            self._losses.add("lost_alternative", place)
            parts = [
                inner
                for part in parts
                for inner in (part.then if isinstance(part, Alternative) else [part])
            ]
        return self._parts(parts, place, is_link=True)


def _markup(style: Style) -> Markup:
    if style == "harlowe":
        return HarloweMarkup()
    return PlainMarkup() if style == "text" else SugarCubeMarkup()


def _code(style: Style, names: Names) -> SugarCubeCode:
    if style == "harlowe":
        return HarloweCode(names)
    return NoCode(names) if style == "text" else SugarCubeCode(names)
