"""Clips: photos, films and texts that fade, seen by exactly the people they are meant for."""
