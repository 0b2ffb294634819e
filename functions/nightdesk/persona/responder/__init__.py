"""What people on call read and hear."""
