"""Proving a story: of everything in it whether it can be reached, and how."""

from emberline.stories.engine.prove.proving import BUDGET, prove
from emberline.stories.engine.prove.report import EndingFinding, Finding, Proof, SoftLock

__all__ = ["BUDGET", "EndingFinding", "Finding", "Proof", "SoftLock", "prove"]
