"""The same calls written as their libraries' own guides show; they give the same bytes."""
