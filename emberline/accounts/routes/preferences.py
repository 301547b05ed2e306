"""What one prefers."""

from fastapi import APIRouter
from starlette.responses import Response

from emberline.accounts.auth import InViewer
from emberline.accounts.routes.private import PrivateRoute
from emberline.accounts.rules import NOTIFICATIONS
from emberline.accounts.schemas import ChangePreferences, PreferencesAnswer
from emberline.accounts.service import preferences
from emberline.kit.answers import Envelope, documented, enveloped
from emberline.kit.runtime import InRuntime

router = APIRouter(prefix="/api/auth/preferences", tags=["accounts"], route_class=PrivateRoute)

_PREFERENCES = {
    "success": True,
    "data": {
        **preferences.DEFAULTS,
        "notifications": dict.fromkeys(NOTIFICATIONS, True),
    },
    "message": "Your preferences.",
    "timestamp": "2026-03-01T12:00:00Z",
}


@router.get("", responses=documented(Envelope[PreferencesAnswer], _PREFERENCES))
async def get_preferences(viewer: InViewer, runtime: InRuntime) -> Response:
    """The caller's preferences, with the defaults where nothing was chosen."""
    chosen = await runtime.database.read(preferences.preferences_of, viewer.user_id)
    return enveloped(chosen, "Your preferences.", runtime.clock.now())


@router.put("", responses=documented(Envelope[PreferencesAnswer], _PREFERENCES))
async def put_preferences(
    form: ChangePreferences, viewer: InViewer, runtime: InRuntime
) -> Response:
    """Change the preferences that are sent; the others stay."""
    changes = form.model_dump(exclude_unset=True)
    chosen = await runtime.database.write(preferences.change_preferences, viewer.user_id, changes)
    return enveloped(chosen, "Preferences saved.", runtime.clock.now())
