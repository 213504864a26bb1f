"""The command line and the HTTP server: the only room that composes the others."""
