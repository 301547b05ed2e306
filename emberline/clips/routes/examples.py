"""Examples for the documentation of both faces."""

from typing import Any

from emberline.clips.schemas.posting import PostClip, UploadClip

_ID = "0197a1b2-7c4e-7000-8000-0000000000c1"
_AUTHOR = "0197a1b2-7c4e-7000-8000-0000000000a1"
_VIEWER = "0197a1b2-7c4e-7000-8000-0000000000b2"
_QUERY = f"?viewer={_VIEWER}&expires=1780009200&signature=kq1uQzUuN0mPZb0m0Jq3Wg"
_FILE = f"/files/clip/{_ID}/display.webp{_QUERY}"
_THUMBNAIL = f"/files/clip/{_ID}/thumbnail.webp{_QUERY}"

CLIP: dict[str, Any] = {
    "id": _ID,
    "story_id": _ID,
    "user_id": _AUTHOR,
    "username": "mara",
    "kind": "image",
    "text": None,
    "media_url": _FILE,
    "thumbnail_url": _THUMBNAIL,
    "width": 1536,
    "height": 2048,
    "duration_seconds": None,
    "alt_text": "A lighthouse in fog",
    "caption": "Last light",
    "visibility": "FOLLOWERS",
    "created_at": "2026-03-01T12:00:00Z",
    "expires_at": "2026-03-02T12:00:00Z",
    "is_active": True,
    "status": "ready",
    "seen": False,
    "allow_replies": True,
    "allow_reactions": True,
    "allow_comments": True,
    "views_count": None,
    "audience_user_ids": None,
    "reactions_count": None,
    "my_reaction": None,
    "stickers": [],
    "origin": None,
    "failure_reason": None,
    "max_views": None,
    "story_link": None,
}
CLIPS = {"data": [CLIP], "meta": {"next_cursor": None}}
VIEW = {
    "story_id": _ID,
    "viewer_id": _VIEWER,
    "viewed_at": "2026-03-01T12:03:07Z",
    "first_view": True,
}
VIEWERS = {
    "data": [
        {
            "user_id": _VIEWER,
            "username": "jonas",
            "display_name": "Jonas",
            "avatar_url": f"/files/avatar/{_VIEWER}/0197a1b2-0000-7000-8000-00000000c0de",
            "viewed_at": "2026-03-01T12:03:07Z",
            "emoji": "\N{FIRE}",
        }
    ],
    "meta": {"next_cursor": None, "total": 1},
}

_UPLOADED = {
    "clip_id": _ID,
    "user_id": _AUTHOR,
    "file_url": _FILE,
    "caption": "Last light",
    "created_at": "2026-03-01T12:00:00Z",
    "expires_at": "2026-03-02T12:00:00Z",
    "kind": "image",
    "text": None,
    "thumbnail_url": _THUMBNAIL,
    "visibility": "PUBLIC",
}
UPLOADED = {"message": "Clip uploaded successfully", "clip": _UPLOADED}
CLIPS_OF_USER = {
    "user_id": _AUTHOR,
    "clips": [_UPLOADED],
    "count": 1,
    "meta": {"next_cursor": None},
}
FOLLOWED_CLIPS = {
    "clips": [{**_UPLOADED, "uploaded_by": "mara"}],
    "count": 1,
    "meta": {"next_cursor": None},
}
DELETED = {"message": "Clip deleted successfully"}
CLEANED_UP = {"message": "Cleanup completed", "deleted_count": 10}


def _form_schema(shape: type[PostClip | UploadClip], file: str) -> dict[str, Any]:
    schema = shape.model_json_schema()
    schema["properties"][file] = {"type": "string", "format": "binary"}
    return schema


def _inlined(schema: dict[str, Any]) -> dict[str, Any]:
    """The schema without references: an operation's body cannot hold definitions."""
    definitions = schema.pop("$defs", {})

    def resolved(node: Any) -> Any:
        if isinstance(node, dict):
            if "$ref" in node:
                return resolved(definitions[node["$ref"].rpartition("/")[2]])
            return {name: resolved(entry) for name, entry in node.items()}
        return [resolved(entry) for entry in node] if isinstance(node, list) else node

    result: dict[str, Any] = resolved(schema)
    return result


# These bodies are read by the routes themselves, one of two types: FastAPI cannot know of them.
POST_CLIP = {
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {
                "schema": _inlined(PostClip.model_json_schema()),
                "example": {"text": "Back at six. Soup is on.", "visibility": "CLOSE_FRIENDS"},
            },
            "multipart/form-data": {
                "schema": _inlined(_form_schema(PostClip, "file")),
                "example": {"caption": "Last light", "visibility": "FOLLOWERS"},
            },
        },
    }
}
UPLOAD_CLIP = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": _inlined(_form_schema(UploadClip, "clip")),
                "example": {"caption": "Last light"},
            }
        },
    }
}
