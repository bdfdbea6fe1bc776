"""What the words around a number say of it."""
