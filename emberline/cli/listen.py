"""`emberline listen`: what happens to an account, live, a line an event."""

import asyncio
import json
import sys
import unicodedata
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from io import TextIOWrapper
from pathlib import Path
from string import Formatter
from typing import TYPE_CHECKING, Annotated, Any
from urllib.parse import urlsplit

import typer

from emberline.cli.settings import AsJson, fail, refuse

if TYPE_CHECKING:
    from emberline.cli.live import Place
    from emberline.cli.remote import Credentials, Message, Server

OpenCredentials = Callable[["Server"], Awaitable["Credentials"]]

DEFAULT_URL = "http://127.0.0.1:8080"
# Not the browser's name, which is none: a terminal does not take a page's connection away.
DEFAULT_CLIENT = "cli"

_STDIN = Path("-")


def listen(
    *,
    url: Annotated[str, typer.Option(help="The server's address.")] = DEFAULT_URL,
    token: Annotated[
        str | None,
        typer.Option(help="An access or API token. Others see it in the list of processes."),
    ] = None,
    token_file: Annotated[
        Path | None, typer.Option(help="A file with the token, or - for the input.")
    ] = None,
    username: Annotated[
        str | None,
        typer.Option(help="Sign in; the password is asked for, or the first line of the input."),
    ] = None,
    client: Annotated[
        str, typer.Option(help="This listener's name: the next one of that name takes its place.")
    ] = DEFAULT_CLIENT,
    since: Annotated[
        int | None, typer.Option(min=0, help="Begin after the event with this id.")
    ] = None,
    epoch: Annotated[
        str | None, typer.Option(help="The epoch that the id is of, from the first message.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Print what happens to an account as it happens. Goes on after a cut, until Ctrl-C."""
    from emberline.cli.live import ListeningOverError, Place

    address = _checked_address(url)
    open_credentials = _chosen_credentials(token, token_file, username)
    # A terminal that cannot show an emoji is no reason to stop.
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    take = _printer(as_json=as_json)
    place = Place(since, epoch)
    try:
        asyncio.run(_listen(address, open_credentials, client, place, take))
    except KeyboardInterrupt:
        return
    except ListeningOverError as reason:
        fail(printable(str(reason)))


async def _listen(
    url: str,
    open_credentials: "OpenCredentials",
    client: str,
    place: "Place",
    take: "Callable[[Message], None]",
) -> None:
    from emberline.cli.live import Listener
    from emberline.cli.remote import open_server

    async with open_server(url) as server:
        credentials = await open_credentials(server)
        _note(f"Listening to {url}. Ctrl-C ends it.")
        try:
            await Listener(server, credentials, client, place, take, _note).run()
        finally:
            await credentials.leave(server)


def _checked_address(url: str) -> str:
    """`url` without a slash at its end; exit 2 where it is no server's address."""
    if not _is_address(url):
        refuse(f"--url is the beginning of the server's addresses, such as {DEFAULT_URL}.")
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def _is_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
        # A port that is none shows when it is asked for.
        names_host = bool(parts.hostname) and parts.port != 0 and "@" not in parts.netloc
    except ValueError:
        return False
    is_bare = not parts.path.strip("/") and not parts.query and not parts.fragment
    return parts.scheme in {"http", "https"} and names_host and is_bare


def _chosen_credentials(
    token: str | None, token_file: Path | None, username: str | None
) -> OpenCredentials:
    """What gives the credentials once a server is there; what is read or asked for is so by now."""
    from emberline.cli.remote import GivenToken, TokenFile

    if sum(each is not None for each in (token, token_file, username)) > 1:
        refuse("Use one of --token, --token-file and --username.")
    try:
        if token_file is not None and token_file != _STDIN:
            return _at_hand(TokenFile(token_file))
        if token is not None or token_file is not None:
            return _at_hand(GivenToken(sys.stdin.readline().strip() if token is None else token))
    except (OSError, ValueError) as error:
        refuse(f"The token cannot be used: {error}.")
    if username is None and not sys.stdin.isatty():
        refuse("Say who listens: --token-file, or --username and the password as the input.")
    return _signing_in(username or str(typer.prompt("Username or email")))


def _at_hand(credentials: "Credentials") -> OpenCredentials:
    async def open_credentials(_: "Server") -> "Credentials":
        return credentials

    return open_credentials


def _signing_in(username: str) -> OpenCredentials:
    if sys.stdin.isatty():
        password = str(typer.prompt("Password", hide_input=True))
    else:
        password = sys.stdin.readline().rstrip("\r\n")

    async def open_credentials(server: "Server") -> "Credentials":
        from aiohttp import ClientError

        from emberline.cli.live import ListeningOverError
        from emberline.cli.remote import RefusedError, sign_in

        try:
            return await sign_in(server, username, password)
        except RefusedError as refusal:
            raise ListeningOverError(f"Signing in failed. {refusal.detail}") from refusal
        except (ClientError, OSError) as error:
            raise ListeningOverError(f"The server does not answer: {error}.") from error

    return open_credentials


def _note(sentence: str) -> None:
    typer.echo(printable(sentence), err=True)


def _printer(*, as_json: bool) -> "Callable[[Message], None]":
    """What prints a message. It ends the command once nobody reads any more, as rich does."""
    from rich.console import Console
    from rich.text import Text

    console = Console(highlight=False, soft_wrap=True)

    def print_json(message: "Message") -> None:
        # ASCII, because a terminal obeys control characters that JSON lets pass.
        console.out(json.dumps(message, separators=(",", ":")), highlight=False)

    def print_line(message: "Message") -> None:
        time, what, told = described(message)
        console.print(Text.assemble((time, "dim"), "  ", (f"{what:<20}", "bold"), "  ", told))

    return print_json if as_json else print_line


def described(message: "Mapping[str, Any]") -> tuple[str, str, str]:
    """A message for people: its time here, its type, and what happened. All printable."""
    what = message.get("type")
    data = message.get("data")
    told = None
    if isinstance(what, str) and isinstance(data, dict):
        told = _sentence(what, data)
    if told is None:
        told = json.dumps(data, ensure_ascii=False)
    return _local_time(message.get("timestamp")), printable(str(what)), printable(told)


def printable(text: str) -> str:
    """`text` with everything escaped that a terminal would obey or that turns writing around."""
    return "".join(each if _is_harmless(each) else _escaped(each) for each in text)


def _is_harmless(character: str) -> bool:
    # Of the invisible ones, those that emoji are joined and flags are spelt with.
    if character == "\u200d" or "\U000e0020" <= character <= "\U000e007f":
        return True
    return unicodedata.category(character) not in _OBEYED


_OBEYED = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})


def _escaped(character: str) -> str:
    return character.encode("unicode_escape").decode("ascii")


def _local_time(timestamp: object) -> str:
    try:
        instant = datetime.fromisoformat(str(timestamp))
    except ValueError:
        return "                   "
    return f"{instant.astimezone():%Y-%m-%d %H:%M:%S}"


def _sentence(what: str, data: Mapping[str, Any]) -> str | None:
    """What happened, in words; None for what is not known, or not as it should be."""
    if what == "notification.created":
        return _notification(data)
    words = _SENTENCES.get(what)
    if words is None or any(name not in data for _, name, _, _ in Formatter().parse(words) if name):
        return None
    return words.format_map(data)


def _notification(data: Mapping[str, Any]) -> str:
    actor = data.get("actor")
    by = f", by {actor.get('username')}" if isinstance(actor, dict) else ""
    return f"In the inbox: {data.get('type')}{by}"


_SENTENCES = {
    "hello": "Connected",
    "sync.lost": "Some events were missed and are no longer kept. Look at the lists once",
    "story.viewed": "{viewer_id} saw your clip {story_id}",
    "story.reacted": "{user_id} reacted {emoji} to your clip {story_id}",
    "story.replied": "{user_id} replied to your clip {story_id}",
    "story.commented": "{user_id} commented on your clip {story_id}",
    "story.created": "{username} posted the clip {story_id} ({kind})",
    "story.processed": "Your clip {story_id} is {status}",
    "follow.created": "{username} follows you",
}
