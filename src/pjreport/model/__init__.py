"""What facts, bases, tables and problems are. No input and no output."""
