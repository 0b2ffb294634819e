"""What an alarm says: the kind of failure, how much of it, how far it reaches, and which service it means."""
