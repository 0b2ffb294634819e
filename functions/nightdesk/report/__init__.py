"""Duties: the incident report, the visit summary, and the measures."""
