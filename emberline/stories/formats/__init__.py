"""Stories as text of several formats: each read and written with a report of what was lost."""
