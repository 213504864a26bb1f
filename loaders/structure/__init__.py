"""The shape of a text: its lines, their numbers, the tree that these make, and the titles it cites."""
