"""Who answers for the work: the notes that name units, the part each unit has, and what holds for all measures."""
