"""Two reports side by side: which figures belong together, and what changed between them."""
