"""Phone calls, turn by turn, of owners and of people on call."""
