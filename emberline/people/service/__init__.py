"""What people do with their profiles and with each other."""
