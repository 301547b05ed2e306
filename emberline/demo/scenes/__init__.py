"""The scenes: each a function from a chance to an SVG document."""
