"""What people say against the reader: rows of corrections, and the records amended by them."""
