"""Known customers on the screen: what the card tells of them, and their file over the desk."""
