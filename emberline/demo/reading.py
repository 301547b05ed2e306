"""Puts the demo's stories in, published and read, through the services that people use."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any

from emberline.accounts.auth import Viewer
from emberline.demo.canvas import Chance
from emberline.demo.library import BOOKS, DRAFT, Book
from emberline.kit.runtime import Runtime
from emberline.stories.engine.document import Node, Puzzle
from emberline.stories.engine.playable import Playable
from emberline.stories.queries.plays import Reader
from emberline.stories.rules.part_ids import node_id
from emberline.stories.schemas.plays import AnswerPuzzle, Choose, PlayedNode
from emberline.stories.schemas.reviews import RateStory
from emberline.stories.service.playables import play_write
from emberline.stories.service.plays import turns
from emberline.stories.service.plays.beginning import Source, start
from emberline.stories.service.reviews import answer_review, rate_story
from emberline.stories.service.templates import templates
from emberline.stories.service.transfer.creating import create_story_from
from emberline.stories.service.versions.publishing import publish

# Nobody of the demo wanders for ever.
_MOVES_MOST = 120
_THINKING = timedelta(seconds=14)


async def stock(
    runtime: Runtime,
    people: Mapping[str, Viewer],
    now: datetime,
    seed: int,
    step: Callable[[], None],
) -> None:
    """Write, publish, read and rate the demo's stories; `step` is called once a story."""
    sample, author = DRAFT
    await runtime.database.write(
        create_story_from, people[author].user_id, templates()[sample], now - timedelta(hours=5)
    )
    for book in BOOKS:
        await _put_out(runtime, people, book, now, seed)
        step()


async def _put_out(
    runtime: Runtime, people: Mapping[str, Viewer], book: Book, now: datetime, seed: int
) -> None:
    database, document = runtime.database, templates()[book.sample]
    author_id, published_at = people[book.author].user_id, now - book.ago
    written_at = published_at - timedelta(days=1)
    story_id = await database.write(create_story_from, author_id, document, written_at)
    await publish(database, author_id, story_id, lambda: published_at)
    playable = Playable(document)
    for reading in book.readings:
        chance = Chance(seed, f"{book.sample} {reading.reader}")
        reader_id = people[reading.reader].user_id
        player = _Player(runtime, Reader(reader_id, None), story_id, playable, chance)
        at = await player.play(reading.moves, now - reading.ago) + _THINKING
        if reading.stars is None:
            continue
        form = RateStory(rating=reading.stars, review=reading.review)
        rated = await database.write(rate_story, reader_id, story_id, form, at)
        if reading.answer is not None:
            later = at + timedelta(hours=4)
            await database.write(
                answer_review, author_id, story_id, rated.review.id, reading.answer, later
            )


@dataclass(frozen=True)
class _Player:
    """Somebody who plays a story as people do who look around."""

    runtime: Runtime
    reader: Reader
    story_id: str
    playable: Playable
    chance: Chance

    async def play(self, moves: int | None, at: datetime) -> datetime:
        """Begin at `at` and go on to an ending, or for so many moves; when the last was made."""
        source = Source()
        begun = await play_write(
            self.runtime.database, start, self.reader, self.story_id, None, source, at
        )
        node = begun.node
        for _ in range(moves or _MOVES_MOST):
            if node.is_ending:
                break
            at += _THINKING
            taken = await self._move(node, at)
            node = taken.turn.next_node
        return at

    async def _move(self, node: PlayedNode, at: datetime) -> turns.Taken:
        database = self.runtime.database
        puzzle = self._keys[node.node_id].puzzle
        if node.puzzle is not None and puzzle is not None:
            form = AnswerPuzzle(answer=_solution(puzzle))
            return await play_write(database, turns.answer, self.reader, self.story_id, form, at)
        choices = [choice for choice in node.choices if choice.available]
        chosen = choices[int(self.chance.between(0, len(choices)))]
        choose = Choose(current_node_id=node.node_id, choice_id=chosen.choice_id)
        return await play_write(database, turns.choose, self.reader, self.story_id, choose, at)

    @cached_property
    def _keys(self) -> Mapping[str, Node]:
        return {node_id(self.story_id, key): node for key, node in self.playable.nodes.items()}


def _solution(puzzle: Puzzle) -> Any:
    """An answer that the puzzle takes."""
    if isinstance(puzzle.answers, Mapping):
        return dict(puzzle.answers)
    return list(puzzle.answers) if puzzle.kind == "order" else puzzle.answers[0]
