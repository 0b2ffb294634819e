"""Doors: the table, and the one transaction an event is saved in."""
