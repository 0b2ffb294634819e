"""Doors: the named things that can be done to the company's systems."""
