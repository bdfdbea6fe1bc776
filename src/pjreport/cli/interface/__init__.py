"""What can be typed: the table of commands and options, and what follows from it."""
