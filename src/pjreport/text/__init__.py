"""How texts are compared: by spelling, by sound, by likeness."""
