"""Where it likely began, who feels it, and who is hurt, in numbers."""
