"""The calls about accounts."""

from fastapi import APIRouter

from emberline.accounts.routes import (
    administration,
    api_tokens,
    passwords,
    preferences,
    sessions,
    signing_in,
)

router = APIRouter()
for part in (signing_in, sessions, passwords, api_tokens, preferences, administration):
    router.include_router(part.router)
