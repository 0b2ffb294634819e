"""Owners text: heard, led, remembered, forgotten, and shown the way."""
