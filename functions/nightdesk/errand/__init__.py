"""Words: an outbox row, and how far it is."""
