"""Uvicorn's connections, with our close codes, a way past ASGI for events, and a gentle end."""

CONNECTION = "emberline.connection"
"""The ASGI extension under which an application finds the connection of its request."""
