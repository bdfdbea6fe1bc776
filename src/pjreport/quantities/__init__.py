"""From text to quantities: numbers with signs, units, qualifiers and ranges."""
