"""What comes before a package: the web app is built into it, where that has not happened."""

import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class BuildHook(BuildHookInterface):
    """Called by hatchling before it makes a wheel or an sdist."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build the app; an editable install is a developer's, who builds it beside."""
        root = Path(self.root)
        is_built = (root / "emberline" / "web" / "site" / "index.html").is_file()
        if version != "editable" and not is_built:
            subprocess.run([sys.executable, str(root / "web" / "build.py")], check=True)
