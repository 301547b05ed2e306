"""Narration: scenes become speech, sentence by sentence, and speech an audiobook."""
