"""Which years a time in a data file, or on the command line, can be meant to lie in."""

from datetime import date

EARLIEST, LATEST = 1970, 2099
"""
Before computers had a night to be woken in, and after anybody who could be. Times near the ends of what a calendar
holds (year 1, year 9999) cannot even be told in another zone.
"""


def why_not_then(at: date) -> str:
    """What is wrong with the year of a date or a time, for people; empty when nothing is."""
    if EARLIEST <= at.year <= LATEST:
        return ""
    return f"is in the year {at.year}; write one from {EARLIEST} to {LATEST}, and leave out an end that never comes"
