"""What reporters and moderators do: one noun a file."""
