"""Typing slips: one letter too many, too few, wrong, or two swapped."""


def is_one_slip(typed: str, meant: str) -> bool:
    """Are the two words exactly one slip apart (optimal string alignment distance 1)?"""
    if typed == meant or abs(len(typed) - len(meant)) > 1:
        return False
    start = 0
    while start < min(len(typed), len(meant)) and typed[start] == meant[start]:
        start += 1
    left, right = typed[start:], meant[start:]
    if len(left) == len(right):
        swapped = left[:2] == right[1::-1] and left[2:] == right[2:]
        return left[1:] == right[1:] or swapped
    return left[1:] == right or left == right[1:]
