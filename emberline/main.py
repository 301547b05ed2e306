"""Composition: builds the adapters, puts the slices' routes together, opens and closes."""

import gc
import re
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from functools import partial

import msgspec
from fastapi import FastAPI
from sqlalchemy import Connection
from starlette.middleware.cors import CORSMiddleware
from starlette.staticfiles import StaticFiles

from emberline import __version__
from emberline.accounts import routes as accounts
from emberline.accounts.gate import Gate, open_gate
from emberline.accounts.mail import open_postbox
from emberline.accounts.service.revocations import Revoked
from emberline.accounts.service.signup import welcome_guests
from emberline.adapters import open_runtime
from emberline.clips.routes import (
    archive,
    audience,
    authors,
    clips,
    comments,
    drafts,
    edits,
    files,
    guests,
    highlights,
    insights,
    limits,
    links,
    reactions,
    replies,
    reposts,
    stickers,
    stories,
    tray,
    views,
)
from emberline.clips.service import replaying as clips_replaying
from emberline.generations import routes as generations
from emberline.kit.clock import Clock, SystemClock
from emberline.kit.dispatch import Dispatch
from emberline.kit.edge import install_edge
from emberline.kit.events import Event
from emberline.kit.logging import configure_logging
from emberline.kit.openapi import install_openapi
from emberline.kit.outbound import Outbound
from emberline.media.routes import media, tus
from emberline.moderation import routes as moderation
from emberline.notifications import routes as notifications
from emberline.operations import routes as operations
from emberline.people import routes as people
from emberline.privacy import routes as privacy
from emberline.realtime.hub import open_hub
from emberline.realtime.routes import documents, pages, socket, stream, tickets
from emberline.settings import Settings
from emberline.sharing import routes as sharing
from emberline.stories import routes as interactive
from emberline.stories.service import replaying as stories_replaying
from emberline.stories.service.plays.guests import claim
from emberline.web import routes as web
from emberline.worker import hand_on, running_jobs, served_kinds

# In the order of how often they are called: routes are looked through one after the other.
ROUTERS = (
    stories.router,
    tray.router,
    views.router,
    files.router,
    limits.router,
    drafts.router,
    archive.router,
    authors.router,
    edits.router,
    reposts.router,
    highlights.router,
    reactions.router,
    replies.router,
    comments.router,
    stickers.router,
    insights.router,
    audience.router,
    clips.router,
    links.router,
    guests.router,
    *interactive.ROUTERS,
    *generations.ROUTERS,
    sharing.router,
    media.router,
    tus.router,
    people.router,
    moderation.router,
    notifications.router,
    socket.router,
    stream.router,
    tickets.router,
    documents.router,
    pages.router,
    accounts.router,
    privacy.router,
    operations.router,
    web.router,
)

TAGS = {
    "clips": "Posts that fade: posted, seen, answered and kept.",
    "clips (older clients)": "The same clips, as clients of the older face know them.",
    "guest links": "Links that show a clip to people without an account.",
    "sharing": "Stories passed on, and what the people one follows do with them.",
    "files": "The bytes of clips and stories, at signed addresses.",
    "media": "Pictures, videos and sounds that one has uploaded, whole or in pieces.",
    "catalogue": "Published stories: listed, searched, recommended.",
    "reviews": "What readers say of stories, and what their authors answer.",
    "authoring": "Stories as they are written: their nodes, choices, whole documents and flow.",
    "versions": "Stories checked, tried out, published, compared and restored.",
    "story people": "Who works on a story together, where they are in it, what they did.",
    "plays": "Playing a story: choices, puzzles, saved games.",
    "reading": "What readers have earned: figures, achievements, streaks, leaderboards.",
    "generations": "Stories as audiobooks, EPUBs, playable files and PDFs.",
    "people": "Profiles, who follows whom, blocks, mutes and close friends.",
    "moderation": "Reports, and what moderators do about them.",
    "notifications": "What one is told, in the inbox, by Web Push and through webhooks.",
    "realtime": "What happens, as it happens: over a WebSocket or as server-sent events.",
    "accounts": "Signing up and in, sessions, passwords, API tokens, preferences.",
    "privacy": "Taking one's data away, and leaving.",
    "administration": "Users, jobs, storage and figures, for administrators.",
    "operations": "Whether the server is alive and ready, and its metrics.",
}

# The calls whose forms hold a file.
FILE_PATHS = frozenset(
    {"/stories", "/api/clips/upload", "/media", "/api/admin/stories/bulk-import"}
)
# Those that take pieces of one, each and below it.
PIECE_PATHS = frozenset({"/media/tus"})
# Those whose JSON is a whole story.
DOCUMENT_PATHS = re.compile(r"/api/admin/stories/[^/]+/document")


