"""PostgreSQL's row-level security: rows that only those see for whom a transaction works.

A second lock behind the statements' own conditions: a query that forgets whose rows it may read
gets none. It is set for one transaction and forgotten with it, so that nothing is left on a pooled
connection. SQLite has no such thing; there the statements alone decide.

Source: PostgreSQL's documentation, "Row Security Policies"; `FORCE`, because the application's
role owns the tables. A superuser's connection passes it, so the application should not be one.
"""

from collections.abc import Sequence

from sqlalchemy import Connection, String, bindparam, func, literal, select

_SETTING = "emberline.viewer_id"
_HOUSE = "house"


def act_for(conn: Connection, user_id: str) -> None:
    """From now on, and until its end, this transaction sees and writes the user's rows only."""
    _act_for(conn, user_id)


def act_for_house(conn: Connection) -> None:
    """From now on, and until its end, this transaction sees everybody's rows, as sweeps must."""
    _act_for(conn, _HOUSE)


def secure_rows(table: str, user_column: str) -> Sequence[str]:
    """The statements, for a migration on PostgreSQL, that lock the rows of `table`."""
    viewer = f"current_setting('{_SETTING}', true)"
    return (
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
        f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY",
        f"CREATE POLICY {table}_of_viewer ON {table} "
        f"USING ({user_column}::text = {viewer} OR {viewer} = '{_HOUSE}')",
    )


def _act_for(conn: Connection, whom: str) -> None:
    if conn.dialect.name == "postgresql":
        conn.execute(_ACT_FOR, {"whom": whom})


# True: until the transaction ends.
_ACT_FOR = select(func.set_config(_SETTING, bindparam("whom", type_=String), literal(True)))
