"""Deciders: severity, grouping, reach and impact of alarms."""
