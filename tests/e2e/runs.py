"""How browser tests are run: what is told of a run without any, and where traces go.

`tests/conftest.py` loads this, so that `--traces FOLDER` is known wherever the tests begin.
"""

from pathlib import Path

import pytest

SENTENCE = "no Chromium: the browser tests did not run"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Where the journeys leave a trace of each browser, to be opened by `playwright show-trace`."""
    parser.addoption("--traces", type=Path, default=None, help="record the journeys into a folder")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """One line, where the tests of the web app were passed over."""
    passed_over = terminalreporter.stats.get("skipped", [])
    if any(SENTENCE in str(report.longrepr) for report in passed_over):
        terminalreporter.write_line(SENTENCE, yellow=True, bold=True)
