"""Column types that mean the same on SQLite and PostgreSQL."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import CHAR, JSON, BigInteger, DateTime, Dialect, Uuid
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.types import TypeDecorator, TypeEngine, UserDefinedType

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


class Aware(TypeDecorator[datetime]):
    """PostgreSQL's `timestamptz`; by itself asyncpg takes a naive datetime for local time."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """The value itself; a naive one is a mistake of ours and raises TypeError."""
        if value is not None and value.tzinfo is None:
            raise TypeError(f"an instant needs its time zone: {value!r} is naive")
        return value

    def coerce_compared_value(self, op: Any, value: Any) -> TypeEngine[Any]:
        """A datetime beside this column is checked alike; a timedelta (arithmetic) is one."""
        return self if isinstance(value, datetime) else self.impl.coerce_compared_value(op, value)


class Micros(UserDefinedType[datetime]):
    """An aware instant as whole microseconds since 1970 UTC, for SQLite, which has no such type."""

    cache_ok = True

    def get_col_spec(self, **_: Any) -> str:
        """The column's declared type."""
        return "BIGINT"

    def bind_processor(self, dialect: Dialect) -> Callable[[datetime | None], int | None]:
        """datetime → integer; a naive one is a mistake of ours and raises TypeError."""
        return _to_micros

    def result_processor(
        self, dialect: Dialect, coltype: object
    ) -> Callable[[int | None], datetime | None]:
        """integer → aware datetime in UTC."""
        return _from_micros

    def coerce_compared_value(self, op: Any, value: Any) -> TypeEngine[Any]:
        """A datetime beside this column is stored alike; a number (arithmetic) is one."""
        return self if isinstance(value, datetime) else BigInteger()


def _to_micros(value: datetime | None) -> int | None:
    return None if value is None else (value - _EPOCH) // _MICROSECOND


def _from_micros(value: int | None) -> datetime | None:
    return None if value is None else _EPOCH + timedelta(microseconds=value)


# Strings in Python on both: PostgreSQL keeps 16 bytes, SQLite the text that goes on the wire.
Identifier = Uuid(as_uuid=False).with_variant(CHAR(36), "sqlite")
Instant = Aware().with_variant(Micros(), "sqlite")
Json = JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")
