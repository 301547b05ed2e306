"""One person's data in this slice: to take away, and what has to be undone before they leave.

All that is theirs goes by itself with the user's row.
"""

from collections import defaultdict
from typing import Any

import msgspec
from sqlalchemy import Connection, String, and_, bindparam, cast, null, select, update

from emberline.kit.db import Identifier
from emberline.stories.models.drafts import Collaborator, Story
from emberline.stories.models.imports import ImportedStory, StoryImport
from emberline.stories.models.people import StoryActivity, StoryPresence, SuggestionUse
from emberline.stories.models.plays import Play, PlayMove
from emberline.stories.models.reviews import Review
from emberline.stories.rules.activity import ACTIONS
from emberline.stories.service.documents import load_document
from emberline.stories.service.links import links_of
from emberline.stories.service.reviews import forget_reviews_of, reviews_of
from emberline.stories.service.standings import follow_showing


def export_work(conn: Connection, user_id: str) -> dict[str, Any]:
    """The user's stories with their whole drafts, those of others on which they work, what they
    did to them, where they are in them, what they imported, what they answered to reviews, and how
    many suggestions they asked for lately; oldest first.
    """
    work = _read(conn, _WORK, user_id)
    stories = [{**row, "document": load_document(conn, row["id"])} for row in work["stories"]]
    outcomes = defaultdict(list)
    for row in conn.execute(_IMPORTED, {"of_user": user_id}).mappings():
        outcomes[row["import_id"]].append({**row, "report": msgspec.Raw(row["report"])})
    imports = [{**row, "stories": outcomes[row["id"]]} for row in work["story_imports"]]
    return {**work, "stories": stories, "story_imports": imports}


def export_reading(conn: Connection, user_id: str) -> dict[str, Any]:
    """The user's plays with every move, their reviews, and their links to stories; oldest first.

    What a play holds beyond its moves follows from them: only the server sees it.
    """
    moves = defaultdict(list)
    for row in conn.execute(_MOVES, {"of_user": user_id}).mappings():
        answer = None if row["answer"] is None else msgspec.Raw(row["answer"])
        moves[row["play_id"]].append({**row, "answer": answer})
    plays = _read(conn, _PLAYED, user_id)["story_plays"]
    return {
        "story_plays": [{**play, "moves": moves[play["id"]]} for play in plays],
        "story_reviews": reviews_of(conn, user_id),
        "story_links": links_of(conn, user_id),
    }


def forget_person(conn: Connection, user_id: str) -> None:
    """Undo what counts elsewhere, and what names them in others' logs, before their account goes.

    Their ratings count no longer, and they stand on no leaderboard.
    """
    forget_reviews_of(conn, user_id)
    follow_showing(conn, user_id, is_shown=False)
    conn.execute(_FORGET_NAMED, {"named": f'%"{user_id}"%', "about_people": _ABOUT_PEOPLE})


def _read(conn: Connection, statements: dict[str, Any], user_id: str) -> dict[str, Any]:
    return {
        name: [dict(row) for row in conn.execute(statement, {"of_user": user_id}).mappings()]
        for name, statement in statements.items()
    }


_USER = bindparam("of_user", type_=Identifier)
_WORK = {
    "stories": (
        select(
            Story.id,
            Story.title,
            Story.description,
            Story.difficulty_level,
            Story.category,
            Story.language,
            Story.tags,
            Story.content_notes,
            Story.is_published,
            Story.is_listed,
            Story.version,
            Story.created_at,
            Story.updated_at,
        )
        .where(Story.owner_id == _USER)
        .order_by(Story.id)
    ),
    "story_collaborations": (
        select(Collaborator.story_id, Collaborator.role, Collaborator.added_at)
        .where(Collaborator.user_id == _USER)
        .order_by(Collaborator.added_at, Collaborator.story_id)
    ),
    "story_activities": (
        select(
            StoryActivity.story_id,
            StoryActivity.action,
            StoryActivity.node_id,
            StoryActivity.detail,
            StoryActivity.times,
            StoryActivity.began_at,
            StoryActivity.at,
        )
        .where(StoryActivity.user_id == _USER)
        .order_by(StoryActivity.at, StoryActivity.id)
    ),
    "story_presences": (
        select(StoryPresence.story_id, StoryPresence.node_id, StoryPresence.seen_at)
        .where(StoryPresence.user_id == _USER)
        .order_by(StoryPresence.seen_at, StoryPresence.story_id)
    ),
    "story_imports": (
        select(
            StoryImport.id,
            StoryImport.status,
            StoryImport.parts,
            StoryImport.imported_count,
            StoryImport.rejected_count,
            StoryImport.error,
            StoryImport.created_at,
            StoryImport.finished_at,
        )
        .where(StoryImport.owner_id == _USER)
        .order_by(StoryImport.created_at, StoryImport.id)
    ),
    "story_review_answers": (
        select(Review.story_id, Review.id.label("review_id"), Review.answer, Review.answered_at)
        .where(Review.answered_by == _USER)
        .order_by(Review.answered_at, Review.id)
    ),
    "story_suggestions": (
        select(SuggestionUse.day, SuggestionUse.asked)
        .where(SuggestionUse.user_id == _USER)
        .order_by(SuggestionUse.day)
    ),
}
_IMPORTED = (
    select(
        ImportedStory.import_id,
        ImportedStory.file_name,
        ImportedStory.title,
        ImportedStory.status,
        ImportedStory.story_id,
        ImportedStory.report,
    )
    .join(StoryImport, StoryImport.id == ImportedStory.import_id)
    .where(StoryImport.owner_id == _USER)
    .order_by(ImportedStory.import_id, ImportedStory.file, ImportedStory.place)
)
_PLAYED = {
    "story_plays": (
        select(
            Play.id,
            Play.story_id,
            Play.version_id,
            Play.slot,
            Play.source,
            Play.source_id,
            Play.protagonist,
            Play.node_key,
            Play.seconds,
            Play.is_completed,
            Play.ending_key,
            Play.started_at,
            Play.updated_at,
        )
        .where(Play.reader_id == _USER)
        .order_by(Play.id)
    )
}
_MOVES = (
    select(
        PlayMove.play_id,
        PlayMove.number,
        PlayMove.node_key,
        PlayMove.choice_key,
        PlayMove.answer,
        PlayMove.outcome,
        PlayMove.to_key,
        PlayMove.seconds,
        PlayMove.is_undone,
        PlayMove.made_at,
    )
    .join(Play, Play.id == PlayMove.play_id)
    .where(Play.reader_id == _USER)
    .order_by(PlayMove.play_id, PlayMove.number)
)
_ABOUT_PEOPLE = [action for action, kind in ACTIONS.items() if kind == "collaborator"]
# The whole log is looked through: it has no index of whom entries are about, for they are few.
_FORGET_NAMED = (
    update(StoryActivity)
    .where(
        and_(
            StoryActivity.action.in_(bindparam("about_people", expanding=True)),
            cast(StoryActivity.detail, String).like(bindparam("named", type_=String)),
        )
    )
    .values(detail=null())
)
