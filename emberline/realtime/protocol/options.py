"""How uvicorn is set up to serve the application."""

from typing import Any

from emberline.realtime.protocol.http import EventHttp
from emberline.realtime.protocol.socket import EventSocket
from emberline.realtime.rules import PING_SECONDS, PONG_SECONDS

UVICORN_OPTIONS: dict[str, Any] = {
    "http": EventHttp,
    "ws": EventSocket,
    "ws_ping_interval": PING_SECONDS,
    "ws_ping_timeout": PONG_SECONDS,
    # Uvicorn #1862: compression costs 44 KiB a connection, and events are short.
    "ws_per_message_deflate": False,
    "access_log": False,
    "log_config": None,
    "server_header": False,
    # Forwarded headers are read by `kit.addresses`, which knows whom to trust.
    "proxy_headers": False,
}
"""What the application needs of uvicorn, wherever it is served."""
