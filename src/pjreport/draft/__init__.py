"""From the text of a report to a proposed fact base. People look at every fact before it counts."""
