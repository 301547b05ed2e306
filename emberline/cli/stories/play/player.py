"""The player: shows where a play stands, and does what its reader says."""

from datetime import datetime
from pathlib import Path

import msgspec

from emberline.cli.stories.play.game import Game
from emberline.cli.stories.play.orders import MisunderstoodError, Order, answer_of, order_of
from emberline.cli.stories.play.saves import SaveError, read_save, resume, write_save
from emberline.cli.stories.play.screen import Screen
from emberline.cli.stories.play.texts import (
    achievement_text,
    changes,
    ending_name,
    item_name,
    roll_text,
    stat_name,
    step_text,
)
from emberline.kit.clock import Clock
from emberline.kit.ids import new_seed
from emberline.stories.engine.state import RefusedError, State, Step, View
from emberline.stories.engine.template import shown_value


class Player:
    """One sitting at the screen."""

    def __init__(self, game: Game, screen: Screen, clock: Clock, *, keeps_seed: bool) -> None:
        self._game = game
        self._screen = screen
        self._clock = clock
        self._keeps_seed = keeps_seed
        self._shown_at: datetime | None = None
        self._found: dict[str, None] = {}

    def run(self) -> None:
        """Play until the reader leaves or there is no input any more."""
        self._arrive()
        while (line := self._screen.ask()) is not None:
            if not self._do(order_of(line, self._game.view())):
                break
        self._leave()

    def _do(self, order: Order) -> bool:
        """Do what was said; whether to go on."""
        match order.verb:
            case "quit":
                return False
            case "choose" | "answer" | "again":
                self._move(order)
            case "rewind":
                self._rewind(order.words)
            case "restart":
                self._restart()
            case "save":
                self._save(order.words)
            case "load":
                self._load(order.words)
            case _:
                self._tell(order)
        return True

    def _tell(self, order: Order) -> None:
        """Show something that changes nothing."""
        game, screen = self._game, self._screen
        playable, state = game.playable, game.state
        match order.verb:
            case "stats":
                stats = game.view().stats.items()
                lines = [f"{stat_name(playable, n)}: {shown_value(value)}" for n, value in stats]
                screen.lines(lines, "This story shows no stats.")
            case "inventory":
                screen.lines(self._inventory(state), "You carry nothing.")
            case "achievements":
                lines = [f"★ {achievement_text(playable, key)}" for key in state.achievements]
                screen.lines(lines, "Nothing is unlocked yet.")
            case "endings":
                lines = [ending_name(playable, key) for key in self._found]
                screen.lines(lines, "You have found no ending yet.")
            case "log":
                lines = [step_text(game, number) for number in range(len(game.steps))]
                screen.lines(lines, "You have done nothing yet.")
            case "help":
                screen.lines(_HELP)
            case _:
                screen.note(f"There is no {order.words} here. Type a letter, or ? for help.")

    def _inventory(self, state: State) -> list[str]:
        items, playable = self._game.playable.story.items, self._game.playable
        lines = []
        for key, number in state.items.items():
            times = "" if number == 1 else f" ({number})"
            told = items[key].description if key in items else ""
            lines.append(f"{item_name(playable, key)}{times}{f': {told}' if told else ''}")
        return lines

    def _move(self, order: Order) -> None:
        """Take a choice or answer, unless time has decided by now."""
        before, elapsed = self._game.state, self._elapsed()
        try:
            step = self._game.lapse(elapsed)
            if step is None:
                step = self._step(order, elapsed)
        except (RefusedError, MisunderstoodError) as refusal:
            self._screen.note(str(refusal))
            return
        if step is None:
            self._screen.choices(self._game.view(), elapsed)
        else:
            self._after(before, step)

    def _step(self, order: Order, elapsed: float) -> Step | None:
        """The step that was ordered; None for none. RefusedError, MisunderstoodError."""
        if order.choice is not None:
            if not order.choice.available:
                raise RefusedError("locked", "That is not open to you.")
            return self._game.choose(order.choice.key, elapsed)
        puzzle = self._game.view().puzzle
        if order.verb == "answer" and puzzle is not None:
            return self._game.answer(answer_of(order.words, puzzle))
        return None

    def _after(self, before: State, step: Step) -> None:
        """Show what a step led to."""
        screen, playable = self._screen, self._game.playable
        if step.move.outcome == "lapsed":
            option = playable.scene(before.node).options[step.move.choice or ""]
            screen.say(f"Time is over: {option.letter}. {option.text(before)}", "bold yellow")
        if step.consequences:
            screen.prose(step.consequences, "italic")
        if step.roll is not None:
            style = "bold green" if step.roll.success else "bold red"
            screen.say(f"⚄ {roll_text(step.roll)}", style)
        if step.correct is not None:
            screen.say("Right." if step.correct else "That is not it.", "bold")
        changed = list(changes(playable, before, step.state))
        if changed:
            screen.note(" · ".join(changed))
        for key in step.unlocked:
            screen.say(f"★ {achievement_text(playable, key)}", "bold yellow")
        # A wrong answer stays, and its time goes on.
        if step.state.attempts:
            screen.choices(self._game.view(), self._elapsed())
        else:
            self._arrive()

    def _arrive(self) -> None:
        """Show the node that the play stands at; its time begins."""
        view = self._game.view()
        self._screen.scene(view)
        self._shown_at = self._clock.now()
        if view.is_ending:
            self._end(view)
            return
        self._screen.choices(view, 0)
        if view.puzzle is None and not any(choice.available for choice in view.choices):
            self._screen.say("Nothing is open to you here. `r` takes a step back.", "bold red")

    def _end(self, view: View) -> None:
        playable, ending = self._game.playable, view.ending
        self._found[view.node] = None
        tone = f" ({ending.tone})" if ending is not None and ending.tone else ""
        total = sum(node.is_ending for node in playable.nodes.values())
        self._screen.say(f"The end: {ending_name(playable, view.node)}{tone}.", "bold green")
        self._screen.note(
            f"Endings found: {len(self._found)} of {total}. `r` takes a step back, `restart` "
            "begins again, `quit` leaves."
        )

    def _rewind(self, words: str) -> None:
        if words and not (words.isascii() and words.isdigit()):
            self._screen.note("Say how many steps to take back, as `rewind 2`.")
            return
        back = self._game.rewind(int(words[:9]) if words else 1)
        if not back:
            self._screen.note("There is nothing to take back.")
            return
        self._screen.note(f"{back} step{'' if back == 1 else 's'} taken back.")
        self._arrive()

    def _restart(self) -> None:
        begun = msgspec.structs.replace(self._game.log, moves=())
        if not self._keeps_seed:
            begun = msgspec.structs.replace(begun, seed=new_seed())
        try:
            self._game = Game(self._game.playable, begun, self._game.timers)
        except RefusedError as refusal:
            # The play moved here from a version that began with somebody, or somewhere, else.
            self._screen.say(str(refusal), "red")
        else:
            self._arrive()

    def _save(self, words: str) -> None:
        if not words:
            self._screen.note("Say where to, as `save my-play.json`.")
            return
        try:
            write_save(Path(words).expanduser(), self._game)
        except _UNUSABLE as error:
            self._screen.say(str(error), "red")
        else:
            self._screen.note(f"Saved to {words}.")

    def _load(self, words: str) -> None:
        if not words:
            self._screen.note("Say from where, as `load my-play.json`.")
            return
        try:
            save = read_save(Path(words).expanduser())
            resumed = resume(self._game.playable, save, self._game.timers)
        except OSError as error:
            self._screen.say(f"{words} cannot be read: {error.strerror}.", "red")
        except _UNUSABLE as error:
            self._screen.say(f"{words}: {error}", "red")
        else:
            self._game = resumed.game
            self._screen.lines(resumed.notes)
            self._arrive()

    def _elapsed(self) -> float:
        """Seconds since this node was first shown."""
        if self._shown_at is None:
            return 0
        # A clock that was put back takes no time away.
        return max((self._clock.now() - self._shown_at).total_seconds(), 0)

    def _leave(self) -> None:
        taken = len(self._game.steps)
        if self._game.view().is_ending or not taken:
            self._screen.note("Good-bye.")
        else:
            self._screen.note(f"Good-bye, after {taken} step{'' if taken == 1 else 's'}.")


# A save that is none, `~nobody`, and a name with a zero byte.
_UNUSABLE = (SaveError, RuntimeError, ValueError)

_HELP = (
    "A, B, …          take the choice with this letter",
    "text             answer a puzzle; `= text` if it could be something else",
    "Enter            show the choices again",
    "s, stats         what you are",
    "i, inventory     what you carry",
    "achievements     what you have unlocked",
    "endings          what you have found in this sitting",
    "log              what you have done",
    "r, rewind N      take back one step, or N",
    "restart          begin again",
    "save FILE        keep this play",
    "load FILE        take a play up again",
    "q, quit          leave",
    "A letter wins over a command: with `:` before it, as `:s`, a command is meant.",
)
