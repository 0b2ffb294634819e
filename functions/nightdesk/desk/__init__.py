"""Duties: what happens when something happens. Each module decides, then saves once."""
