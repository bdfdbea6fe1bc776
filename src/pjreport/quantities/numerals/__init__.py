"""One numeral at a place of a flat text: in digits, in Han numerals, in English words, as a date."""
