"""What exists: the OWL ontology, the names of its terms, records, IRIs, dates and the registries."""
