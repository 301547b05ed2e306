"""Stories that branch: readers choose, and the story remembers."""
