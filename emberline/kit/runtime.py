"""What the composition built for this process; routes take from it what they hand to services."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, cast

from fastapi import Depends
from starlette.requests import HTTPConnection

from emberline.kit.blobs import Blobs
from emberline.kit.bus import Bus
from emberline.kit.clock import Clock
from emberline.kit.db import Database
from emberline.kit.limits import Limits
from emberline.kit.outbound import Outbound
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
    bus: Bus
    sandbox: Sandbox
    outbound: Outbound
    cursors: Cursors
    files_signer: Signer

    @property
    def scratch(self) -> Path:
        """The folder, made when missing, for files that no crash needs to survive."""
        folder = self.settings.data_dir.absolute() / "scratch"
        folder.mkdir(mode=0o700, exist_ok=True)
        return folder


def runtime_of(connection: HTTPConnection) -> Runtime:
    """The runtime of the server that this request reached."""
    return cast(Runtime, connection.app.state.runtime)


async def _runtime(connection: HTTPConnection) -> Runtime:
    # Asynchronous, because FastAPI would run a plain function in a thread: 100 µs a request.
    return runtime_of(connection)


InRuntime = Annotated[Runtime, Depends(_runtime)]
