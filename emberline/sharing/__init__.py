"""Stories passed on, by links and by clips, and what the people one follows do with stories."""
