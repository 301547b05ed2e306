"""What the calls about accounts take and answer."""

from typing import Annotated, Literal

import msgspec
from email_validator import EmailNotValidError, validate_email
from pydantic import AfterValidator, BaseModel, Field, StringConstraints

from emberline.accounts.rules import PASSWORD_MAX, PASSWORD_MIN, ROLES, normal_username
from emberline.kit.answers import UtcTime, one_of
from emberline.kit.forms import Form, example


def _email(text: str) -> str:
    """The address in its normal form; only its syntax is looked at, no name server."""
    try:
        return validate_email(text, check_deliverability=False).normalized
    except EmailNotValidError as error:
        raise ValueError(f"send an email address: {error}") from None


Email = Annotated[
    str,
    StringConstraints(max_length=254),
    AfterValidator(_email),
    Field(examples=["ada@example.com"]),
]
Username = Annotated[
    str,
    StringConstraints(max_length=200),
    AfterValidator(normal_username),
    Field(
        description="3 to 30 letters, digits, `_` and `.`; unique in any case and Unicode form.",
        examples=["ada"],
    ),
]
NewPassword = Annotated[
    str,
    Field(min_length=PASSWORD_MIN, max_length=PASSWORD_MAX, examples=["correct horse battery"]),
]
SuspensionReason = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=500),
    Field(description="Why, in words that the suspended are shown when they sign in."),
]
GivenPassword = Annotated[str, Field(max_length=PASSWORD_MAX, examples=["correct horse battery"])]
Secret = Annotated[str, Field(min_length=1, max_length=400)]
Invite = Annotated[
    str | None,
    Field(
        max_length=400,
        description="The code of an invitation; needed where the server's `EMBERLINE_SIGNUP` is "
        "`invite` (else 403). The operator makes one with `emberline admin invite`.",
    ),
]


class SignUp(Form):
    """A new account. Without a username one is made from the email."""

    model_config = example({"email": "ada@example.com", "password": "correct horse battery"})

    email: Email
    password: NewPassword
    username: Username | None = None
    invite: Invite = None


class Register(Form):
    """A new account."""

    model_config = example(
        {"email": "ada@example.com", "password": "correct horse battery", "username": "ada"}
    )

    email: Email
    password: NewPassword
    username: Username
    invite: Invite = None


class LogIn(Form):
    """Who one is, by either email or username, and the password."""

    model_config = example({"username": "ada", "password": "correct horse battery"})

    email: Annotated[str, Field(max_length=254)] | None = None
    username: Annotated[str, Field(max_length=254)] | None = None
    password: GivenPassword


class Refresh(Form):
    """The refresh token of the last session answer."""

    model_config = example({"refresh_token": "emr_0195a3f07b1c7c3e9a543f2b6f0c1d2e.0.…"})

    refresh_token: Secret


class AskReset(Form):
    """Where the mail with the way to a new password goes."""

    model_config = example({"email": "ada@example.com"})

    email: Email


class ConfirmReset(Form):
    """The token from the mail, and the password from now on."""

    model_config = example({"token": "wZ3k…", "new_password": "correct horse battery"})

    token: Secret
    new_password: NewPassword


class ChangePassword(Form):
    """The password up to now and the one from now on."""

    model_config = example(
        {"current_password": "my old one", "new_password": "correct horse battery"}
    )

    current_password: GivenPassword
    new_password: NewPassword


class MakeApiToken(Form):
    """A personal API token to be made."""

    model_config = example({"name": "backup script", "scopes": ["read"], "expires_in": 2592000})

    name: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80)]
    scopes: Annotated[
        list[Literal["read", "write"]],
        Field(min_length=1, max_length=2, description="`write` includes `read`."),
    ]
    expires_in: Annotated[
        int | None,
        Field(
            ge=60, le=10 * 365 * 86_400, description="Seconds until it is over; left out: never."
        ),
    ] = None


class NotificationChoices(BaseModel, extra="forbid", frozen=True):
    """Which notifications one wants; only the kinds that are sent change."""

    clips: bool = True
    follows: bool = True
    reactions: bool = True
    replies: bool = True
    comments: bool = True
    mentions: bool = True
    reposts: bool = True
    stories: bool = True
    achievements: bool = True
    collaborations: bool = True


class ChangePreferences(Form):
    """Preferences to change; those left out stay."""

    model_config = example(
        {"archive_days": 90, "timers": "2", "notifications": {"reactions": False}}
    )

    archive_days: Annotated[
        int, Field(ge=0, le=3650, description="Days that expired clips are kept; 0: not at all.")
    ] = 30
    view_receipts: Annotated[
        bool, Field(description="Off: one is not named as a viewer, and sees no viewers' names.")
    ] = True
    timers: Annotated[
        Literal["on", "off", "2", "10"],
        Field(description="Timed choices: as written, never, with twice or ten times the time."),
    ] = "on"
    notifications: NotificationChoices = NotificationChoices()
    show_on_leaderboard: bool = False
    favorite_category: Annotated[
        Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=50)]
        | None,
        Field(description="Null: computed from what one plays."),
    ] = None


class Account(msgspec.Struct, frozen=True):
    """A user as they see themselves."""

    user_id: str
    username: str
    email: str
    display_name: str
    bio: str
    time_zone: str
    language: str
    is_locked: bool
    role: Annotated[str, one_of(ROLES)]
    created_at: UtcTime
    last_active: UtcTime


class SessionAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """A session: the access token for the next `expires_in` seconds, and how to get the next."""

    token: str
    access_token: str
    refresh_token: Annotated[
        str | msgspec.UnsetType,
        msgspec.Meta(description="Left out where the request asked for a cookie."),
    ] = msgspec.UNSET
    token_type: Annotated[str, one_of(("Bearer",))]
    expires_in: int
    user: Account


class SessionEntry(msgspec.Struct, frozen=True):
    """A place where one is signed in; `current` is the one that asks."""

    id: str
    device: str
    address: str
    created_at: UtcTime
    last_used_at: UtcTime
    current: bool


class ApiTokenEntry(msgspec.Struct, frozen=True):
    """A personal API token, without the token."""

    id: str
    name: str
    scopes: list[Annotated[str, one_of(("read", "write"))]]
    created_at: UtcTime
    expires_at: UtcTime | None


class NewApiToken(msgspec.Struct, frozen=True):
    """A personal API token with the token itself, which is shown this once."""

    id: str
    name: str
    scopes: list[Annotated[str, one_of(("read", "write"))]]
    created_at: UtcTime
    expires_at: UtcTime | None
    token: str


class PreferencesAnswer(msgspec.Struct, frozen=True):
    """What a user chose, the defaults where they chose nothing."""

    archive_days: int
    view_receipts: bool
    timers: Annotated[str, one_of(("on", "off", "2", "10"))]
    notifications: dict[str, bool]
    show_on_leaderboard: bool
    favorite_category: str | None


class PersonCard(msgspec.Struct, frozen=True):
    """A person as everyone may see them."""

    user_id: str
    username: str
    display_name: str
    avatar_url: str | None


class SuspendAccount(Form):
    """Why the account is suspended, for the person; it may be left out."""

    model_config = example({"reason": "Advertising, after two warnings."})

    reason: SuspensionReason | None = None


class UserEntry(msgspec.Struct, frozen=True):
    """A user as administrators see them.

    suspension_reason: what the suspended are told of why; null unless somebody said.
    """

    user_id: str
    username: str
    email: str
    display_name: str
    role: Annotated[str, one_of(ROLES)]
    created_at: UtcTime
    last_active: UtcTime
    suspended_at: UtcTime | None
    suspension_reason: str | None
