"""Quads to answers: stores, generations, links between plans and stored questions."""
