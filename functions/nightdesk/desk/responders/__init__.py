"""People on call text: commands, and who is on call."""
