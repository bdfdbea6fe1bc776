"""How texts are compared: written alike, sounding alike, nearly alike."""
