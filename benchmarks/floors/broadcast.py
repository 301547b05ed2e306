"""The least that a broadcast can cost in Python: one system call a delivery, in a plain loop.

Also what shows how much the measuring clients can take. Nothing waits for a slow reader here: a
socket that cannot take a message whole ends the server.
"""

import base64
import hashlib
import re
import selectors
import socket
import sys

from benchmarks.support.listener import text_frame

_KEY = re.compile(rb"\r\nsec-websocket-key: *([^\r]+)", re.IGNORECASE)
_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
_MAGIC = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
_DONE = b"HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n"
_UPGRADED = (
    b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    b"Sec-WebSocket-Accept: %b\r\n\r\n"
)


def main(port: int) -> None:
    """Serve on `port` until the end."""
    waiting = selectors.DefaultSelector()
    listening = socket.create_server(("127.0.0.1", port), backlog=1024)
    waiting.register(listening, selectors.EVENT_READ)
    sockets: list[socket.socket] = []
    while True:
        for key, _ in waiting.select():
            if key.fileobj is listening:
                accepted, _ = listening.accept()
                waiting.register(accepted, selectors.EVENT_READ)
            else:
                assert isinstance(key.fileobj, socket.socket)
                if not _serve(key.fileobj, sockets):
                    waiting.unregister(key.fileobj)
                    key.fileobj.close()


def _serve(connection: socket.socket, sockets: list[socket.socket]) -> bool:
    """Take one request; False when the connection ended."""
    try:
        request = connection.recv(65_536)
    except ConnectionResetError:
        request = b""
    if not request:
        if connection in sockets:
            sockets.remove(connection)
        return False
    head, _, body = request.partition(b"\r\n\r\n")
    if key := _KEY.search(head):
        accepted = base64.b64encode(hashlib.sha1(key[1] + _MAGIC).digest())
        connection.sendall(_UPGRADED % accepted)
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        sockets.append(connection)
    elif length := _LENGTH.search(head):
        while len(body) < int(length[1]):
            body += connection.recv(65_536)
        _broadcast(text_frame(body), sockets)
        connection.sendall(_DONE)
    return True


def _broadcast(frame: bytes, sockets: list[socket.socket]) -> None:
    for each in sockets:
        assert each.send(frame) == len(frame)


if __name__ == "__main__":
    main(int(sys.argv[1]))
