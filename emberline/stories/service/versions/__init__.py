"""Versions of stories: frozen, published, compared, brought back."""
