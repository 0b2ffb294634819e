"""Deciders: who may say yes, to what, until when."""
