"""Deciders: how bad it is. One verdict for both desks."""
