"""Plays: begun, moved, taken back, saved."""
