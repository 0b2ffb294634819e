"""Doors: texts and calls, in and out."""
