"""The phrases of a book in the languages that have them."""
