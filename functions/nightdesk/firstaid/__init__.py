"""Deciders: which protocol, and which of its steps comes next."""
