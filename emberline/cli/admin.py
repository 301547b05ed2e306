"""`emberline admin`: accounts, invitations and signing keys, beside a running server."""

import asyncio
import json
import sys
from collections.abc import Callable
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

from emberline.cli.schema import faults_refused, prepare_schema
from emberline.cli.settings import AsJson, fail, load_settings, refuse
from emberline.cli.store import open_database_beside_server
from emberline.kit.clock import SystemClock, wire_time

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from emberline.kit.forms import Form
    from emberline.settings import Settings

T = TypeVar("T")
F = TypeVar("F", bound="Form")

RESET_LIFETIME = timedelta(hours=24)
INVITE_DAYS = 7

app = typer.Typer(
    help="Accounts, invitations and signing keys. Works while the server runs.",
    no_args_is_help=True,
)


class Role(StrEnum):
    """What an account may do."""

    USER = "user"
    MODERATOR = "moderator"
    ADMIN = "admin"


Username = Annotated[str, typer.Argument(help="The account's username, in any case.")]


@app.command()
def create(
    username: Annotated[str, typer.Argument(help="3 to 30 letters, digits, `_` and `.`.")],
    email: Annotated[str | None, typer.Option(help="The email; asked for when left out.")] = None,
    role: Annotated[Role, typer.Option(help="What the account may do.")] = Role.ADMIN,
    password_stdin: Annotated[
        bool, typer.Option("--password-stdin", help="Read the password from standard input.")
    ] = False,
    generate: Annotated[
        bool, typer.Option("--generate", help="Make a password and print it.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Make an account, an administrator's by default."""
    from emberline.accounts.passwords import hashed
    from emberline.accounts.schemas import Register
    from emberline.accounts.service.signup import NewAccount, create_account

    settings = load_settings()
    generated = None if password_stdin else _generated_password(generate=generate)
    password = _line_of_stdin() if password_stdin else generated or _asked_password()
    form = _checked(Register, email=email or _asked_email(), username=username, password=password)
    account = NewAccount(form.email, hashed(form.password), form.username, role.value)
    _prepare(settings)
    user_id = _write(settings, create_account, account, _now())
    facts = {"user_id": user_id, "username": form.username, "email": form.email, "role": role}
    sentence = f"Made {form.username} ({role})."
    if generated:
        facts["password"] = generated
        sentence += f" The password: {generated}"
    _print(sentence, facts, as_json=as_json)


@app.command()
def promote(
    username: Username,
    role: Annotated[Role, typer.Option(help="The new role.")] = Role.ADMIN,
    as_json: AsJson = False,
) -> None:
    """Give an account a role; it holds from the next request on."""
    from emberline.accounts.service.standing import set_role, user_id_named

    def give(conn: "Connection") -> str:
        user_id = user_id_named(conn, username)
        set_role(conn, user_id, role.value)
        return user_id

    user_id = _write(load_settings(), give)
    facts = {"user_id": user_id, "username": username, "role": role}
    _print(f"{username} is now {role}.", facts, as_json=as_json)


@app.command()
def suspend(
    username: Username,
    reason: Annotated[
        str | None, typer.Option(help="Why: they are told when they sign in.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Suspend an account: it is signed out everywhere within a second."""
    from emberline.accounts.schemas import SuspendAccount
    from emberline.accounts.service import standing

    given = _checked(SuspendAccount, reason=reason).reason

    def end(conn: "Connection", now: datetime) -> tuple[str, bool]:
        user_id = standing.user_id_named(conn, username)
        return user_id, standing.suspend(conn, user_id, now, given)

    user_id, changed = _write(load_settings(), end, _now())
    facts = {"user_id": user_id, "username": username, "suspended": True, "changed": changed}
    _print(f"{username} is suspended.", facts, as_json=as_json)


@app.command()
def unsuspend(username: Username, as_json: AsJson = False) -> None:
    """Let a suspended account sign in again."""
    from emberline.accounts.service import standing

    def lift(conn: "Connection") -> tuple[str, bool]:
        user_id = standing.user_id_named(conn, username)
        return user_id, standing.unsuspend(conn, user_id)

    user_id, changed = _write(load_settings(), lift)
    facts = {"user_id": user_id, "username": username, "suspended": False, "changed": changed}
    _print(f"{username} may sign in again.", facts, as_json=as_json)


@app.command("reset-password")
def reset_password(username: Username, as_json: AsJson = False) -> None:
    """Print a link that sets a new password, once, within a day."""
    from emberline.accounts.service.password_changes import make_reset
    from emberline.accounts.service.standing import user_id_named
    from emberline.kit.ids import new_secret

    settings, token = load_settings(), new_secret()

    def make(conn: "Connection", now: datetime) -> tuple[str, datetime]:
        user_id = user_id_named(conn, username)
        return user_id, make_reset(conn, user_id, token, now, RESET_LIFETIME)

    user_id, expires_at = _write(settings, make, _now())
    link = f"{(settings.public_url or '').rstrip('/')}/reset?token={token}"
    facts = {
        "user_id": user_id,
        "username": username,
        "token": token,
        "link": link,
        "expires_at": wire_time(expires_at),
    }
    _print(
        f"Give {username} this link, good once until {expires_at:%c} UTC:\n{link}",
        facts,
        as_json=as_json,
    )


@app.command()
def invite(
    days: Annotated[int, typer.Option(min=1, max=365, help="Days until it is over.")] = INVITE_DAYS,
    as_json: AsJson = False,
) -> None:
    """Print an invitation with which one person may sign up."""
    from emberline.accounts.service.signup import make_invite
    from emberline.kit.ids import new_secret

    code = new_secret(12)
    expires_at = _write(load_settings(), make_invite, code, _now(), timedelta(days=days))
    facts = {"invite": code, "expires_at": wire_time(expires_at)}
    _print(f"Good once until {expires_at:%c} UTC: {code}", facts, as_json=as_json)


@app.command("rotate-keys")
def rotate_keys(as_json: AsJson = False) -> None:
    """Sign access tokens with a new key from now on; nobody is signed out."""
    from emberline.accounts.service.signing_keys import rotate_signing_key

    key = _write(load_settings(), rotate_signing_key, _now())
    facts = {"kid": key.kid, "active_from": wire_time(key.active_from)}
    _print(f"The key {key.kid} signs in a few seconds.", facts, as_json=as_json)


def _prepare(settings: "Settings") -> None:
    """Make the embedded database where there is none yet, so that `create` may come first."""
    from emberline.kit.db import embedded_path

    if settings.embedded_database and not embedded_path(settings.data_dir).exists():
        prepare_schema(settings)


def _write(settings: "Settings", fn: Callable[..., T], *args: Any) -> T:
    """Run one transaction on the server's database; a refusal ends the command with code 1."""
    from emberline.kit.db import embedded_path
    from emberline.kit.errors import AppError
    from emberline.kit.logging import configure_logging

    configure_logging(settings.log)
    if settings.embedded_database and not embedded_path(settings.data_dir).exists():
        fail(f"There is no database in {settings.data_dir}. Run `emberline migrate` first.")
    try:
        with faults_refused(settings):
            return asyncio.run(_written(settings, fn, args))
    except AppError as refusal:
        fail("No account has this name." if refusal.status == 404 else refusal.detail)


async def _written(settings: "Settings", fn: Callable[..., T], args: tuple[Any, ...]) -> T:
    async with open_database_beside_server(settings) as database:
        return await database.write(fn, *args)


def _now() -> datetime:
    return SystemClock().now()


def _checked(form: type[F], **values: str | None) -> F:
    """The form of these values; what is wrong with one of them ends the command with code 2."""
    from pydantic import ValidationError

    try:
        return form(**values)
    except ValidationError as error:
        first = error.errors()[0]
        sentence = str(first["msg"]).removeprefix("Value error, ")
        refuse(f"Correct the {first['loc'][0]}: {sentence}.")


def _asked_email() -> str:
    if not sys.stdin.isatty():
        refuse("Name the email with --email.")
    return str(typer.prompt("Email"))


def _generated_password(*, generate: bool) -> str | None:
    """A password where one was asked for, or where nobody is there to be asked."""
    from emberline.kit.ids import new_secret

    return new_secret(15) if generate or not sys.stdin.isatty() else None


def _asked_password() -> str:
    return str(typer.prompt("Password", hide_input=True, confirmation_prompt=True))


def _line_of_stdin() -> str:
    return sys.stdin.readline().rstrip("\r\n")


def _print(sentence: str, facts: dict[str, Any], *, as_json: bool) -> None:
    typer.echo(json.dumps(facts, ensure_ascii=False) if as_json else sentence)
