"""Telling those outside how an incident stands: customers, PagerDuty, Slack."""
