"""Which runs of a plan are its measures: by headings and levels, by rows of a table, by words of work."""
