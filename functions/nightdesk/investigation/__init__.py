"""Deciders: the probable cause, from logs, metrics and changes."""
