"""Whether a process that a test ended is gone."""

import psutil


def lives(process: psutil.Process) -> bool:
    """Whether `process` still runs.

    A killed program whose parent died first is a zombie until somebody collects it (in a container
    perhaps nobody does), and it may vanish between any two looks.
    """
    try:
        return bool(process.is_running() and process.status() != psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return False
