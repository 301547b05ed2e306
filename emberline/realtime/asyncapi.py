"""The AsyncAPI document: the two channels of realtime and every message on them."""

from collections.abc import Mapping
from functools import cache
from typing import Any

import msgspec

from emberline import __version__
from emberline.kit.answer_schemas import SCHEMA_REFERENCE
from emberline.kit.answers import encode
from emberline.realtime.rules import (
    CLOSES,
    DEVICES_MOST,
    FLOOD,
    MESSAGE_MOST_BYTES,
    NO_PONG,
    OVER,
    PING_SECONDS,
    PONG_SECONDS,
    QUEUED_MOST_BYTES,
    REPLACED,
    REPLAYED_FOR,
    REPLAYED_MOST,
    RESTART,
    SUSPENDED,
    TICKET_LIFETIME,
    TOO_LARGE,
    TOO_SLOW,
    TRY_AGAIN,
    Close,
)
from emberline.realtime.wire import MESSAGES, Message

EXAMPLES: Mapping[str, Mapping[str, Any]] = {
    "hello": {
        "epoch": "0195a3f0-7b1c-7c3e-9a54-3f2b6f0c1d00",
        "user_id": "0195a3f0-7b1c-7c3e-9a54-3f2b6f0c1d01",
    },
    "sync.lost": {},
    "story.viewed": {
        "story_id": "0195a3f0-7b1c-7c3e-9a54-3f2b6f0c1d2e",
        "viewer_id": "0195a3f0-7b1c-7c3e-9a54-3f2b6f0c1d02",
        "viewed_at": "2026-03-01T12:00:00Z",
    },
    "story.reacted": {
        "story_id": "0195a3f0-7b1c-7c3e-9a54-3f2b6f0c1d2e",
        "user_id": "0195a3f0-7b1c-7c3e-9a54-3f2b6f0c1d02",
        "emoji": "❤️",
        "reacted_at": "2026-03-01T12:00:00Z",
    },
    "story.created": {
        "story_id": "0195a3f0-7b1c-7c3e-9a54-3f2b6f0c1d2f",
        "user_id": "0195a3f0-7b1c-7c3e-9a54-3f2b6f0c1d02",
        "username": "ben",
        "kind": "image",
        "created_at": "2026-03-01T12:00:00Z",
        "expires_at": "2026-03-02T12:00:00Z",
    },
    "story.processed": {
        "story_id": "0195a3f0-7b1c-7c3e-9a54-3f2b6f0c1d2e",
        "status": "ready",
        "failure_reason": None,
    },
    "story.replied": {
        "story_id": "0195a3f0-7b1c-7c3e-9a54-3f2b6f0c1d2e",
        "reply_id": "0195a3f0-7b1c-7c3e-9a54-3f2b6f0c1d30",
        "user_id": "0195a3f0-7b1c-7c3e-9a54-3f2b6f0c1d02",
        "replied_at": "2026-03-01T12:00:00Z",
    },
    "story.commented": {
        "story_id": "0195a3f0-7b1c-7c3e-9a54-3f2b6f0c1d2e",
        "comment_id": "0195a3f0-7b1c-7c3e-9a54-3f2b6f0c1d31",
        "user_id": "0195a3f0-7b1c-7c3e-9a54-3f2b6f0c1d02",
        "commented_at": "2026-03-01T12:00:00Z",
    },
    "story.collaboration": {
        "story_id": "0195a3f0-7b1c-7c3e-9a54-3f2b6f0c1d40",
        "kind": "edit",
        "by": {"user_id": "0195a3f0-7b1c-7c3e-9a54-3f2b6f0c1d02", "username": "ben"},
        "action": "node.changed",
        "revision": 12,
        "node_id": "0195a3f0-7b1c-7c3e-9a54-3f2b6f0c1d41",
    },
    "import.progress": {
        "import_id": "0195a3f0-7b1c-7c3e-9a54-3f2b6f0c1d50",
        "status": "in_progress",
        "progress": 40,
        "imported": 410,
        "rejected": 2,
    },
    "generation.progress": {
        "id": "0197a1b2-7c4e-7000-8000-0000000000a7",
        "status": "in_progress",
        "progress": 42,
        "eta_seconds": 18,
    },
    "generation.finished": {
        "id": "0197a1b2-7c4e-7000-8000-0000000000a7",
        "status": "succeeded",
        "progress": 100,
        "eta_seconds": None,
    },
    "achievement.unlocked": {
        "key": "first-ember",
        "name": "First ember",
        "description": "Finish a story.",
        "story_id": None,
        "xp": 20,
        "unlocked_at": "2026-03-01T12:00:00Z",
    },
    "follow.created": {
        "follower_id": "0195a3f0-7b1c-7c3e-9a54-3f2b6f0c1d02",
        "username": "ben",
    },
    "notification.created": {
        "id": "0195a3f0-7b1c-7c3e-9a54-3f2b6f0c1d32",
        "type": "clip.reacted",
        "actor": {
            "user_id": "0195a3f0-7b1c-7c3e-9a54-3f2b6f0c1d02",
            "username": "ben",
            "display_name": "Ben",
            "avatar_url": None,
        },
        "clip_id": "0195a3f0-7b1c-7c3e-9a54-3f2b6f0c1d2e",
        "created_at": "2026-03-01T12:00:00Z",
        "read_at": None,
    },
}
"""The data of one message of each type."""

