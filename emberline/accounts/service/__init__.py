"""What can be done about accounts, one noun a file."""
