"""Deciders: which runbook fits, how risky its steps are, and their plan."""
