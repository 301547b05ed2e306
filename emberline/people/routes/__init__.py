"""The calls of people."""

from fastapi import APIRouter

from emberline.people.routes import boundaries, close_friends, follows, profiles, users

router = APIRouter(tags=["people"])
for part in (profiles, users, follows, boundaries, close_friends):
    router.include_router(part.router)
