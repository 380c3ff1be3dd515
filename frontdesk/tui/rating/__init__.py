"""The screen of a second terminal that is turned to the customer: the one question, answered with one key."""
