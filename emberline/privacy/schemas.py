"""The shapes of taking one's data away and of leaving."""

from typing import Any

import msgspec

from emberline.accounts.schemas import GivenPassword
from emberline.kit.answers import UtcTime
from emberline.kit.forms import Form, example


class LeaveForGood(Form):
    """The password, as the proof that it is the person who leaves."""

    model_config = example({"password": "correct horse battery"})

    password: GivenPassword


class Export(msgspec.Struct, frozen=True):
    """Everything about one person. Each part is made by the slice that keeps it.

    A media address works for one to two hours; the files themselves are not in here.
    """

    exported_at: UtcTime
    account: dict[str, Any]
    preferences: dict[str, Any]
    sessions: list[dict[str, Any]]
    api_tokens: list[dict[str, Any]]
    people: dict[str, list[dict[str, Any]]]
    notifications: list[dict[str, Any]]
    push_subscriptions: list[dict[str, Any]]
    webhooks: list[dict[str, Any]]
    avatar_url: str | None
    clips: list[dict[str, Any]]
    clip_highlights: list[dict[str, Any]]
    clip_views: list[dict[str, Any]]
    clip_seen_marks: list[dict[str, Any]]
    clip_playbacks: list[dict[str, Any]]
    clip_reactions: list[dict[str, Any]]
    clip_replies: list[dict[str, Any]]
    clip_comments: list[dict[str, Any]]
    clip_sticker_answers: list[dict[str, Any]]
    clip_links: list[dict[str, Any]]
    stories: list[dict[str, Any]]
    story_collaborations: list[dict[str, Any]]
    story_activities: list[dict[str, Any]]
    story_presences: list[dict[str, Any]]
    story_imports: list[dict[str, Any]]
    story_review_answers: list[dict[str, Any]]
    story_suggestions: list[dict[str, Any]]
    story_plays: list[dict[str, Any]]
    story_reviews: list[dict[str, Any]]
    story_links: list[dict[str, Any]]
    story_generations: list[dict[str, Any]]
    reading: dict[str, list[dict[str, Any]]]
    reports: list[dict[str, Any]]
    media: list[dict[str, Any]]
    uploads: list[dict[str, Any]]
