"""Stories on the command line: checked, proved, played, converted and begun; no server needed."""
