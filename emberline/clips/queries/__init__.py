"""Reads of clips, always through the viewer."""
