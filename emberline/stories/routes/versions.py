"""Checking, publishing and versions of stories, and playtests of drafts."""

import asyncio
import zlib
from functools import partial
from typing import Annotated, Any

import msgspec
from fastapi import APIRouter, Path, Query
from sqlalchemy import Connection
from starlette.responses import Response

from emberline.accounts.auth import InOptionalViewer, InViewer
from emberline.kit.answers import (
    Envelope,
    EnvelopedPage,
    documented,
    enveloped,
    listed_in_envelope,
)
from emberline.kit.files import FileSigner
from emberline.kit.idempotency import InIdempotency
from emberline.kit.ids import Id
from emberline.kit.paging import DEFAULT_LIMIT, CursorText, Limit, PageRequest
from emberline.kit.revisions import InIfMatch, etag
from emberline.kit.runtime import InRuntime
from emberline.stories.engine.check.report import CheckReport
from emberline.stories.queries.versions import VersionPlace, VersionRow
from emberline.stories.routes import version_examples as examples
from emberline.stories.routes.play_examples import STARTED, in_envelope
from emberline.stories.rules.diff import NodePlace
from emberline.stories.schemas import versions as wire
from emberline.stories.schemas.plays import StartedPlay
from emberline.stories.service.playables import with_playables
from emberline.stories.service.plays.beginning import begin_playtest
from emberline.stories.service.plays.showing import for_its_people
from emberline.stories.service.versions import (
    checking,
    comparing,
    listing,
    playtesting,
    publishing,
    restoring,
)

router = APIRouter(tags=["versions"])

_ADMIN = "/api/admin/stories/{story_id}"
_VERSIONS = "story versions"
_DIFF = "story diff"
_NO_VERSION = "No such version, or the story is none of yours."

InNumber = Annotated[
    int, Path(ge=1, le=wire.MOST_NUMBER, description="The number of a published version.")
]
_Side = Annotated[str, Query(pattern=r"^(draft|[1-9]\d{0,8})$", description="A number or `draft`.")]
InFrom = Annotated[_Side, Query(alias="from")]
InTo = Annotated[_Side, Query(alias="to")]


@router.get(
    "/api/stories/{story_id}/validate",
    responses=documented(Envelope[CheckReport], in_envelope(examples.REPORT, "Checked.")),
)
async def validate_story(runtime: InRuntime, viewer: InOptionalViewer, story_id: Id) -> Response:
    """Check a story: the draft for its people, for all others what is published. Open to all."""
    viewer_id = None if viewer is None else viewer.user_id
    report = await checking.validate(runtime.database, viewer_id, story_id)
    return enveloped(report, "Checked.", runtime.clock.now())


@router.put(
    _ADMIN + "/publish",
    responses=documented(
        Envelope[wire.Publication],
        in_envelope(examples.PUBLICATION, "Published."),
        errors={
            403: "Only owners publish.",
            409: "The draft has errors, told in `report`; or it is being edited right now.",
        },
    ),
)
async def publish_story(
    runtime: InRuntime,
    viewer: InViewer,
    story_id: Id,
    form: wire.Publish,
    dry_run: Annotated[bool, Query(description="Only tell what would happen.")] = False,
) -> Response:
    """Publish the draft as the next version, or take the story back.

    `dry_run` tells what becomes of the plays that are under way: they stay on their version until
    their readers move them. A draft that is as the newest version makes no new one.
    """
    database, user_id = runtime.database, viewer.user_id
    if not form.is_published:
        shown = await database.write(
            publishing.take_back, user_id, story_id, runtime.clock.now(), is_rehearsal=dry_run
        )
        message = "Taken back."
    elif dry_run:
        shown = await publishing.rehearse(database, user_id, story_id)
        message = "Nothing was changed."
    else:
        shown = await publishing.publish(database, user_id, story_id, runtime.clock.now)
        message = "Published."
    return enveloped(shown, message, runtime.clock.now())


@router.get(
    _ADMIN + "/versions",
    responses=documented(
        EnvelopedPage[list[wire.Version]],
        {**in_envelope([examples.VERSION], "Versions."), "meta": {"next_cursor": None}},
    ),
)
async def list_versions(
    runtime: InRuntime,
    viewer: InViewer,
    story_id: Id,
    limit: Limit = DEFAULT_LIMIT,
    cursor: CursorText = None,
) -> Response:
    """The published versions of a story of yours, the newest first."""
    name = f"{_VERSIONS} {story_id}"
    asked = PageRequest(limit, runtime.cursors.read(name, cursor, VersionPlace))
    page = await runtime.database.read(listing.list_versions, viewer.user_id, story_id, asked)
    shown = [_shown(row) for row in page.rows]
    return listed_in_envelope(runtime, name, shown, page.next, "Versions.")


