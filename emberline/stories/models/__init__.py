"""Tables of stories."""
