"""A draft against the facts of a report."""
