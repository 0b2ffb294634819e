"""Doors: the model, when there is one."""
