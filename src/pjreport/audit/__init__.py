"""Whether the figures of a report fit each other."""
