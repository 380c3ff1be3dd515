"""Reports: from rows to one model, from the model to text and JSON. Pure: no clock, no file, no database."""
