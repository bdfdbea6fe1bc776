"""One page for people without a terminal: every fact with its evidence, to read and to search."""
