"""Reports and letters as PDF: strips that are set in columns on pages. All of it imports reportlab."""
