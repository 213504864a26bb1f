"""Graph to findings: the SHACL rule book, its runner and its reports."""
