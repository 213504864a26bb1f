"""What a run of text mentions: units, times, quantities, projects and places, each with its place."""
