"""Deciders: everything the desk says, and the guard over what a model would say."""
