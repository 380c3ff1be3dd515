"""What the keys do that ask something, at the desk and from the board."""
