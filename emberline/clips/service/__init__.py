"""What people do with clips: one noun a file."""
