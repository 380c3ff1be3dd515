"""The summary of a day or of some days on the screen: which days, and the visits behind it."""
