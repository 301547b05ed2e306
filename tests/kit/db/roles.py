"""A PostgreSQL role as an application should have one: no superuser, and owner of its tables."""

from collections.abc import Iterator
from contextlib import contextmanager

from tests.servers import PostgresServer

ROLE = "emberline_application"


@contextmanager
def application_database(server: PostgresServer, name: str) -> Iterator[str]:
    """The URL by which the role reaches an empty database of its own, dropped at the end."""
    server.execute(
        f"DO $$ BEGIN CREATE ROLE {ROLE} LOGIN NOSUPERUSER NOBYPASSRLS PASSWORD '{server.password}';"
        " EXCEPTION WHEN duplicate_object THEN NULL; END $$"
    )
    server.execute(f"CREATE DATABASE {name} OWNER {ROLE}")
    yield server.url(name).replace("postgres:", f"{ROLE}:", 1)
    server.drop_database(name)
