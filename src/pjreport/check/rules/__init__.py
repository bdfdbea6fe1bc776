"""The rules of `check`, one concern a file; `check.registry` lists them."""
