"""Ranked retrieval over facts, in memory and in a compiled base."""
