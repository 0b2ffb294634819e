"""Cause, permission, repair, proof and report."""
