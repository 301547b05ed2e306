"""The calls about notifications: the inbox, Web Push and webhooks."""

from fastapi import APIRouter

from emberline.accounts.routes.private import PrivateRoute
from emberline.notifications.routes import inbox, pushes, webhooks

router = APIRouter(tags=["notifications"], route_class=PrivateRoute)
router.include_router(inbox.router)
router.include_router(pushes.router)
router.include_router(webhooks.router)
