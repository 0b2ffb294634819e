"""Words: entries chained by hash, and their verification."""
