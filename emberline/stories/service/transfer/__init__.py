"""Stories that come in from files and go out into them."""
