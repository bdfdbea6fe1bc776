"""What a draft says of one figure: what it states, of when, and of what others it is a part."""
