"""What is stated of measures, sections and plans, made into records: who, by when, how much, projects, places."""
