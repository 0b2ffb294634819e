"""An incident is opened, its people are woken, and looked after until it is over."""