_ENDS: Mapping[Close, str] = {
    FLOOD: "You send too much: this connection only tells you things.",
    RESTART: "The server restarts. Come back after a random moment, with `since`.",
    REPLACED: "A newer connection of the same device took its place. Stay away.",
    OVER: "The session or token is over. Sign in again.",
    SUSPENDED: "The account is suspended.",
    NO_PONG: f"You did not answer a ping within {PONG_SECONDS:g} seconds. Come back.",
    TOO_LARGE: f"You sent a message of more than {MESSAGE_MOST_BYTES // 1024} KB.",
    TRY_AGAIN: "The server could not begin. Come back after a moment.",
    TOO_SLOW: f"You did not read: {QUEUED_MOST_BYTES // 2**20} MB waited for you. Come back.",
}

_ABOUT = f"""\
What happens to you is told at once. Every message is `{{"type","data","timestamp","id"}}`.

The first is `hello`: keep its `epoch`, and from then on the `id` of the last message. When you
come back within {REPLAYED_FOR.seconds // 60} minutes and {REPLAYED_MOST:,} events, send them as \
`since` and `epoch`: what you missed follows `hello`, once and in order. Otherwise one `sync.lost`
does: read what you show anew. What was hidden, deleted or blocked meanwhile is not told again, so
ids may leave gaps. Ignore fields and types that you do not know: more will come.

To connect, send a ticket of `POST /ws/ticket` as `ticket`, good once and for \
{TICKET_LIFETIME.seconds} seconds; or an access token or personal API token, in the `Authorization`
header or, where that cannot be set and addresses are not logged, as `token`. Without any the
answer is 401, and to a page of a foreign origin 403."""

_SOCKET = f"""\
Text frames, a message each. Whatever you send is ignored. The server pings every \
{PING_SECONDS:g} seconds.

You have one connection: a new one takes the place of the old, unless each names its device by
`client`, at most {DEVICES_MOST} of them.

| close code | what it means |
|---|---|
"""

_STREAM = """\
Server-sent events (`text/event-stream`), a message each as `data`, all of the default type. Their
`id` is `<epoch>.<id>`, which a browser sends back by itself as `Last-Event-ID`: it does what
`since` and `epoch` do. A stream takes no other connection's place. When the server ends it, the
last event is of the type `close`, and its data are `{"code","reason"}`, with the codes of `/ws`."""

