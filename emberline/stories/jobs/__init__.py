"""Work on stories beside the requests."""
