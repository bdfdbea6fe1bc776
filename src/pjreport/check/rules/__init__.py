"""The rules of `check`, one concern a file; a row in `check.rows` names each."""
