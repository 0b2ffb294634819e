"""From what a phone sends to a row of plain tokens, and patterns found in them. Knows no animal."""
