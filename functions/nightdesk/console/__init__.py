"""Duties: what the live page shows, and the page."""
