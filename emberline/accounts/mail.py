"""Mails: through the operator's SMTP server, or as files that only the operator can read."""

import os
import smtplib
import ssl
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

import structlog

from emberline.kit.ids import new_id
from emberline.settings import Settings

_SECONDS = 20

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
    path = f"/reset-password?token={token}"
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
