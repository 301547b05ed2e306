"""The marks of SugarCube, of Harlowe and of formats unknown, around texts that are written."""

from collections.abc import Sequence
from typing import Protocol


class Markup(Protocol):
    """The marks of a format. Conditions, effects and quoted texts are in its own words."""

    def shown(self, name: str) -> str:
        """The value of a variable, whatever stands behind it."""

    def decided(self, cases: Sequence[tuple[str | None, str]]) -> str:
        """The first text whose condition holds; the last one may have none."""

    def done(self, effect: str) -> str:
        """An effect."""

    def picture(self, address: str) -> str:
        """A picture."""

    def link(self, told: str, effects: Sequence[str], *, is_plain: bool) -> str | None:
        """A link of text and target; None when it must be written another way.

        is_plain: whether no variable is shown in it.
        """

    def quoted_link(self, text: str, target: str, effects: Sequence[str]) -> str:
        """A link whose text and target are in quotes."""

    def acting_link(self, text: str, actions: str) -> str:
        """A link, its text in quotes, that does what `actions` say."""

    def go(self, target: str) -> str:
        """Going to a passage, its name in quotes."""

    def later(self, seconds: float, actions: str) -> str:
        """What `actions` say, when some seconds are over."""


class SugarCubeMarkup:
    """The marks of SugarCube."""

    def shown(self, name: str) -> str:
        return f"<<print ${name}>>"

    def decided(self, cases: Sequence[tuple[str | None, str]]) -> str:
        written = []
        for number, (condition, text) in enumerate(cases):
            word = "elseif" if number else "if"
            mark = "else" if condition is None else f"{word} {condition}"
            written.append(f"<<{mark}>>{text}")
        return f"{''.join(written)}<</if>>"

    def done(self, effect: str) -> str:
        return f"<<set {effect}>>"

    def picture(self, address: str) -> str:
        return f"[img[{address}]]"

    def link(self, told: str, effects: Sequence[str], *, is_plain: bool) -> str | None:
        setter = f"][{'; '.join(effects)}" if effects else ""
        return f"[[{told}{setter}]]" if is_plain and "]" not in setter[1:] else None

    def quoted_link(self, text: str, target: str, effects: Sequence[str]) -> str:
        return f"<<link {text} {target}>>{''.join(map(self.done, effects))}<</link>>"

    def acting_link(self, text: str, actions: str) -> str:
        return f"<<link {text}>>{actions}<</link>>"

    def go(self, target: str) -> str:
        return f"<<goto {target}>>"

    def later(self, seconds: float, actions: str) -> str:
        return f"<<timed {seconds:g}s>>{actions}<</timed>>"


class HarloweMarkup:
    """The marks of Harlowe."""

    def shown(self, name: str) -> str:
        return f"(print: ${name})"

    def decided(self, cases: Sequence[tuple[str | None, str]]) -> str:
        written = []
        for number, (condition, text) in enumerate(cases):
            word = "else-if" if number else "if"
            mark = "else:" if condition is None else f"{word}: {condition}"
            written.append(f"({mark})[{text}]")
        return "".join(written)

    def done(self, effect: str) -> str:
        return f"(set: {effect})"

    def picture(self, address: str) -> str:
        return f'<img src="{address}">'

    def link(self, told: str, effects: Sequence[str], *, is_plain: bool) -> str | None:
        del is_plain
        return None if effects else f"[[{told}]]"

    def quoted_link(self, text: str, target: str, effects: Sequence[str]) -> str:
        if not effects:
            return f"(link-goto: {text}, {target})"
        return self.acting_link(text, f"{''.join(map(self.done, effects))}{self.go(target)}")

    def acting_link(self, text: str, actions: str) -> str:
        return f"(link: {text})[{actions}]"

    def go(self, target: str) -> str:
        return f"(goto: {target})"

    def later(self, seconds: float, actions: str) -> str:
        return f"(live: {seconds:g}s)[{actions}]"


class PlainMarkup(SugarCubeMarkup):
    """Links and no other marks: of formats whose logic is not known."""

    def shown(self, name: str) -> str:
        return f"{{{name}}}"

    def picture(self, address: str) -> str:
        return f'<img src="{address}">'

    def quoted_link(self, text: str, target: str, effects: Sequence[str]) -> str:
        return f"[[{text}->{target}]]"

    def later(self, seconds: float, actions: str) -> str:
        return ""
