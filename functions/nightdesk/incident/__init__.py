"""Words: the incident, its severity, its timeline and everything that can happen to it. Knows nobody."""
