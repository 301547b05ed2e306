"""The calls of media: whole uploads, and those in pieces."""