def create_app(
    settings: Settings, clock: Clock | None = None, outbound: Outbound | None = None
) -> FastAPI:
    """The ASGI application. Its lifespan opens what `settings` name and closes it again."""
    app = FastAPI(
        title="Emberline",
        version=__version__,
        summary="The self-hosted home for stories: those that fade and those that branch.",
        lifespan=_lifespan,
        redirect_slashes=False,
        docs_url=None,
        openapi_tags=[{"name": name, "description": text} for name, text in TAGS.items()],
        redoc_url=None,
        # Asked of the environment at each request, which took as long as finding the route.
        telemetry={"tracing": False, "metrics": False, "logs": False},
    )
    app.state.settings = settings
    app.state.clock = clock or SystemClock()
    app.state.outbound = outbound
    app.state.owns_process = False
    install_edge(app, file_paths=FILE_PATHS, piece_paths=PIECE_PATHS, document_paths=DOCUMENT_PATHS)
    if settings.allowed_origins:
        # Outside of the edge, so that pages can read its refusals too.
        _allow_origins(app, settings.allowed_origins)
    install_openapi(app)
    welcome_guests(claim)
    # As they are: `include_router` would build each of them once more for each application.
    for router in ROUTERS:
        app.router.routes.extend(router.routes)
    app.router.routes.insert(0, Dispatch(app.router.routes))
    app.mount(operations.DOCS_ASSETS, StaticFiles(directory=operations.DOCS_FOLDER))
    web.install_site(app)
    return app


def _allow_origins(app: FastAPI, origins: tuple[str, ...]) -> None:
    """Let pages of foreign origins read answers; requests carry tokens, never cookies.

    `X-Refresh-Token` is not among the headers: only the app's own page works by the cookie.
    """
    app.add_middleware(
        CORSMiddleware,
        allow_origins=origins,
        allow_methods=["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"],
        allow_headers=[
            "Authorization",
            "Content-Type",
            "Idempotency-Key",
            "If-Match",
            "If-None-Match",
            "Last-Event-ID",
            "Range",
            "Tus-Resumable",
            "Upload-Checksum",
            "Upload-Length",
            "Upload-Metadata",
            "Upload-Offset",
            "X-API-Key",
            "X-Passcode",
            "X-Play-Token",
        ],
        expose_headers=[
            "Content-Disposition",
            "Content-Range",
            "ETag",
            "Location",
            "Media-Id",
            "RateLimit-Limit",
            "RateLimit-Remaining",
            "RateLimit-Reset",
            "Retry-After",
            "Tus-Checksum-Algorithm",
            "Tus-Extension",
            "Tus-Max-Size",
            "Tus-Resumable",
            "Tus-Version",
            "Upload-Expires",
            "Upload-Length",
            "Upload-Metadata",
            "Upload-Offset",
            "X-Export-Findings",
            "X-Request-ID",
        ],
        max_age=3600,
    )


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    async with (
        open_runtime(app.state.settings, app.state.clock, app.state.outbound) as runtime,
        open_gate(runtime.secret_key, runtime.clock, runtime.database) as gate,
        open_postbox(app),
        running_jobs(runtime, served_kinds(runtime.settings), partial(hand_on, runtime.bus)),
        open_hub(runtime.database, runtime.clock, runtime.bus, _still_in_sight) as hub,
    ):
        runtime.bus.subscribe(partial(_refuse, gate))
        gate.on_revoked(hub.take_revoked)
        app.state.runtime = runtime
        app.state.gate = gate
        app.state.hub = hub
        if app.state.owns_process:
            # What is loaded now stays: looking at all of it again stopped the loop for half a
            # second at a time, with thousands connected.
            gc.collect()
            gc.freeze()
        yield


def _still_in_sight(
    conn: Connection, user_id: str, events: Sequence[Event], now: datetime
) -> list[Event]:
    """Those of the user's events of which every slice says that they may still be told."""
    left = stories_replaying.still_in_sight(conn, user_id, events, now)
    return clips_replaying.still_in_sight(conn, user_id, left, now)


def _refuse(gate: Gate, message: msgspec.Struct) -> None:
    """Tell the gate what was revoked, before it finds it in the table."""
    if isinstance(message, Revoked):
        gate.take(message)


def app_from_environment() -> FastAPI:
    """The application as `emberline serve` runs it, in each of its processes."""
    settings = Settings()
    configure_logging(settings.log)
    app = create_app(settings)
    app.state.owns_process = True
    return app
