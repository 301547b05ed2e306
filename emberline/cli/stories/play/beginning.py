"""What happens before the first scene: which story, who to be, what to know."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from emberline.cli.settings import refuse
from emberline.cli.stories.play.screen import Screen
from emberline.cli.stories.play.texts import protagonist_name
from emberline.cli.stories.reports import counted
from emberline.stories.engine.check import check
from emberline.stories.engine.document import Story
from emberline.stories.engine.playable import Playable

T = TypeVar("T")


def chosen_story(stories: Sequence[Story], title: str | None, screen: Screen) -> Story | None:
    """The story of a file to play; asked for where there are several. None: the reader left.

    Exit 2 where there is none of this title.
    """
    if title is not None:
        named = [story for story in stories if story.title.casefold() == title.casefold()]
        if not named:
            refuse(
                f"There is no such story. There are: {', '.join(each.title for each in stories)}."
            )
        return named[0]
    if len(stories) == 1:
        return stories[0]
    screen.heading("Which story?")
    return _asked(stories, lambda story: (story.title, story.description), screen)


def check_protagonist(story: Story, key: str) -> None:
    """Exit 2 where the story has nobody of this key to be."""
    if not story.protagonists:
        refuse("This story has no protagonists to choose from.")
    if key not in story.protagonists:
        refuse(f"Nobody is called {key} in this story. There are {', '.join(story.protagonists)}.")


def chosen_protagonist(playable: Playable, screen: Screen) -> str | None:
    """Who to be, in a story with protagonists; asked for where there are several. None: left."""
    protagonists = playable.story.protagonists
    if len(protagonists) == 1:
        return next(iter(protagonists))
    screen.heading("Who are you?")
    return _asked(
        list(protagonists),
        lambda each: (protagonist_name(playable, each), protagonists[each].description),
        screen,
    )


def introduce(file: Path, story: Story, screen: Screen) -> None:
    """Print what the story is about, and that it has mistakes where it has."""
    screen.heading(story.title, story.description)
    if story.author:
        screen.note(f"By {story.author}.")
    if story.content_notes:
        screen.note(f"Content notes: {'; '.join(story.content_notes)}.")
    errors = check(story).metrics.errors
    if errors:
        screen.say(
            f"This draft has {counted(errors, 'error')}, which `emberline check {file}` lists. It "
            "is played as far as it goes.",
            "yellow",
        )


def _asked(things: Sequence[T], told: Callable[[T], tuple[str, str]], screen: Screen) -> T | None:
    """The one of `things` whose number or name is typed; None where nothing is any more."""
    names = [told(each)[0] for each in things]
    screen.lines(
        f"{number}  {name}{f': {description}' if description else ''}"
        for number, (name, description) in enumerate(map(told, things), 1)
    )
    while (line := screen.ask(f"1 to {len(things)}: ")) is not None:
        typed = line.strip()
        if typed.isascii() and typed.isdigit() and 0 < int(typed[:9]) <= len(things):
            return things[int(typed[:9]) - 1]
        for name, each in zip(names, things, strict=True):
            if name.casefold() == typed.casefold():
                return each
        screen.note("Type the number in front.")
    return None
