"""Whether the rates, growths and parts of a report fit its counts."""
