"""Alarms arrive, join, repeat, end, merge and split."""
