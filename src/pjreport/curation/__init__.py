"""Work on a fact base: a new one for a report, and changes that keep everything else as it was."""
