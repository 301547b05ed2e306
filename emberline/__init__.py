"""Emberline: the self-hosted home for stories, those that fade and those that branch."""

__version__ = "0.1.0"
