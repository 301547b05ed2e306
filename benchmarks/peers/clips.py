"""The feed and the view as FastAPI's and SQLAlchemy's guides write such calls.

SQLAlchemy's guides: "Asynchronous I/O" (AsyncSession, `expire_on_commit=False`), "Relationship
Loading Techniques" (`selectinload`), "ORM-Enabled INSERT" (upserts with `returning`).
"""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import APIRouter, HTTPException, Query
from sqlalchemy import ColumnElement, ScalarSelect, and_, exists, func, or_, select, tuple_
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased, selectinload

from benchmarks.peers.dependencies import CurrentUserId, NowDep, SessionDep, StateDep
from benchmarks.peers.models import (
    Block,
    Clip,
    ClipAudience,
    ClipReaction,
    ClipView,
    CloseFriend,
    EventCounter,
    Follow,
    Hide,
    Mute,
    OutboxEvent,
    SeenMark,
    User,
)
from benchmarks.peers.schemas import ClipOut, ClipPage, MetaOut, OriginOut, ViewOut
from emberline.kit.files import FileSigner
from emberline.kit.paging import Position

router = APIRouter(prefix="/stories")


@router.get("", response_model=ClipPage)
async def list_feed(  # noqa: PLR0917 (FastAPI hands over one argument for each part)
    session: SessionDep,
    state: StateDep,
    user_id: CurrentUserId,
    now: NowDep,
    scope: Literal["all", "following"] = "all",
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
    cursor: Annotated[str | None, Query(max_length=300)] = None,
) -> ClipPage:
    """The active clips that the caller may see, newest first."""
    statement = (
        select(Clip, seen_by(user_id).label("seen"), reaction_of(user_id).label("reaction"))
        .options(selectinload(Clip.author), selectinload(Clip.origin).selectinload(Clip.author))
        .where(
            active(Clip, now),
            visible_to(Clip, user_id),
            origin_visible_to(user_id, now),
            Clip.author_id.not_in(unwanted_by(user_id)),
        )
        .order_by(Clip.published_at.desc(), Clip.id.desc())
        .limit(limit + 1)
    )
    if scope == "following":
        statement = statement.where(followed_by(Clip, user_id))
    after = state.cursors.read("feed", cursor)
    if after is not None:
        statement = statement.where(tuple_(Clip.published_at, Clip.id) < tuple_(after.at, after.id))
    rows = (await session.execute(statement)).all()
    signer = FileSigner(state.files_signer, user_id, now)
    shown = rows[:limit]
    next_cursor = None
    if len(rows) > limit:
        last = shown[-1].Clip
        next_cursor = state.cursors.write("feed", Position(last.published_at, last.id))
    return ClipPage(
        data=[clip_out(clip, seen, reaction, signer, now) for clip, seen, reaction in shown],
        meta=MetaOut(next_cursor=next_cursor),
    )


@router.post("/{clip_id}/view", response_model=ViewOut)
async def record_view(
    clip_id: UUID, session: SessionDep, user_id: CurrentUserId, now: NowDep
) -> ViewOut:
    """Say that the caller has seen a clip; its author is told the first time."""
    statement = select(Clip).where(
        Clip.id == str(clip_id),
        active(Clip, now),
        visible_to(Clip, user_id),
        origin_visible_to(user_id, now),
    )
    clip = await session.scalar(statement)
    if clip is None:
        raise HTTPException(status_code=404, detail="Clip not found")
    view = ViewOut(story_id=clip.id, viewer_id=user_id, viewed_at=now, first_view=False)
    if clip.author_id == user_id:
        return view
    if not await insert_view(session, clip.id, user_id, now):
        first = await session.get_one(ClipView, (clip.id, user_id))
        return view.model_copy(update={"viewed_at": first.viewed_at})
    number = await next_number(session, clip.author_id)
    data = view.model_dump(mode="json", exclude={"first_view"})
    session.add(
        OutboxEvent(
            user_id=clip.author_id, id=number, type="story.viewed", data=data, created_at=now
        )
    )
    await session.commit()
    return view.model_copy(update={"first_view": True})


def active(clip: type[Clip], now: datetime) -> ColumnElement[bool]:
    """Published, not expired and not held."""
    return and_(
        clip.archived_at.is_(None),
        clip.held_at.is_(None),
        clip.published_at <= now,
        clip.expires_at > now,
    )


def followed_by(clip: type[Clip], user_id: str) -> ColumnElement[bool]:
    """Of somebody whom the user follows."""
    return exists().where(Follow.follower_id == user_id, Follow.followee_id == clip.author_id)


