"""What stands behind an IRI: found, put together, and written as data and as pages."""
