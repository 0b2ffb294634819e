"""Deciders: who must be woken now, and when to look again."""
