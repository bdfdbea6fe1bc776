"""One module for each command or family of commands. Only the one that runs is imported."""
