"""`emberline play`: a player for the terminal."""
