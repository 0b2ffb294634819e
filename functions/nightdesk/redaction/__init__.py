"""Words: what must not leave, taken out."""
