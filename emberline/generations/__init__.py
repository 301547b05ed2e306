"""Generations: a story becomes an audiobook, an EPUB, a playable file or a PDF, by durable jobs."""
