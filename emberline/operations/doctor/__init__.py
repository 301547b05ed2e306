"""The doctor: what does not fit together in the data, found while it is in use, and mended."""
