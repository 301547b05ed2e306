"""Nodes written as the bodies of passages, in the markup of SugarCube, Harlowe or plain Twine."""