_RETURNING = {
    "since": {"type": "integer", "minimum": 0, "description": "The last `id` that you were given."},
    "epoch": {"type": "string", "description": "The `epoch` of the `hello` before."},
}
_CREDENTIALS = {
    "token": {"type": "string", "description": "An access token or a personal API token."},
    "ticket": {"type": "string", "description": "A ticket of `POST /ws/ticket`."},
}
_CLIENT = {
    "type": "string",
    "pattern": "^[A-Za-z0-9._-]{0,64}$",
    "description": "Your name for this device, the same every time.",
}
_SECURITY_SCHEMES = {
    "token": {"type": "httpApiKey", "in": "query", "name": "token"},
    "ticket": {"type": "httpApiKey", "in": "query", "name": "ticket"},
    "bearer": {"type": "http", "scheme": "bearer"},
}


@cache
def asyncapi_document() -> bytes:
    """The document as JSON, AsyncAPI 3.0."""
    return encode(_document())


def _document() -> dict[str, Any]:
    messages = {_component(type): _message(type) for type in MESSAGES}
    _, schemas = msgspec.json.schema_components(
        [Message, *MESSAGES.values()], ref_template=SCHEMA_REFERENCE
    )
    return {
        "asyncapi": "3.0.0",
        "info": {"title": "Emberline realtime", "version": __version__, "description": _ABOUT},
        "defaultContentType": "application/json",
        "channels": {"socket": _socket(), "stream": _stream()},
        "operations": {
            "tellBySocket": _operation("socket"),
            "tellByStream": {
                **_operation("stream"),
                "bindings": {"http": {"method": "GET", "query": _query()}},
            },
        },
        "components": {
            "messages": messages,
            "schemas": {name: schemas[name] for name in sorted(schemas) if name != "Message"},
            "securitySchemes": _SECURITY_SCHEMES,
        },
    }


def _socket() -> dict[str, Any]:
    query = _query(client=_CLIENT)
    rows = (f"| {close.code} `{close.reason}` | {_ENDS[close]} |" for close in CLOSES)
    return {
        "address": "/ws",
        "title": "WebSocket",
        "description": _SOCKET + "\n".join(rows),
        "messages": _messages(),
        "bindings": {"ws": {"method": "GET", "query": query}},
        # For programs: the same as in the description's table.
        "x-close-codes": [
            {"code": close.code, "reason": close.reason, "description": _ENDS[close]}
            for close in CLOSES
        ],
    }


def _stream() -> dict[str, Any]:
    return {
        "address": "/events",
        "title": "Server-sent events",
        "description": _STREAM,
        "messages": _messages(),
    }


def _operation(channel: str) -> dict[str, Any]:
    return {
        "action": "send",
        "channel": {"$ref": f"#/channels/{channel}"},
        "summary": "What happens to the user who is connected.",
        "security": [
            {"$ref": f"#/components/securitySchemes/{scheme}"} for scheme in _SECURITY_SCHEMES
        ],
        "messages": [
            {"$ref": f"#/channels/{channel}/messages/{_component(type)}"} for type in MESSAGES
        ],
    }


def _query(**more: Any) -> dict[str, Any]:
    return {"type": "object", "properties": {**_CREDENTIALS, **_RETURNING, **more}}


def _messages() -> dict[str, Any]:
    names = map(_component, MESSAGES)
    return {name: {"$ref": f"#/components/messages/{name}"} for name in names}


def _message(type: str) -> dict[str, Any]:
    shape = MESSAGES[type]
    example = {
        "type": type,
        "data": EXAMPLES[type],
        "timestamp": "2026-03-01T12:00:00Z",
        "id": 17,
    }
    return {
        "name": type,
        "title": type,
        "summary": str(shape.__doc__).partition("\n")[0],
        "payload": _payload(type, shape),
        "examples": [{"payload": example}],
    }


def _payload(type: str, shape: type[msgspec.Struct]) -> dict[str, Any]:
    """The envelope's schema with what `type` says in it."""
    (_, data), schemas = msgspec.json.schema_components(
        [Message, shape], ref_template=SCHEMA_REFERENCE
    )
    envelope = schemas["Message"]
    fields = {**envelope["properties"], "type": {"type": "string", "const": type}, "data": data}
    return {"type": "object", "properties": fields, "required": envelope["required"]}


def _component(type: str) -> str:
    """`story.viewed` as a component's name. AsyncAPI allows the dot, some generators do not."""
    return type.replace(".", "_")
