"""A server with the demo's people, a browser, and people's visits; see `browsing`."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Error

from tests.app_fixtures import SECRET_KEY
from tests.e2e.browsing import Visits
from tests.e2e.runs import SENTENCE
from tests.e2e.served import OwnServer, Site, copied, demo_folder, serving
from tests.generations.renderers.html_browser import open_browser
from tests.trust.live import ServerForks


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Path:
    """A data folder in which the demo was made: once for all processes of a run. To be copied."""
    folder = tmp_path_factory.getbasetemp()
    return demo_folder(folder.parent if hasattr(request.config, "workerinput") else folder)


@pytest.fixture(scope="session")
def site(demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The app, served from a copy of the demo for all browser tests of this process."""
    folder = tmp_path_factory.mktemp("site")
    with serving(copied(demo, folder / "data"), folder / "log") as url:
        yield Site(url)


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Chromium for all tests of this folder; where none is found, they are passed over."""
    with ExitStack() as stack:
        try:
            browser = stack.enter_context(open_browser())
        except Error as error:
            if "Executable doesn't exist" not in error.message:
                raise
            pytest.skip(SENTENCE)  # noqa: TID251 (whoever runs them is told, in the last line)
        yield browser


@pytest.fixture
def visit(browser: Browser, site: Site) -> Iterator[Visits]:
    """Opens the app as somebody: `visit("tove", "/library", look=PHONE)`; see `browsing`."""
    visits = Visits(browser, site)
    yield visits
    visits.close()


@pytest.fixture
def own_server(server_forks: ServerForks, demo: Path, tmp_path: Path) -> Iterator[OwnServer]:
    """A server of the test's own, to be killed, started again, and moved in time."""
    data_dir = copied(demo, tmp_path / "data")
    settings = {"data_dir": str(data_dir), "secret_key": SECRET_KEY, "rate_limits": "off"}
    server = OwnServer(server_forks, tmp_path / "log", **settings)
    with server:
        server.start()
        server.port = urlsplit(server.url).port or 0
        yield server


@pytest.fixture
def own_site(own_server: OwnServer) -> Site:
    """What that server serves."""
    return Site(own_server.url)


@pytest.fixture
def visit_own(browser: Browser, own_site: Site) -> Iterator[Visits]:
    """As `visit`, of that server."""
    visits = Visits(browser, own_site)
    yield visits
    visits.close()
