"""The calls about shared stories."""

from fastapi import APIRouter

from emberline.sharing.routes import feed, links, shares

router = APIRouter(tags=["sharing"])
for part in (shares, feed, links):
    router.include_router(part.router)
