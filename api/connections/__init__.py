"""From the bytes of a connection to the application: HTTP as it is met with, and the short ways for queries."""
