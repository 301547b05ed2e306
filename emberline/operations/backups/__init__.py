"""Backups: one file with the database, the media and the key; written hot, read back, put back."""
