"""What the player shows and asks: with colours and frames on a terminal, plain lines elsewhere."""

import sys
from collections.abc import Iterable, Sequence
from io import TextIOWrapper
from shutil import get_terminal_size

from rich import box
from rich.markdown import Markdown
from rich.padding import Padding
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from emberline.cli.stories.play.texts import conditions_text
from emberline.cli.stories.printing import harmless, one_line, open_console
from emberline.stories.engine.state import OfferedChoice, Question, View

_WIDTH_MOST = 80
_MEDIA = {"image": "Picture", "audio": "Sound"}


class Screen:
    """The terminal, or the pipe, that somebody plays at."""

    def __init__(self) -> None:
        is_terminal = sys.stdout.isatty()
        width = min(get_terminal_size().columns, _WIDTH_MOST) if is_terminal else None
        self._console = open_console(width=width)
        self._is_terminal = is_terminal
        self._is_asked = sys.stdin.isatty()
        if isinstance(sys.stdin, TextIOWrapper):
            sys.stdin.reconfigure(errors="replace")
        if self._is_asked:
            _edit_lines()

    def ask(self, prompt: str = "> ") -> str | None:
        """The next line that is typed; None when there is none any more."""
        try:
            if self._is_asked:
                # A terminal may send bytes that are no text.
                return input(prompt).encode(errors="replace").decode()
            line = sys.stdin.readline()
        except (EOFError, KeyboardInterrupt):
            self._console.print()
            return None
        if line:
            # So that what comes out of a pipe reads like what stands on a terminal.
            self._console.print(f"{prompt}{one_line(line)}")
        return line or None

    def say(self, text: str, style: str = "") -> None:
        """Print a sentence of the player's."""
        self._console.print(one_line(text), style=style)

    def prose(self, text: str, style: str = "") -> None:
        """Print a text of the story, which is Markdown."""
        self._console.print(self._text(text, style))

    def note(self, text: str) -> None:
        """Print something less important."""
        self.say(text, "dim")

    def heading(self, title: str, text: str = "") -> None:
        """Print the title of something larger, and what belongs to it."""
        self._framed(title, text, "magenta")

    def scene(self, view: View) -> None:
        """Print what a reader sees before the choices."""
        style = "green" if view.is_ending else "blue"
        self._framed(view.title or view.node, view.content, style)
        for medium in view.media:
            self.note(f"[{_MEDIA[medium.kind]}: {medium.alt_text or medium.source}]")

    def choices(self, view: View, elapsed: float) -> None:
        """Print the puzzle and the choices, after so many seconds at this node."""
        if view.puzzle is not None:
            self._question(view.puzzle)
        if not self._is_terminal:
            for choice in view.choices:
                self._console.print(_plain_choice(choice, elapsed))
            return
        table = Table.grid(padding=(0, 1))
        table.add_column(justify="right", min_width=2)
        table.add_column(ratio=1)
        table.add_column(justify="right", no_wrap=True, style="yellow")
        for choice in view.choices:
            style = "" if choice.available else "dim"
            letter = Text(one_line(choice.letter), "bold cyan")
            special = conditions_text(choice, elapsed) if choice.available else "locked"
            table.add_row(letter, self._text(_choice_text(choice), style), special, style=style)
        self._console.print(table)

    def lines(self, lines: Iterable[str], empty: str = "") -> None:
        """Print lines one below the other; `empty` where there is none."""
        some = False
        for line in lines:
            some = True
            shown = one_line(line)
            self._console.print(Padding(shown, (0, 0, 0, 2)) if self._is_terminal else shown)
        if not some and empty:
            self.note(empty)

    def _framed(self, title: str, text: str, style: str) -> None:
        if not self._is_terminal:
            text = harmless(text)
            self._console.print(
                f"\n== {one_line(title)} ==\n{text}\n" if text else f"\n== {one_line(title)} =="
            )
            return
        frame = Panel(
            self._text(text),
            title=Text(one_line(title), f"bold {style}"),
            title_align="left",
            border_style=style,
            box=box.ROUNDED,
            padding=(1, 2) if text else (0, 2),
        )
        self._console.print()
        self._console.print(frame)

    def _question(self, puzzle: Question) -> None:
        self.prose(puzzle.prompt)
        if puzzle.lefts:
            self._numbered("On the left", puzzle.lefts)
        if puzzle.options:
            self._numbered("On the right" if puzzle.lefts else "In some order", puzzle.options)
        for hint in puzzle.hints:
            self.prose(f"Hint: {hint}", "yellow")
        if puzzle.attempts_left is not None:
            self.note(f"Attempts left: {puzzle.attempts_left}")
        self.note(_HOW[puzzle.kind])

    def _text(self, text: str, style: str = "") -> Markdown | Text:
        """A text of the story, as it is shown here."""
        shown = harmless(text)
        if self._is_terminal and shown:
            return Markdown(shown, hyperlinks=False, style=style)
        return Text(shown, style)

    def _numbered(self, heading: str, parts: Sequence[str]) -> None:
        self.note(f"{heading}:")
        self.lines(f"{number}  {part}" for number, part in enumerate(parts, 1))


def _plain_choice(choice: OfferedChoice, elapsed: float) -> str:
    special = conditions_text(choice, elapsed) if choice.available else "locked"
    text = f"{one_line(choice.letter)}. {one_line(_choice_text(choice))}"
    return f"{text} [{special}]" if special else text


def _choice_text(choice: OfferedChoice) -> str:
    return choice.text if choice.available else choice.locked_text or choice.text


def _edit_lines() -> None:
    """Let arrow keys work in what is typed, where the system can."""
    try:
        import readline  # noqa: F401 (loading it is what does it)
    except ImportError:
        return


_ELSE = " Put = before it if it could be a letter or a command."
_HOW = {
    "text": f"Type your answer.{_ELSE}",
    "number": f"Type a number.{_ELSE}",
    "order": "Type the numbers in the order that you mean, as 2 1 3.",
    "match": "Type pairs of numbers, left and right, as 1=3 2=1.",
}
