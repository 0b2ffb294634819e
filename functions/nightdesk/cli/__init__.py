"""`nightdesk ...`: the desk's judgement on the command line, offline and deterministic, one JSON object a line."""
