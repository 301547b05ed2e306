"""`web/build.py`: when it builds and installs. Small programs stand in for Node's."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

BUILD = Path(__file__).parent.parent.parent / "web" / "build.py"

NPM = """#!/bin/sh
echo "$@" >> "$CALLS"
case "$*" in
    ci*) rm -rf node_modules && mkdir node_modules ;;
    *build) rm -rf ../emberline/web/site && mkdir -p ../emberline/web/site && cat src/a.ts \
        > ../emberline/web/site/index.html ;;
esac
"""


class Workshop:
    """A copy of the build over a source of one file, with programs of its own."""

    def __init__(self, folder: Path) -> None:
        self.web = folder / "web"
        self.site = folder / "emberline" / "web" / "site"
        self._calls = folder / "calls"
        self._programs = folder / "bin"
        self._programs.mkdir()
        (self.web / "src").mkdir(parents=True)
        shutil.copy(BUILD, self.web)
        for name in ("package.json", "package-lock.json"):
            (self.web / name).write_text("{}")
        (self.web / "src" / "a.ts").write_text("first")
        self.put_program("node", "#!/bin/sh\necho v20.19.4\n")
        self.put_program("npm", NPM)

    def put_program(self, name: str, text: str) -> None:
        """Have `name` on the path."""
        program = self._programs / name
        program.write_text(text)
        program.chmod(0o755)

    def build(self, *arguments: str, **environment: str) -> "subprocess.CompletedProcess[str]":
        """Run it."""
        path = f"{self._programs}{os.pathsep}/usr/bin{os.pathsep}/bin"
        return subprocess.run(
            [sys.executable, self.web / "build.py", *arguments],
            env={"PATH": path, "CALLS": str(self._calls), "HOME": "/nonexistent", **environment},
            capture_output=True,
            text=True,
            check=False,
        )

    def called(self) -> list[str]:
        """What npm was asked for since the last look: the last word each, or `ci`."""
        lines = self._calls.read_text().splitlines() if self._calls.exists() else []
        self._calls.unlink(missing_ok=True)
        return [line.split()[0 if line.startswith("ci") else -1] for line in lines]


@pytest.fixture
def workshop(tmp_path: Path) -> Workshop:
    """A place to build in."""
    return Workshop(tmp_path)


def test_it_builds_once_and_again_when_a_source_has_changed(workshop):
    first = workshop.build()
    assert first.returncode == 0, first.stderr
    assert "Building the web app ..." in first.stdout
    assert workshop.called() == ["ci", "prepare", "build"]
    again = workshop.build()
    assert (again.returncode, again.stdout, again.stderr) == (0, "", "")
    assert workshop.called() == []
    (workshop.web / "src" / "a.ts").write_text("second")
    assert workshop.build().returncode == 0
    assert workshop.called() == ["build"]
    assert (workshop.site / "index.html").read_text() == "second"


def test_what_is_not_in_the_site_does_not_make_it_build(workshop):
    workshop.build()
    workshop.called()
    (workshop.web / ".svelte-kit").mkdir()
    for name in ("src/a.test.ts", "eslint.config.js", "node_modules/a.js", ".svelte-kit/a.js"):
        (workshop.web / name).write_text("changed")
    workshop.build()
    assert workshop.called() == []
    (workshop.web / "src" / "b.ts").write_text("new")
    workshop.build()
    assert workshop.called() == ["build"]


def test_another_lock_file_is_installed_anew(workshop):
    workshop.build()
    workshop.called()
    (workshop.web / "package-lock.json").write_text('{"packages": {}}')
    workshop.build()
    assert workshop.called() == ["ci", "prepare", "build"]


def test_a_site_that_is_gone_is_built_again(workshop):
    workshop.build()
    workshop.called()
    shutil.rmtree(workshop.site)
    workshop.build()
    assert workshop.called() == ["build"]


def test_a_build_that_fails_says_why_and_is_tried_again(workshop):
    workshop.put_program(
        "npm", f"{NPM}case $* in *build) echo Svelte has a word >&2; exit 3;; esac"
    )
    failed = workshop.build()
    assert failed.returncode == 1
    assert "Svelte has a word" in failed.stderr
    workshop.put_program("npm", NPM)
    workshop.called()
    assert workshop.build().returncode == 0
    assert workshop.called() == ["build"]


def test_npm_runs_with_what_it_needs_and_its_exit_code_counts(workshop):
    workshop.put_program("npm", f'{NPM}test "$1" != test || exit 7')
    assert workshop.build("npm", "test").returncode == 7
    assert workshop.called() == ["ci", "prepare", "test"]
    assert workshop.build("fly").returncode == 2


@pytest.mark.parametrize("version", ["v18.20.0", "v20.18.1", "v21.7.3", "v22.11.0", "nonsense"])
def test_an_old_node_is_not_used(workshop, version):
    assert workshop.build("npm", "test").returncode == 0
    workshop.called()
    workshop.put_program("node", f"#!/bin/sh\necho {version}\n")
    # Without the file that says which, none can come from PyPI either.
    assert workshop.build("npm", "test").returncode != 0
    assert workshop.called() == []


@pytest.mark.parametrize("version", ["v20.19.0", "v22.12.0", "v24.1.0", "v100.0.0"])
def test_a_node_that_is_new_enough_is_used(workshop, version):
    workshop.put_program("node", f"#!/bin/sh\necho {version}\n")
    assert workshop.build("npm", "test").returncode == 0
