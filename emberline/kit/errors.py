"""Errors as values: a code, a status and a sentence that tells the user what to do."""

import errno
from collections.abc import Mapping, Sequence
from typing import Any

# EFBIG: the file system's or the process's (`ulimit -f`) largest file.
_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


class AppError(Exception):
    """A refusal that the caller is told about; it becomes `application/problem+json`.

    code: a stable slug ("not-found"), the end of the problem's `type`.
    status: the HTTP status, 4xx or 5xx.
    title: the short text, `title` and `error` on the wire.
    detail: the sentence that says what to do, `detail` and `message` on the wire.
    details: one `{"field", "message"}` a wrong field.
    headers: sent with the answer (`Retry-After`).
    data: members added to the problem, such as the current state in a conflict.
    """

    def __init__(
        self,
        code: str,
        status: int,
        title: str,
        detail: str,
        *,
        details: Sequence[Mapping[str, str]] = (),
        headers: Mapping[str, str] | None = None,
        data: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(f"{code}: {detail}")
        self.code = code
        self.status = status
        self.title = title
        self.detail = detail
        self.details = list(details)
        self.headers = dict(headers or {})
        self.data = dict(data or {})

    def problem(self, request_id: str) -> dict[str, Any]:
        """The RFC 9457 body, with the members that the seeds' clients read."""
        body: dict[str, Any] = {
            **self.data,
            "type": f"/problems/{self.code}",
            "title": self.title,
            "status": self.status,
            "detail": self.detail,
            "error": self.title,
            "message": self.detail,
            "request_id": request_id,
        }
        if self.details:
            body["details"] = self.details
        return body


def invalid(field: str, message: str, *, title: str = "Validation error") -> AppError:
    """400: one field is wrong. `message` says what would be right."""
    return AppError(
        "validation", 400, title, message, details=[{"field": field, "message": message}]
    )


def unauthorized(detail: str = "Sign in and send the access token as a bearer token.") -> AppError:
    """401: nobody is signed in, or the token is no longer good."""
    return AppError(
        "unauthorized", 401, "Unauthorized", detail, headers={"WWW-Authenticate": "Bearer"}
    )


def forbidden(detail: str) -> AppError:
    """403: the caller may see the thing but not do this with it."""
    return AppError("forbidden", 403, "Forbidden", detail)


def not_found(thing: str = "Resource", *, title: str | None = None) -> AppError:
    """404: not there, or not visible to the caller, which must look the same."""
    return AppError(
        "not-found",
        404,
        title or f"{thing} not found",
        f"{thing} not found. Check the address; it may be gone or not shared with you.",
    )


def conflict(title: str, detail: str, *, field: str | None = None, **data: Any) -> AppError:
    """409: the request was understood, but the present state forbids it."""
    details = [{"field": field, "message": detail}] if field else []
    return AppError("conflict", 409, title, detail, details=details, data=data)


def gone(thing: str, detail: str) -> AppError:
    """410: it was there for whoever had its address, and no longer is; `detail` says what to do."""
    return AppError("gone", 410, f"{thing} gone", detail)


def too_large(title: str, detail: str) -> AppError:
    """413: more bytes than this place takes."""
    return AppError("too-large", 413, title, detail)


def unsupported_type(detail: str) -> AppError:
    """415: the body's media type is none that this call reads."""
    return AppError("unsupported-media-type", 415, "Unsupported media type", detail)


def too_many(detail: str, headers: Mapping[str, str]) -> AppError:
    """429: over a rate limit; `headers` carry `Retry-After` and the `RateLimit` fields."""
    return AppError("too-many-requests", 429, "Too many requests", detail, headers=headers)


def unavailable(detail: str = "A part that this needs is down. Try again in a moment.") -> AppError:
    """503: a needed part (database, storage) does not answer."""
    return AppError("unavailable", 503, "Service unavailable", detail, headers={"Retry-After": "5"})


def disk_full() -> AppError:
    """507: nothing was stored, nothing was lost."""
    return AppError(
        "disk-full",
        507,
        "Insufficient storage",
        "The server's disk is full. Nothing was stored; ask the operator to free some space.",
    )


def is_no_room(error: BaseException | None) -> bool:
    """Whether the system refused to write because there is no more room."""
    return isinstance(error, OSError) and error.errno in _NO_ROOM
