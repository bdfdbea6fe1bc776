"""A server for assistants: the Model Context Protocol over lines of JSON."""
