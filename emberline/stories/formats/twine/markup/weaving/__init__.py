"""Elements woven into a scene: text with templates, effects, choices."""
