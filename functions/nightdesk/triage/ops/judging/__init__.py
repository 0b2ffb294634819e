"""How bad it is, by the matrix and with reasons, what it is called, and whether it may wait."""
