"""Completion with TAB: reads a command line up to the cursor, and offers what may follow."""
