"""The translation catalogue: taken from the sources, kept complete."""
