"""The types that the web app calls the server by are those of this very server."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
WEB = ROOT / "web"


def test_the_types_of_the_client_are_made_from_what_the_server_says_of_itself(tmp_path):
    made = tmp_path / "schema.d.ts"
    subprocess.run([sys.executable, WEB / "build.py", "api", made], check=True)
    kept = WEB / "src" / "lib" / "kit" / "schema.d.ts"
    assert '"/stories/tray"' in made.read_text()
    # Compared as a whole: a difference of thousands of lines would take pytest minutes to explain.
    same = made.read_bytes() == kept.read_bytes()
    assert same, "the server's calls have changed: run `npm run api` in web/"
