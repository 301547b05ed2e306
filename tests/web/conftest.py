"""A small site in place of the built one."""

import gzip
import json
from pathlib import Path

import pytest

from emberline.web.routes import install_site
from tests.app_fixtures import Server, StartServer

PAGE = '<!doctype html>\n<title>Emberline</title>\n<script src="/_app/immutable/a.js"></script>\n'
FEED_PAGE = PAGE.replace(
    "</title>", '</title>\n<link href="/_app/immutable/a.js" rel="modulepreload">'
)
SCRIPT = "export const a = 1;\n" * 20


@pytest.fixture
def site_folder(tmp_path: Path) -> Path:
    """What a build leaves: the page, that of one address, a hashed script with its small twins,
    an icon, a manifest."""
    folder = tmp_path / "site"
    hashed = folder / "_app" / "immutable"
    hashed.mkdir(parents=True)
    (folder / "index.html").write_text(PAGE)
    (folder / "pages").mkdir()
    (folder / "pages" / "3.html").write_text(FEED_PAGE)
    (folder / "pages.json").write_text(json.dumps([[r"^\/feed\/?$", "/pages/3.html"]]))
    (hashed / "a.js").write_text(SCRIPT)
    (hashed / "a.js.gz").write_bytes(gzip.compress(SCRIPT.encode()))
    (hashed / "a.js.br").write_bytes(b"brotli's")
    (folder / "flame.svg").write_text("<svg/>")
    (folder / "manifest.webmanifest").write_text("{}")
    (folder / "service-worker.js").write_text("self.addEventListener('fetch', () => {});\n")
    (folder / ".built-from").write_text("a digest")
    (tmp_path / "secret.txt").write_text("not of the site")
    return folder


@pytest.fixture
async def site(start_server: StartServer, site_folder: Path) -> Server:
    """The application with that site."""
    server = await start_server()
    assert isinstance(server, Server)
    install_site(server.app, site_folder)
    return server
