"""Completion with TAB: a command line up to the cursor, and what may follow."""
