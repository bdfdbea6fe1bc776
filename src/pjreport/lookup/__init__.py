"""Which facts a command is about, and how people read them."""
