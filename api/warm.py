"""What every report needs, loaded: for the process that those that write reports are forked from (`api.auditing`)."""

import api.reporting  # noqa: F401
from shapes.profile import profiles
from shapes.rules import rules

rules("stated")
rules("all")
profiles()
