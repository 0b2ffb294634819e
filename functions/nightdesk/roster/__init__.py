"""Words: people on call, their schedules and ladders, read strictly and changed by text."""
