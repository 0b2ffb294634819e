"""What the model is told, and what it may be believed."""
