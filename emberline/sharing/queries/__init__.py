"""Reads of the activity feed."""