@router.get(
    _ADMIN + "/versions/{number}",
    responses=documented(
        Envelope[wire.Version],
        in_envelope(examples.VERSION, "A version."),
        errors={404: _NO_VERSION},
    ),
)
async def read_version(
    runtime: InRuntime,
    viewer: InViewer,
    story_id: Id,
    number: InNumber,
    document: Annotated[bool, Query(description="With the whole document.")] = False,
) -> Response:
    """One published version, which is for ever as it was."""
    found = await runtime.database.read(
        listing.one_version, viewer.user_id, story_id, number, with_document=document
    )
    stored = found.document
    text = None if stored is None else await asyncio.to_thread(zlib.decompress, stored)
    return enveloped(_shown(found.row, text), "A version.", runtime.clock.now())


@router.post(
    _ADMIN + "/versions/{number}/restore",
    responses=documented(
        Envelope[wire.Restored],
        in_envelope(examples.RESTORED, "The draft is as this version was."),
        errors={
            404: _NO_VERSION,
            409: "The draft was changed since; `current` is the document as it is now.",
            428: "Somebody else made the last change: send its ETag as `If-Match`.",
        },
    ),
)
async def restore_version(
    runtime: InRuntime, viewer: InViewer, story_id: Id, number: InNumber, if_match: InIfMatch
) -> Response:
    """Let the draft be what a version was. What readers have stays until you publish."""
    now = runtime.clock.now()
    restored = await restoring.restore(
        runtime.database, viewer.user_id, story_id, number, if_match, now
    )
    answer = enveloped(restored, "The draft is as this version was.", now)
    answer.headers.update(etag(restored.revision))
    return answer


@router.get(
    _ADMIN + "/diff",
    responses=documented(
        EnvelopedPage[wire.Diff],
        {**in_envelope(examples.DIFF, "What differs."), "meta": {"next_cursor": None}},
        errors={404: _NO_VERSION},
    ),
)
async def diff_versions(
    runtime: InRuntime,
    viewer: InViewer,
    story_id: Id,
    before: InFrom,
    after: InTo,
    limit: Limit = DEFAULT_LIMIT,
    cursor: CursorText = None,
) -> Response:
    """How two versions, or a version and the draft, differ: node by node, with both texts.

    The nodes come by pages; totals and the story's own fields are the same on each. A page whose
    texts are long holds fewer than `limit`.
    """
    name = f"{_DIFF} {story_id} {before} {after}"
    asked = PageRequest(limit, runtime.cursors.read(name, cursor, NodePlace))
    sides = comparing.Sides(before, after)
    page = await comparing.diff(runtime.database, viewer.user_id, story_id, sides, asked)
    (shown,) = page.rows
    return listed_in_envelope(runtime, name, shown, page.next, "What differs.")


@router.post(
    _ADMIN + "/playtest",
    status_code=201,
    responses=documented(
        Envelope[StartedPlay],
        in_envelope({**STARTED, "version": None}, "A playtest of the draft."),
        status=201,
        errors={400: "A node, variable or value that the draft does not have."},
    ),
)
async def playtest_draft(
    runtime: InRuntime,
    viewer: InViewer,
    idempotency: InIdempotency,
    story_id: Id,
    form: wire.Playtest,
) -> Response:
    """Play the draft as it is now, from any node, with any values and dice you choose.

    A draft with errors plays as far as it goes. A playtest goes a day after its last move.
    """
    now, user_id, database = runtime.clock.now(), viewer.user_id, runtime.database
    draft = await playtesting.snapshot(database, user_id, story_id, form.node_id, now)
    seed = None if form.seed is None else form.seed.lower().zfill(32)
    signer = FileSigner(runtime.files_signer, user_id, now)

    def begin(conn: Connection) -> Any:
        shown = begin_playtest(
            conn,
            user_id,
            story_id,
            draft.version_id,
            node_key=draft.node_key,
            variables=form.variables,
            seed=seed,
            now=now,
        )
        node = for_its_people(shown.node, story_id, signer)
        shown = msgspec.structs.replace(shown, node=node)
        return Envelope(True, shown, "A playtest of the draft.", now)

    sent = ["playtest", story_id, form.model_dump(mode="json")]
    return await with_playables(database, partial(idempotency.create, user_id, sent, begin))


def _shown(row: VersionRow, document: bytes | None = None) -> wire.Version:
    freezer = None
    if row.frozen_by is not None and row.username is not None:
        freezer = wire.Freezer(row.frozen_by, row.username)
    return wire.Version(
        version=row.number,
        nodes_count=row.nodes_count,
        endings_count=row.endings_count,
        words=row.words,
        published_at=row.frozen_at,
        published_by=freezer,
        document=msgspec.UNSET if document is None else msgspec.Raw(document),
    )
