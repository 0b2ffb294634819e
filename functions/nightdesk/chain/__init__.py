"""Doors: the durable clocks and flows."""
