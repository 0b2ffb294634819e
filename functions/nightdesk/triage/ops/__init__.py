"""Deciders over alarms, without IO: what they say, how bad it is, whether they are of one cause, whom it harms."""
