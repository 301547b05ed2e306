"""Measurements: one file a claim, each with its peer and its floor, printing ratios."""
