"""The documentation of realtime for programs."""

from typing import Any

from fastapi import APIRouter
from starlette.responses import Response

from emberline.realtime.asyncapi import asyncapi_document

router = APIRouter(tags=["realtime"])

_DOCUMENTED: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The AsyncAPI 3.0 document.",
        "content": {
            "application/json": {
                "schema": {"type": "object", "additionalProperties": True},
                "example": {"asyncapi": "3.0.0", "info": {}, "channels": {}, "operations": {}},
            }
        },
    }
}


@router.get("/asyncapi.json", responses=_DOCUMENTED)
async def read_asyncapi() -> Response:
    """Every message of `/ws` and `/events`, as an AsyncAPI document. Open to all."""
    return Response(asyncapi_document(), media_type="application/json")
