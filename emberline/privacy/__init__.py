"""All that belongs to one person, across the slices: to take away, or to erase."""
