"""Writes plans: invented records put into words in every shape and noise in which plans are published.

It imports nothing from the reader. What a document says is decided first, as records; a note of units, a layout, a
frame and a noise then make it text, and the records are the truth that the text is read against. Places, figures
and works are invented; no text is copied.

    truth     the records, and their form as the hand-made truth of `tests/gold`
    words     what the records are made of: places, departments, works, things that are counted
    phrases   a time or a target in words, with what it states
    maker     a seeded maker of records
    notes     the forms of a note of units, each with the roles that it gives
    layouts   numbering, titles and order of prose; `grids` of tables; `frames` of what stands around a plan
    noise     what copies do to a text without changing what it says
    document  all of these put together
"""
