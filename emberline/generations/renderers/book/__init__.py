"""A story as a book that is read without a computer: its sections, with all rules in words."""
