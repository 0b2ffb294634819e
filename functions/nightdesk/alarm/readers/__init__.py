"""One module per source, and the list of them."""
