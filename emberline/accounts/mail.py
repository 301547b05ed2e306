"""Mails: through the operator's SMTP server, or as files that only the operator can read."""

import asyncio
import os
import smtplib
import ssl
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path
from typing import cast
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

import structlog
from fastapi import FastAPI
from starlette.requests import HTTPConnection

from emberline.kit.ids import new_id
from emberline.settings import Settings

_SECONDS = 20
_SENDERS = 4
_MOST_WAITING = 100

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Mail:
    """A plain text to one address."""

    to: str
    subject: str
    text: str


def reset_mail(to: str, token: str, public_url: str | None) -> Mail:
    """The mail with the way to a new password. The address in it is the operator's setting:
    a request's `Host` header could be an attacker's."""
    path = f"/reset?token={token}"
    where = (
        f"Open this address to choose a new password:\n\n{public_url.rstrip('/')}{path}\n"
        if public_url
        else f"Open your Emberline server at the path\n\n{path}\n"
    )
    text = (
        f"Somebody asked for a new password for your account.\n\n{where}\n"
        "It works once, within an hour. If it was not you, there is nothing to do.\n"
    )
    return Mail(to, "Your new password", text)


class Postbox:
    """Mails on their way, apart from the requests that posted them.

    An answer that waited for its mail, or held its connection until the mail was out, would tell
    that there is somebody to write to.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._threads = ThreadPoolExecutor(_SENDERS, thread_name_prefix="mail")
        self._sending: set[asyncio.Task[None]] = set()

    def post(self, mail: Mail, now: datetime) -> None:
        """Have `mail` sent once the caller has let go of the loop. A mail too many is logged."""
        if len(self._sending) >= _MOST_WAITING:
            log.error("mail_not_sent", subject=mail.subject, reason="too many mails wait")
            return
        sending = asyncio.create_task(self._send(mail, now))
        self._sending.add(sending)
        sending.add_done_callback(self._sending.discard)

    async def emptied(self, seconds: float | None = None) -> bool:
        """Wait, at most `seconds`, for all that was posted to be sent; whether it is."""
        if self._sending:
            await asyncio.wait(self._sending, timeout=seconds)
        return not self._sending

    async def close(self) -> None:
        """Send what was posted, for as long as one step of a slow server may take."""
        if not await self.emptied(_SECONDS):
            log.error("mails_not_sent", amount=len(self._sending), reason="shutdown")
        self._threads.shutdown(wait=False, cancel_futures=True)

    async def _send(self, mail: Mail, now: datetime) -> None:
        loop = asyncio.get_running_loop()
        await loop.run_in_executor(self._threads, send, self._settings, mail, now)


@asynccontextmanager
async def open_postbox(app: FastAPI) -> AsyncIterator[None]:
    """Gives the application its postbox, and empties it at the end."""
    app.state.postbox = Postbox(app.state.settings)
    try:
        yield
    finally:
        await app.state.postbox.close()


def postbox_of(connection: HTTPConnection) -> Postbox:
    """The postbox of the server that this request reached."""
    return cast(Postbox, connection.app.state.postbox)


def send(settings: Settings, mail: Mail, now: datetime) -> None:
    """Send `mail`, or file it. Blocks up to 20 s a step: call it in a thread, after the commit.

    A failure is logged and not raised, for nobody waits for the outcome.
    """
    try:
        if settings.smtp_url is None:
            _file(settings.data_dir / "mail", _message(mail, "emberline@localhost", now))
        else:
            _deliver(urlsplit(settings.smtp_url), mail, now)
    except (OSError, smtplib.SMTPException, ValueError):
        log.exception("mail_not_sent", subject=mail.subject)


def _deliver(url: SplitResult, mail: Mail, now: datetime) -> None:
    host, user = url.hostname or "localhost", unquote(url.username or "")
    context = ssl.create_default_context()
    if url.scheme == "smtps":
        port = url.port or smtplib.SMTP_SSL_PORT
        client: smtplib.SMTP = smtplib.SMTP_SSL(host, port, timeout=_SECONDS, context=context)
    else:
        client = smtplib.SMTP(host, url.port or 25, timeout=_SECONDS)
    with client:
        client.ehlo()
        if url.scheme != "smtps" and (user or client.has_extn("starttls")):
            # Without encryption no password leaves: `starttls` raises where there is none.
            client.starttls(context=context)
        if user:
            client.login(user, unquote(url.password or ""))
        client.send_message(_message(mail, _sender(url, user, host), now))


def _sender(url: SplitResult, user: str, host: str) -> str:
    """`?from=` of the setting, else the login when it is an address."""
    chosen = parse_qs(url.query).get("from")
    if chosen:
        return chosen[0]
    return user if "@" in user else f"emberline@{host}"


def _message(mail: Mail, sender: str, now: datetime) -> EmailMessage:
    message = EmailMessage()
    message["From"] = sender
    message["To"] = mail.to
    message["Subject"] = mail.subject
    message["Date"] = format_datetime(now)
    message["Message-ID"] = f"<{new_id()}@emberline>"
    message["Auto-Submitted"] = "auto-generated"  # RFC 3834: no holiday answers
    message.set_content(mail.text)
    return message


def _file(folder: Path, message: EmailMessage) -> None:
    folder.mkdir(mode=0o700, exist_ok=True)
    path = folder / f"{new_id()}.eml"
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(message.as_bytes())
    log.info("mail_filed", file=path.name)
