"""What administrators ask of the whole instance."""
