"""The same calls written by hand on the raw drivers; they give the same bytes."""
