"""From facts to a verdict: flags, doses, the first step, the one question, and why."""
