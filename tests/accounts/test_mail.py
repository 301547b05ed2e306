"""Mails: as files, and through a real SMTP conversation."""

import asyncio
import stat
from datetime import UTC, datetime
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from emberline.accounts.mail import Mail, Postbox, reset_mail, send
from emberline.settings import Settings

pytestmark = pytest.mark.anyio

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
MAIL = Mail("ada@example.com", "Grüße", "A line.\n.\nThe dot above is no end.\n")


class SmtpServer:
    """Enough of RFC 5321 to take a mail; `offers` are its extensions."""

    def __init__(self, *offers: str) -> None:
        self.offers = offers
        self.commands: list[str] = []
        self.mails: list[bytes] = []

    async def __aenter__(self) -> "SmtpServer":
        self._server = await asyncio.start_server(self._converse, "127.0.0.1", 0)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_: object) -> None:
        self._server.close()
        await self._server.wait_closed()

    async def _converse(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"220 ready\r\n")
        while line := await reader.readline():
            command = line.decode().strip()
            self.commands.append(command)
            if command.upper().startswith("EHLO"):
                names = ["here", *self.offers]
                marks = ["-"] * (len(names) - 1) + [" "]
                for mark, name in zip(marks, names, strict=True):
                    writer.write(f"250{mark}{name}\r\n".encode())
            elif command.upper() == "DATA":
                writer.write(b"354 go on\r\n")
                self.mails.append(await reader.readuntil(b"\r\n.\r\n"))
                writer.write(b"250 taken\r\n")
            elif command.upper() == "QUIT":
                writer.write(b"221 bye\r\n")
                break
            else:
                writer.write(b"250 fine\r\n")
        writer.close()
        await writer.wait_closed()


def settings(folder: Path, smtp_url: str | None = None) -> Settings:
    return Settings(data_dir=folder, smtp_url=smtp_url)


async def test_without_a_server_a_mail_is_a_file_for_the_operator_alone(tmp_path):
    send(settings(tmp_path), MAIL, NOW)
    folder = tmp_path / "mail"
    (file,) = folder.iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    message = message_from_bytes(file.read_bytes(), policy=policy.default)
    assert (message["To"], message["Subject"]) == ("ada@example.com", "Grüße")
    assert message.get_content() == MAIL.text


async def test_with_a_server_the_mail_goes_there_whole(tmp_path):
    async with SmtpServer("8BITMIME", "SMTPUTF8") as server:
        url = f"smtp://127.0.0.1:{server.port}?from=ember@example.org"
        await asyncio.to_thread(send, settings(tmp_path, url), MAIL, NOW)
    (taken,) = server.mails
    assert "mail FROM:<ember@example.org>" in " ".join(server.commands)
    assert b"\r\n..\r\n" in taken
    assert b"To: ada@example.com" in taken
    assert not (tmp_path / "mail").exists()


async def test_a_password_never_goes_over_a_line_without_encryption(tmp_path):
    async with SmtpServer("AUTH PLAIN LOGIN") as server:
        url = f"smtp://ember:secret@127.0.0.1:{server.port}"
        await asyncio.to_thread(send, settings(tmp_path, url), MAIL, NOW)
    assert any(command.lower().startswith("ehlo") for command in server.commands)
    assert not any(command.upper().startswith("AUTH") for command in server.commands)
    assert server.mails == []


async def test_a_server_that_is_down_raises_nothing(tmp_path):
    async with SmtpServer() as server:
        port = server.port
    await asyncio.to_thread(send, settings(tmp_path, f"smtp://127.0.0.1:{port}"), MAIL, NOW)


async def test_a_postbox_that_closes_sends_what_was_posted(tmp_path):
    postbox = Postbox(settings(tmp_path))
    for _ in range(9):
        postbox.post(MAIL, NOW)
    assert not (tmp_path / "mail").exists()
    await postbox.close()
    assert len(list((tmp_path / "mail").iterdir())) == 9


async def test_a_postbox_takes_a_hundred_mails_at_once_and_no_more(tmp_path):
    postbox = Postbox(settings(tmp_path))
    for _ in range(120):
        postbox.post(MAIL, NOW)
    await postbox.close()
    assert len(list((tmp_path / "mail").iterdir())) == 100


def test_the_link_leads_to_the_operators_address():
    with_address = reset_mail("ada@example.com", "t0ken", "https://ember.example.org/")
    assert "https://ember.example.org/reset?token=t0ken" in with_address.text
    assert "/reset?token=t0ken" in reset_mail("ada@example.com", "t0ken", None).text
