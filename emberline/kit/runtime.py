"""What the composition built for this process; routes take from it what they hand to services."""

from dataclasses import dataclass
from typing import Annotated, cast

from fastapi import Depends
from starlette.requests import HTTPConnection

from emberline.kit.blobs import Blobs
from emberline.kit.clock import Clock
from emberline.kit.db import Database
from emberline.kit.limits import Limits
from emberline.kit.paging import Cursors
from emberline.kit.sandbox import Sandbox
from emberline.kit.signing import Signer
from emberline.settings import Settings


@dataclass(frozen=True)
class Runtime:
    """The adapters of one running server."""

    settings: Settings
    secret_key: str
    clock: Clock
    database: Database
    blobs: Blobs
    limits: Limits
    sandbox: Sandbox
    cursors: Cursors
    files_signer: Signer


def runtime_of(connection: HTTPConnection) -> Runtime:
    """The runtime of the server that this request reached."""
    return cast(Runtime, connection.app.state.runtime)


InRuntime = Annotated[Runtime, Depends(runtime_of)]
