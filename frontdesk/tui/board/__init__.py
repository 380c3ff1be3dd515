"""The shift lead's board: its figures, what can be done from it, and how it is drawn."""
