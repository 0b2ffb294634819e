"""Doors: the ways in which everybody on an incident is brought together and told."""