def visible_to(clip: type[Clip], user_id: str) -> ColumnElement[bool]:
    """Meant for the user, by somebody who neither blocked nor hid from them, nor was blocked."""
    close = exists().where(CloseFriend.owner_id == clip.author_id, CloseFriend.friend_id == user_id)
    named = exists().where(ClipAudience.clip_id == clip.id, ClipAudience.user_id == user_id)
    meant = or_(
        clip.visibility == "PUBLIC",
        and_(clip.visibility == "FOLLOWERS", followed_by(clip, user_id)),
        and_(clip.visibility == "CLOSE_FRIENDS", close),
        and_(clip.visibility == "CUSTOM", named),
    )
    blocked = exists().where(
        or_(
            and_(Block.blocker_id == user_id, Block.blocked_id == clip.author_id),
            and_(Block.blocker_id == clip.author_id, Block.blocked_id == user_id),
        )
    )
    hidden = exists().where(Hide.owner_id == clip.author_id, Hide.viewer_id == user_id)
    viewed = exists().where(ClipView.clip_id == clip.id, ClipView.viewer_id == user_id)
    views = select(func.count()).where(ClipView.clip_id == clip.id).scalar_subquery()
    left = or_(clip.max_views.is_(None), viewed, views < clip.max_views)
    shown = and_(clip.status == "ready", clip.author.has(User.suspended_at.is_(None)), left)
    return or_(clip.author_id == user_id, and_(shown, meant, ~blocked, ~hidden))


def origin_visible_to(user_id: str, now: datetime) -> ColumnElement[bool]:
    """No repost, or one of a clip that the user may see."""
    origin = aliased(Clip)
    seen = exists().where(
        origin.id == Clip.origin_id, active(origin, now), visible_to(origin, user_id)
    )
    return or_(Clip.origin_id.is_(None), seen)


def seen_by(user_id: str) -> ColumnElement[bool]:
    """Viewed, or at or before the place that the user has marked."""
    viewed = exists().where(ClipView.clip_id == Clip.id, ClipView.viewer_id == user_id)
    marked = exists().where(
        SeenMark.viewer_id == user_id,
        SeenMark.author_id == Clip.author_id,
        tuple_(SeenMark.up_to_at, SeenMark.up_to_id) >= tuple_(Clip.published_at, Clip.id),
    )
    return or_(viewed, marked)


def reaction_of(user_id: str) -> ScalarSelect[str]:
    """The user's reaction to the clip."""
    theirs = ClipReaction.clip_id == Clip.id, ClipReaction.user_id == user_id
    return select(ClipReaction.emoji).where(*theirs).scalar_subquery()


def unwanted_by(user_id: str) -> ScalarSelect[str]:
    """Whom the user muted."""
    return select(Mute.muted_id).where(Mute.muter_id == user_id).scalar_subquery()


async def insert_view(session: AsyncSession, clip_id: str, user_id: str, now: datetime) -> bool:
    """Whether this is the user's first view of the clip."""
    statement = (
        _insert(session)(ClipView)
        .values(clip_id=clip_id, viewer_id=user_id, viewed_at=now)
        .on_conflict_do_nothing()
        .returning(ClipView.clip_id)
    )
    return await session.scalar(statement) is not None


async def next_number(session: AsyncSession, user_id: str) -> int:
    """The user's next event number; the counter's row stays locked until the commit."""
    statement = _insert(session)(EventCounter).values(user_id=user_id, last=1, is_watched=False)
    statement = statement.on_conflict_do_update(
        index_elements=[EventCounter.user_id], set_={"last": EventCounter.last + 1}
    )
    number: int = (await session.scalars(statement.returning(EventCounter.last))).one()
    return number


def _insert(session: AsyncSession) -> Any:
    dialect = session.get_bind().dialect.name
    return postgresql.insert if dialect == "postgresql" else sqlite.insert


def clip_out(
    clip: Clip, seen: bool, reaction: str | None, signer: FileSigner, now: datetime
) -> ClipOut:
    """The clip as its viewer sees it."""
    media_url = thumbnail_url = None
    if clip.media_id is not None and clip.status == "ready":
        base = f"/files/clip/{clip.id}"
        query = signer.query(base)
        media_url = f"{base}/display.webp{query}"
        thumbnail_url = f"{base}/thumbnail.webp{query}"
    return ClipOut(
        id=clip.id,
        story_id=clip.id,
        user_id=clip.author_id,
        username=clip.author.username,
        kind=clip.kind,
        text=clip.text,
        media_url=media_url,
        thumbnail_url=thumbnail_url,
        width=clip.width,
        height=clip.height,
        duration_seconds=clip.duration_seconds,
        alt_text=clip.alt_text,
        caption=clip.caption,
        visibility=clip.visibility,
        created_at=clip.published_at,
        expires_at=clip.expires_at,
        is_active=clip.published_at <= now < clip.expires_at,
        status=clip.status,
        seen=seen,
        allow_replies=clip.allow_replies,
        allow_reactions=clip.allow_reactions,
        allow_comments=clip.allow_comments,
        views_count=None,
        audience_user_ids=None,
        my_reaction=reaction,
        stickers=clip.stickers or [],
        origin=origin_out(clip.origin),
    )


def origin_out(origin: Clip | None) -> OriginOut | None:
    """The clip that a repost shows."""
    if origin is None:
        return None
    return OriginOut(
        id=origin.id,
        story_id=origin.id,
        user_id=origin.author_id,
        username=origin.author.username,
        caption=origin.caption,
    )
