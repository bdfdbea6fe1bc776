"""Many reports in one SQLite file."""
