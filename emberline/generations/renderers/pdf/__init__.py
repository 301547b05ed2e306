"""PDF: a gamebook of numbered paragraphs."""
