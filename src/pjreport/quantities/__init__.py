"""Numbers in texts, with signs, units, qualifiers and ranges."""
