"""Reviewed answers to what owners ask about food, behavior and care."""
