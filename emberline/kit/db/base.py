"""The declarative base of every model, and how constraints are named."""

from sqlalchemy import MetaData
from sqlalchemy.orm import DeclarativeBase

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """Models describe tables; statements are Core. There is no ORM session anywhere.

    Columns have no Python-side defaults: `hot` would not see them. A statement says every value.
    """

    metadata = MetaData(naming_convention=NAMING)
