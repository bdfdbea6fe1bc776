"""Ranked search over facts, in memory and in compiled bases."""
