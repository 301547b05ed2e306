"""What the measurements share: seeding, servers as processes, load, rounds."""
