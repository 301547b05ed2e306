"""What holds for stories, whoever asks."""
