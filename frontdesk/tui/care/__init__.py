"""The care screen: complaints, requests, suggestions, praise and promises, each followed to its end."""
