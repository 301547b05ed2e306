"""The routes of operations."""

from fastapi import APIRouter

from emberline.operations.routes import health, insights, pages, queue, storage
from emberline.operations.routes.pages import DOCS_ASSETS, DOCS_FOLDER

__all__ = ["DOCS_ASSETS", "DOCS_FOLDER", "router"]

router = APIRouter()
for part in (health, pages, storage, queue, insights):
    router.include_router(part.router)
