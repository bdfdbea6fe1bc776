"""A draft compared with the facts of a report."""
