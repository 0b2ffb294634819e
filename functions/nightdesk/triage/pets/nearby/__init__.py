"""Where an owner is, and the clinic to send them to."""
