"""Changes to a clip after it was posted."""

from fastapi import APIRouter
from starlette.responses import Response

from emberline.accounts.auth import InViewer
from emberline.clips.routes import examples
from emberline.clips.routes.present import Presenter
from emberline.clips.schemas.clips import Clip
from emberline.clips.schemas.edits import EditClip
from emberline.clips.service.edits import edit_clip as change
from emberline.kit.answers import answer, documented
from emberline.kit.ids import Id
from emberline.kit.runtime import InRuntime

router = APIRouter(prefix="/stories", tags=["clips"])


@router.patch("/{clip_id}", responses=documented(Clip, examples.CLIP))
async def edit_clip(runtime: InRuntime, viewer: InViewer, clip_id: Id, form: EditClip) -> Response:
    """Change words, audience and switches of your clip; a draft and an expired one too.

    Only what you send changes. Whom it is no longer meant for sees it no more at once.
    """
    now = runtime.clock.now()
    page = await runtime.database.write(change, viewer.user_id, clip_id, form, now)
    return answer(Presenter(runtime, viewer.user_id, now).page(page)[0])
