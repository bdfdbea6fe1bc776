"""Questions: facts in, facts and columns out; prints nothing."""
