"""A list of rows that keeps its selection: what it holds, how its lines are made, and the widget."""
