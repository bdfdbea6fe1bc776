"""What can be typed: the commands with their options, the parser, and the help."""
