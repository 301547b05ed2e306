"""Stories of Twine: Twee 3 text and Twine 2 HTML, read and written."""
