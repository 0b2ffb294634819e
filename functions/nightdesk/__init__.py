"""Nightdesk answers emergencies: wakes the right human, asks before anything risky, proves the fix, reports."""
