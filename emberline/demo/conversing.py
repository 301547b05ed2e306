"""Has the people of the demo answer, keep, repost and share each other's clips."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import Connection

from emberline.accounts.auth import Viewer
from emberline.clips.queries.rows import ClipRow
from emberline.clips.rules.stickers import StickerType
from emberline.clips.schemas.highlights import CreateHighlight
from emberline.clips.schemas.reposts import RepostClip
from emberline.clips.schemas.stickers import AnswerSticker
from emberline.clips.service.comments import write_comment
from emberline.clips.service.highlights import create_highlight
from emberline.clips.service.links import WantedLink, make_link
from emberline.clips.service.reactions import react
from emberline.clips.service.replies import write_reply
from emberline.clips.service.reposts import repost_clip
from emberline.clips.service.stickers import answer_sticker
from emberline.clips.service.views import record_view
from emberline.demo.conversations import LINKED, REPOSTS, SAID, SHELVES, How, Said
from emberline.kit.runtime import Runtime

Clips = Mapping[str, ClipRow]
"""What was posted, by the names that the conversations use."""

People = Mapping[str, Viewer]

# Somebody looks at a clip before they answer it.
_LOOKED_BEFORE = timedelta(seconds=40)


async def converse(runtime: Runtime, people: People, clips: Clips, now: datetime) -> None:
    """Write what was said about `clips` until `now`, the oldest first; then what was kept of them.

    What is about a clip that is not among them is left out.
    """
    write = runtime.database.write
    for said in sorted(SAID, key=lambda said: -said.hours):
        if said.about in clips:
            await write(_say, people[said.by].user_id, said, clips[said.about], now)
    for name, about, hours, caption in REPOSTS:
        if about in clips:
            form, at = RepostClip(caption=caption), now - timedelta(hours=hours)
            await write(repost_clip, people[name].user_id, clips[about].id, form, None, at)
    for shelf in SHELVES:
        clip_ids = [clips[name].id for name in shelf.clips if name in clips]
        if clip_ids:
            highlight = CreateHighlight(title=shelf.title, clip_ids=clip_ids)
            await write(create_highlight, people[shelf.owner].user_id, highlight, now)
    owner, name = LINKED
    if name in clips:
        link = WantedLink(expires_in=None, max_views=None, passcode_hash=None)
        await write(make_link, people[owner].user_id, clips[name].id, link, now)


def _say(conn: Connection, viewer_id: str, said: Said, clip: ClipRow, now: datetime) -> None:
    at = now - timedelta(hours=said.hours)
    record_view(conn, viewer_id, clip.id, at - _LOOKED_BEFORE)
    match said.how:
        case How.REACTION:
            react(conn, viewer_id, clip.id, said.words, at)
        case How.COMMENT:
            write_comment(conn, viewer_id, clip.id, said.words, at)
        case How.REPLY:
            write_reply(conn, viewer_id, clip.id, said.words, at)
        case How.VOTE | How.ANSWER:
            _answer(conn, viewer_id, said, clip, at)


def _answer(conn: Connection, viewer_id: str, said: Said, clip: ClipRow, at: datetime) -> None:
    kind = StickerType.POLL if said.how is How.VOTE else StickerType.QUESTION
    sticker = next(entry for entry in clip.stickers or [] if entry["type"] == kind)
    if said.how is How.VOTE:
        form = AnswerSticker(option=sticker["options"].index(said.words))
    else:
        form = AnswerSticker(text=said.words)
    answer_sticker(conn, viewer_id, clip.id, sticker["id"], form, at)
