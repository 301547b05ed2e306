"""A way to a server that breaks off where a test wants it to."""

import contextlib
import socket
import struct
import threading
from types import TracebackType
from urllib.parse import urlsplit

_READ_AT_ONCE = 64 * 1024
# Closed with this, a socket is reset: what was still to be sent is thrown away.
_RESET = struct.pack("ii", 1, 0)


class CuttingProxy:
    """Passes connections on to `target`; each one longer than `cuts[0]` bytes upwards is cut there.

    A cut that was made is taken from `cuts`; without cuts everything passes, unless it `is_down`.
    """

    def __init__(self, target: str) -> None:
        parts = urlsplit(target)
        self._target = (str(parts.hostname), int(parts.port or 80))
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listening.getsockname()[1]}"
        self.cuts: list[int] = []
        self.made = 0
        self.is_down = False
        self._open: set[socket.socket] = set()
        self._threads: list[threading.Thread] = []

    def __enter__(self) -> "CuttingProxy":
        self._run(self._accept)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        # A socket that another thread waits in is only woken by this.
        self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        for each in list(self._open):
            self._end(each)
        for thread in list(self._threads):
            thread.join(10)

    def break_down(self) -> None:
        """Cut every connection now, and every new one while it `is_down`."""
        self.is_down = True
        for each in list(self._open):
            self._end(each, reset=True)

    def _run(self, work: object, *arguments: object) -> None:
        assert callable(work)
        thread = threading.Thread(target=work, args=arguments, name="proxy")
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                near, _ = self._listening.accept()
                if self.is_down:
                    near.close()
                    continue
                far = socket.create_connection(self._target)
                self._open |= {near, far}
                self._run(self._pass_up, near, far)
                self._run(self._pass_down, far, near)

    def _pass_up(self, near: socket.socket, far: socket.socket) -> None:
        passed = 0
        with contextlib.suppress(OSError):
            while chunk := near.recv(_READ_AT_ONCE):
                if self.cuts and passed + len(chunk) >= self.cuts[0]:
                    far.sendall(chunk[: self.cuts.pop(0) - passed])
                    self.made += 1
                    break
                far.sendall(chunk)
                passed += len(chunk)
        self._end(near, reset=True)
        self._end(far)

    def _pass_down(self, far: socket.socket, near: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while chunk := far.recv(_READ_AT_ONCE):
                near.sendall(chunk)
        self._end(near)
        self._end(far)

    def _end(self, connection: socket.socket, *, reset: bool = False) -> None:
        with contextlib.suppress(OSError):
            if reset:
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
            connection.shutdown(socket.SHUT_RDWR)
        connection.close()
        self._open.discard(connection)
