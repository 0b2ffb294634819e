"""Words: who texts or calls, their household, and what they agreed to."""
