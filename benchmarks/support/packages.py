"""What a peer needs and this machine may not have: packages of npm and of PyPI."""

import shutil
import subprocess
import sys
from pathlib import Path


class NotInstalled(Exception):  # noqa: N818 (reads as a statement)
    """A peer that this machine does not have; the message says what to install."""


def install_npm(package: str, folder: Path) -> dict[str, str]:
    """The environment in which node finds `package`, which is installed into `folder`.

    NotInstalled without npm or a registry.
    """
    if shutil.which("npm") is None:
        raise NotInstalled("Node is not here: apt install nodejs npm")
    install = ["npm", "install", "--prefix", str(folder), "--no-audit", "--no-fund", package]
    done = subprocess.run(install, capture_output=True, text=True, check=False)
    if done.returncode:
        raise NotInstalled(f"{package} could not be installed: {done.stderr.strip()[-300:]}")
    return {"NODE_PATH": str(folder / "node_modules")}


def install_pypi(package: str, folder: Path) -> None:
    """Install `package` into `folder` and let this process import it from there.

    NotInstalled without pip or a registry.
    """
    install = [sys.executable, "-m", "pip", "install", "--quiet", "--target", str(folder), package]
    done = subprocess.run(install, capture_output=True, text=True, check=False)
    if done.returncode:
        raise NotInstalled(f"{package} could not be installed: {done.stderr.strip()[-300:]}")
    sys.path.append(str(folder))
