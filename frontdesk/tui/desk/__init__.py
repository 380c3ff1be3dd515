"""The receptionist's screen: the waiting list, the card, and the lines that take the keys."""
