"""What can be done with shared stories."""
