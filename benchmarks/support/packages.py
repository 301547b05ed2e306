"""What a peer needs and this machine may not have: packages of npm."""

import shutil
import subprocess
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
