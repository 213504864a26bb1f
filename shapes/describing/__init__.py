"""What rules found, told to people: what each finding is about, and the words that say it.

Everything is asked of many nodes together and of no others (`asking.py`), so that a finding costs some microseconds,
and a rule that found three things asks about three.
"""

from shapes.describing.context import Context
from shapes.describing.telling import findings

__all__ = ["Context", "findings"]
