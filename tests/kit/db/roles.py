"""A PostgreSQL role as an application should have one: no superuser, and owner of its tables."""

from collections.abc import Iterator
from contextlib import contextmanager

from tests.servers import PostgresServer

ROLE = "emberline_application"


@contextmanager
def application_database(
    server: PostgresServer, name: str, template: str = "template1"
) -> Iterator[str]:
    """The URL by which the role reaches a database of its own, dropped at the end.

    template: of what it is a copy, if it is not to be empty.
    """
    server.execute(
        f"DO $$ BEGIN CREATE ROLE {ROLE} LOGIN NOSUPERUSER PASSWORD '{server.password}';"
        " EXCEPTION WHEN duplicate_object THEN NULL; END $$"
    )
    server.execute(f"CREATE DATABASE {name} OWNER {ROLE} TEMPLATE {template}")
    yield server.url(name).replace("postgres:", f"{ROLE}:", 1)
    server.drop_database(name)
