"""Doors: metrics, logs and changes of the company's own systems."""
