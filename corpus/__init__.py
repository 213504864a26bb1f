"""The documents that come with the project, byte for byte as received, and their catalogue."""
