"""The calls about accounts."""

from fastapi import APIRouter

from emberline.accounts.mail import open_postbox
from emberline.accounts.routes import (
    administration,
    api_tokens,
    passwords,
    preferences,
    sessions,
    signing_in,
)

router = APIRouter(lifespan=open_postbox)
for part in (signing_in, sessions, passwords, api_tokens, preferences, administration):
    router.include_router(part.router)
