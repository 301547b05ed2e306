"""Answers to an operator's tools."""

import msgspec


class Health(msgspec.Struct, frozen=True):
    """One word: `ok` or `ready`."""

    status: str
