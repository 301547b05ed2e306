"""Scenes joined to one file, as they are: nothing is decoded and nothing is coded anew."""
