"""HTML: one file in which the story is played, without a network."""
