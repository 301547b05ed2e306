"""The wheel holds the web app, though version control does not."""

import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

ROOT = Path(__file__).parent.parent.parent


def test_the_wheel_holds_the_page_and_each_file_that_it_leads_to(tmp_path):
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", tmp_path]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    with ZipFile(wheel) as packed:
        names = set(packed.namelist())
        page = packed.read("emberline/web/site/index.html").decode()
    files = [part.split('"')[0] for part in page.split('="/_app/')[1:]]
    assert len(files) > 3
    for file in files:
        # Fonts are compressed as they are.
        packed_as = ("",) if file.endswith(".woff2") else ("", ".br", ".gz")
        assert {f"emberline/web/site/_app/{file}{more}" for more in packed_as} <= names
    assert "emberline/main.py" in names
    assert not any(name.startswith("web/") for name in names)
