"""The calls about generations."""

from fastapi import APIRouter

from emberline.generations.routes import events, files, generations

ROUTERS: tuple[APIRouter, ...] = (generations.router, events.router, files.router)
