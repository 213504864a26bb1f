"""What the data set is and how it can be asked: VoID, DCAT and the description of the service."""
