"""What Lighthouse says of home, viewer and reader on a telephone, signed in as people are.

Claims: performance and accessibility of at least 95 on each (its mobile profile: a slow telephone
and a slow line, both simulated). Lighthouse is npm's; where it is not installed, this says how.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from playwright.sync_api import sync_playwright

from benchmarks.support import rounds as shown
from benchmarks.support.options import options
from tests.e2e.browsing import PHONE, context_options
from tests.e2e.screens import Places
from tests.e2e.served import Site, cookie_at, demo_folder, free_port, serving

SCORE_LEAST = 95.0
_SUBJECTS = ("performance", "accessibility")
_ROOT = Path(__file__).parents[1]
_PROGRAM = _ROOT / "web" / "node_modules" / ".bin" / "lighthouse"
_BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def main() -> None:
    """Ask Lighthouse in rounds and print the medians."""
    chosen = options(__doc__, rounds=3, databases=("sqlite",))
    program = str(_PROGRAM) if _PROGRAM.exists() else shutil.which("lighthouse")
    if program is None:
        print("There is no Lighthouse here: `npm install --global lighthouse@12` brings it.")
        sys.exit()
    with tempfile.TemporaryDirectory() as scratch:
        folder = demo_folder(Path(scratch))
        with serving(folder, Path(scratch) / "log") as url:
            site = Site(url)
            places = Places(site)
            for name, path in {
                "home": "/",
                "viewer": f"/clips/{places.user('lotte')}",
                "reader": f"/read/{places.story}",
            }.items():
                scores: dict[str, list[float]] = {subject: [] for subject in _SUBJECTS}
                for _ in range(chosen.rounds):
                    for subject, score in _asked(program, site, path, Path(scratch)).items():
                        scores[subject].append(score)
                print(f"{name}, mobile profile")
                shown.table(scores, "points")
                for subject, values in scores.items():
                    middle = sorted(values)[len(values) // 2]
                    shown.at_least(subject, middle, SCORE_LEAST, "points")


def _asked(program: str, site: Site, path: str, scratch: Path) -> Mapping[str, float]:
    """The scores of the page at `path` for somebody who is signed in, out of 100."""
    port = free_port()
    account = site.person("amira")
    stored = context_options(site.url, account, PHONE)["storage_state"]
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as profile:
        context = playwright.chromium.launch_persistent_context(
            profile,
            executable_path=next(filter(None, map(shutil.which, _BROWSERS)), None),
            args=[f"--remote-debugging-port={port}", *(["--no-sandbox"] * (os.geteuid() == 0))],
        )
        # Lighthouse opens pages of its own, in which the session stands as it does here.
        name = cookie_at(site.url)
        context.add_cookies([each for each in stored["cookies"] if each["name"] == name])
        page = context.pages[0]
        page.goto(f"{site.url}/flame.svg")
        page.evaluate("localStorage.setItem('emberline.signed-in', '1')")
        report = scratch / "report.json"
        command = [program, f"{site.url}{path}", f"--port={port}", "--quiet", "--output=json"]
        command += [f"--output-path={report}", "--disable-storage-reset", "--form-factor=mobile"]
        command += [f"--only-categories={','.join(_SUBJECTS)}"]
        subprocess.run(command, check=True, timeout=180)
        context.close()
    found = json.loads(report.read_text())["categories"]
    return {subject: found[subject]["score"] * 100 for subject in _SUBJECTS}


if __name__ == "__main__":
    main()
