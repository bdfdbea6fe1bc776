"""The arithmetic of a text without a base: what its sentences and tables say of several figures."""
