"""Harlowe's markup, read into the shared elements."""
