"""What an owner reads and hears."""
