"""The web app as it was built: its page, its files, and what browsers are told about them."""
