"""Application factories that uvicorn imports by name; settings come from the environment."""

from starlette.types import ASGIApp

from emberline.settings import Settings


def emberline() -> ASGIApp:
    """Emberline itself."""
    # A floor pays for its own imports only.
    from emberline.main import app_from_environment  # noqa: PLC0415

    return app_from_environment()


def peer() -> ASGIApp:
    """The idiomatic peer."""
    from benchmarks.peers.app import create_app  # noqa: PLC0415

    return create_app(Settings())


def floor() -> ASGIApp:
    """The hand-written floor."""
    from benchmarks.floors.app import create_app  # noqa: PLC0415

    return create_app(Settings())


def writer() -> ASGIApp:
    """The floor that writes one row."""
    from benchmarks.floors.writer import create_app  # noqa: PLC0415

    return create_app(Settings())


def route() -> ASGIApp:
    """The floor that is a route of the product's edge and writes one row."""
    from benchmarks.floors.route import create_app  # noqa: PLC0415

    return create_app()
