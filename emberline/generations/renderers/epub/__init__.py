"""EPUB 3: a gamebook for e-readers."""
