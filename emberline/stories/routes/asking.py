"""What the calls about drafts have in common."""

from typing import Any

from emberline.accounts.auth import Viewer
from emberline.kit.files import FileSigner
from emberline.kit.revisions import IfMatch
from emberline.kit.runtime import Runtime
from emberline.stories.service.drafts import Caller

IN_ENVELOPE: dict[str, Any] = {"success": True, "timestamp": "2026-03-01T12:00:00Z"}
"""The rest of an example's envelope, beside `data` and `message`."""

CHANGE_ERRORS = {
    403: "You may see the story, but not change this.",
    404: "No such thing, or the story is none of yours.",
    409: "Stale `If-Match`; `current` is what there is now.",
    428: "Somebody else made the last change: send `If-Match`. `current` is what there is now.",
}
"""When a change of a draft is refused."""


def caller_of(runtime: Runtime, viewer: Viewer, if_match: IfMatch | None = None) -> Caller:
    """Who asks, now."""
    now = runtime.clock.now()
    signer = FileSigner(runtime.files_signer, viewer.user_id, now)
    return Caller(viewer.user_id, signer, now, if_match)
