"""What is allowed with clips, decided from values alone."""
