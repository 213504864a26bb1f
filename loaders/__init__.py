"""Bytes to records to triples: reads plan documents. Start with `loaders.load`."""
