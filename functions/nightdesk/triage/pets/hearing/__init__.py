"""From tokens to facts: who it is about, what shows, what was eaten, and whether it is said to be so."""
