"""Words: what runbooks/ holds, read strictly: services, runbooks, first aid, windows, heartbeats."""
