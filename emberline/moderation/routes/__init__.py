"""The calls of reporters and moderators."""

from fastapi import APIRouter

from emberline.moderation.routes import evidence, queue, reports

router = APIRouter(tags=["moderation"])
for part in (reports, queue, evidence):
    router.include_router(part.router)
