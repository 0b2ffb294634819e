"""Doors: alarms of any system, read into one shape."""
