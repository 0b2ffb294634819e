"""A walk through nights that nobody wrote: moves by chance, and after each what was promised to people."""
