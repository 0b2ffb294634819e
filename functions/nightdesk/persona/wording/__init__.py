"""Sentences and how they are put together, in each language."""
